"""Conflicts: however many transactions change the same thing, no change is lost."""
import transaction

N = 300
total = 0


class Counter:
    shared = 0

    def __init__(self):
        self.value = 0
        self.history = []


counter = Counter()
box = [0]
table = {"n": 0}
seen = set()
ordered = []
data = bytearray(8)
closed = None


def closure():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n

    return inc


inc = closure()


def generator():
    n = 0
    while True:
        n += 1
        yield n


numbers = generator()
iterator = iter(range(10 ** 6))


def change(i):
    global total
    total += 1
    counter.value += 1
    Counter.shared += 1
    box[0] += 1
    table["n"] += 1
    table[i] = i
    seen.add(i)
    ordered.append(i)
    data[0] = (data[0] + 1) % 256
    inc()
    next(numbers)
    next(iterator)


for i in range(N):
    transaction.add(change, i)
transaction.run()
print(total, counter.value, Counter.shared, box, table["n"], len(table), len(seen), data[0] == N % 256)
print(sorted(ordered) == list(range(N)), inc(), next(numbers), next(iterator))


# Each transaction sees a state in which all of that agrees, and the order is the same everywhere.
def check(i):
    counter.history.append(i)
    copies.append(len(counter.history))
    if not counter.value == box[0] == table["n"] == total:
        copies.append("torn")
    change(0)


copies = []
for i in range(N):
    transaction.add(check, i)
transaction.run()
print(copies == list(range(1, N + 1)), len(counter.history), total)


# Two accounts whose sum must never be anything but 0.
class Account:
    balance = 0


a, b = Account(), Account()
wrong = []


def move(amount):
    a.balance -= amount
    if (a.balance + b.balance) != -amount:
        wrong.append(amount)
    b.balance += amount


def look():
    if a.balance + b.balance:
        wrong.append("look")


for i in range(N):
    transaction.add(move, i)
    transaction.add(look)
transaction.run()
print(a.balance, b.balance, wrong)

# Big containers, changed in many places.
big = list(range(2000))
big_table = {i: 0 for i in range(2000)}


def shift(start):
    for i in range(start, 2000, 50):
        big[i] += 1
        big_table[i] += start
    big.append(start)
    big_table[-1 - start] = start


for start in range(50):
    transaction.add(shift, start)
transaction.run()
print(big[:2000] == list(range(1, 2001)), sorted(big[2000:]) == list(range(50)))
print(all(big_table[i] == i % 50 for i in range(2000)), sorted(k for k in big_table if k < 0) == list(range(-50, 0)))


# Removing from one place and adding to another.
stock = list(range(100))
taken = []
pool = {i: str(i) for i in range(100)}
names = set(range(100))


def take():
    taken.append((stock.pop(), pool.popitem()[1], names.pop()))


for _ in range(100):
    transaction.add(take)
transaction.run()
print(stock, pool, names, [sorted(map(int, column)) == list(range(100)) for column in zip(*taken)])


# Objects made in transactions, linked to each other.
class Node:
    def __init__(self, value, next):
        self.value, self.next = value, next


class Stack:
    top = None


stack = Stack()


def push(value):
    stack.top = Node(value, stack.top)


for i in range(N):
    transaction.add(push, i)
transaction.run()
values = []
node = stack.top
while node:
    values.append(node.value)
    node = node.next
print(sorted(values) == list(range(N)))


# Sorting, reversing, replacing a whole list.
def shuffle(i):
    items[:] = items[1:] + items[:1]
    if i % 3 == 0:
        items.sort()
    elif i % 3 == 1:
        items.reverse()
    items[i % 10] += 1


items = list(range(10))
for i in range(100):
    transaction.add(shuffle, i)
transaction.run()
print(sum(items), len(items))
