"""What programs rely on that share data between threads."""
import collections
import queue
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
THREADS = 4


def run(f):
    """f(i) in each thread, all at once."""
    start = threading.Barrier(THREADS)

    def body(i):
        start.wait()
        f(i)

    threads = [threading.Thread(target=body, args=(i,)) for i in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def everything():
    return sorted((i, k) for i in range(THREADS) for k in range(ROUNDS))


# list.append and list.pop
shared = []


def append(i):
    for k in range(ROUNDS):
        shared.append((i, k))


run(append)
print("append", sorted(shared) == everything())
popped = [[] for _ in range(THREADS)]


def pop(i):
    while True:
        try:
            popped[i].append(shared.pop())
        except IndexError:
            return


run(pop)
print("pop", sorted(sum(popped, [])) == everything(), shared)

# dict.setdefault
owners = {}
wins = [0] * THREADS


def setdefault(i):
    for k in range(ROUNDS):
        if owners.setdefault(k, i) == i:
            wins[i] += 1


run(setdefault)
print("setdefault", sum(wins) == ROUNDS, all(wins[i] == list(owners.values()).count(i) for i in range(THREADS)))

# deque
deque = collections.deque()
taken = [[] for _ in range(THREADS)]


def rotate(i):
    for k in range(ROUNDS):
        deque.append((i, k))
        try:
            taken[i].append(deque.popleft())
        except IndexError:
            pass


run(rotate)
print("deque", sorted(sum(taken, list(deque))) == everything())

# A counter, with locks of two kinds and without.
lock, rlock = threading.Lock(), threading.RLock()
counter = 0


def with_lock(i):
    global counter
    for _ in range(ROUNDS):
        with lock:
            counter += 1


def with_rlock(i):
    global counter
    for _ in range(ROUNDS):
        with rlock, rlock:
            counter += 1


def without(i):
    global counter
    for _ in range(ROUNDS):
        counter += 1


for f in with_lock, with_rlock:
    counter = 0
    run(f)
    print(f.__name__, counter == THREADS * ROUNDS, lock.locked())
counter = 0
run(without)
print("without", type(counter) is int, 0 < counter <= THREADS * ROUNDS)

# Check, then act.
accounts = {"a": 1000, "b": 0}
wrong = []


def transfer(i):
    for _ in range(ROUNDS):
        with lock:
            if accounts["a"] > 0:
                accounts["a"] -= 1
                accounts["b"] += 1
            else:
                accounts["a"], accounts["b"] = accounts["b"], accounts["a"]
            if sum(accounts.values()) != 1000:
                wrong.append(dict(accounts))


run(transfer)
print("transfer", sum(accounts.values()), wrong)


# One generator for all.
def numbers():
    n = 0
    while True:
        yield n
        n += 1


gen = numbers()
seen = [[] for _ in range(THREADS)]
messages = set()


def share(i):
    for _ in range(ROUNDS):
        try:
            seen[i].append(next(gen))
        except ValueError as e:
            messages.add(str(e))


run(share)
flat = sorted(sum(seen, []))
print("generator", flat == list(range(len(flat))), messages <= {"generator already executing"})

# Queues, bounded and not.
for q in queue.Queue(8), queue.SimpleQueue():
    got = []

    def exchange(i):
        if i % 2:
            for k in range(ROUNDS):
                q.put((i, k))
        else:
            for _ in range(ROUNDS):
                got.append(q.get())

    run(exchange)
    print(type(q).__name__, sorted(got) == [x for x in everything() if x[0] % 2], q.qsize())

# Recursion, exceptions and generators in the middle of what is cut.
results = [None] * THREADS


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def dig(n):
    if n == 0:
        raise KeyError("deep")
    try:
        dig(n - 1)
    except KeyError as e:
        e.args = (e.args[0], n)
        raise


class Item:
    def __init__(self, k):
        self.k = k

    def __lt__(self, other):
        return fib(3) and self.k < other.k

    def __eq__(self, other):
        return fib(3) and self.k == other.k

    def __hash__(self):
        return hash(self.k) + fib(2)


def work(i):
    total = 0
    for k in range(ROUNDS // 100):
        total += fib(8) + sum(tree(5))
        try:
            dig(20)
        except KeyError as e:
            total += e.args[1]
        total += sorted(map(Item, range(20, 0, -1)))[3].k
        total += len({Item(j % 7): j for j in range(20)})
        total += sorted(range(20), key=lambda j: fib(4) * -j)[0]
        total += sum(map(fib, range(6)))
    results[i] = total


run(work)
work(0)
print("work", len(set(results)))
