"""retry(): a transaction waits until something that it has read changes."""
import transaction
from transaction import TransactionError, retry

# Consumers wait for producers, in whatever order they start.
items = []
got = []


def consume():
    if not items:
        retry()
    got.append(items.pop())


def produce(n):
    items.append(n)


for i in range(20):
    transaction.add(consume)
for i in range(20):
    transaction.add(produce, i)
transaction.run()
print(items, sorted(got) == list(range(20)))

# A chain of waits.
step = [0]
order = []


def wait_for(n):
    if step[0] != n:
        retry()
    order.append(n)
    step[0] += 1


for n in reversed(range(30)):
    transaction.add(wait_for, n)
transaction.run()
print(order == list(range(30)))


# What an abandoned attempt adds is not run.
class Gate:
    is_open = False


gate = Gate()
log = []


def through():
    transaction.add(log.append, "added once")
    if not gate.is_open:
        retry()
    log.append("through")


def open_gate():
    gate.is_open = True


transaction.add(through)
transaction.add(open_gate)
transaction.run()
print(log)

# Nobody is left who could change anything.
transaction.add(consume)
transaction.add(consume)
try:
    transaction.run()
except TransactionError as exc:
    print(exc)
transaction.run()
print(items, "forgotten")

# A queue keeps those that wait.
tq = transaction.TransactionQueue()
got.clear()
tq.add(consume)
try:
    tq.run()
except TransactionError as exc:
    print(exc)
items.append("now")
tq.run()
print(got)

try:
    retry()
except TransactionError as exc:
    print("outside:", type(exc).__name__)


# Dining philosophers: each takes two forks at once or waits.
forks = [True] * 5
meals = [0] * 5


def eat(i, left):
    if not (forks[i] and forks[(i + 1) % 5]):
        retry()
    forks[i] = forks[(i + 1) % 5] = False
    transaction.add(stop, i, left)


def stop(i, left):
    forks[i] = forks[(i + 1) % 5] = True
    meals[i] += 1
    if left > 1:
        transaction.add(eat, i, left - 1)


for i in range(5):
    transaction.add(eat, i, 10)
transaction.run()
print(meals, forks)


# A bounded buffer.
class Buffer:
    size = 3

    def __init__(self):
        self.items = []

    def put(self, x):
        if len(self.items) >= self.size:
            retry()
        self.items.append(x)

    def get(self):
        if not self.items:
            retry()
        return self.items.pop(0)


buffer = Buffer()
out = []
longest = [0]


def producer(n, last):
    buffer.put(n)
    longest[0] = max(longest[0], len(buffer.items))
    if n < last:
        transaction.add(producer, n + 1, last)


def consumer(left):
    out.append(buffer.get())
    if left > 1:
        transaction.add(consumer, left - 1)


transaction.add(producer, 1, 50)
transaction.add(consumer, 50)
transaction.run()
print(out == list(range(1, 51)), longest[0] <= 3)
