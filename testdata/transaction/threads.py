"""Threads beside transactions: locks, atomic blocks, two queues at once."""
import threading

import transaction


class Shared:
    n = 0
    m = 0


shared = Shared()
lock = threading.Lock()


def with_lock(times):
    for _ in range(times):
        with lock:
            shared.n += 1


def with_atomic(times):
    for _ in range(times):
        with transaction.atomic:
            shared.m += 1


def run(*targets):
    threads = [threading.Thread(target=target, args=args) for target, *args in targets]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


run(*[(with_lock, 500)] * 4, *[(with_atomic, 500)] * 4)
print(shared.n, shared.m)

# Two queues in two threads.
first, second = transaction.TransactionQueue(), transaction.TransactionQueue()


def count(left):
    shared.n += 1
    if left > 1:
        transaction.add(count, left - 1)


shared.n = 0
first.add(count, 1000)
second.add(count, 1000)
run((first.run,), (second.run,))
print(shared.n, first.number_of_transactions_executed(), second.number_of_transactions_executed())

# A run beside threads with atomic blocks.
shared.n = shared.m = 0


def both():
    if shared.n != shared.m:
        wrong.append((shared.n, shared.m))
    shared.n += 1
    shared.m += 1


def both_in_thread():
    for _ in range(200):
        with transaction.atomic:
            both()


wrong = []
for _ in range(200):
    transaction.add(both)
run((both_in_thread,), (both_in_thread,), (transaction.run,))
print(shared.n, shared.m, wrong)

# Transactions have a lock as well.
shared.n = 0


def locked():
    with lock:
        shared.n += 1


for _ in range(200):
    transaction.add(locked)
transaction.run()
print(shared.n, lock.locked())

# A thread started in a transaction runs after it.
events = []


def start_thread():
    events.append("transaction")
    threads.append(threading.Thread(target=events.append, args=("thread",)))


threads = []
transaction.add(start_thread)
transaction.run()
threads[0].start()
threads[0].join()
print(events)

# retry() woken by another thread.
gate = []


def wait():
    if not gate:
        transaction.retry()
    events.append("woken")


event = threading.Event()


def opener():
    event.wait(5)
    with transaction.atomic:
        gate.append(1)


t = threading.Thread(target=opener)
t.start()
transaction.add(wait)
transaction.add(event.set)
transaction.run()
t.join()
print(events[-1])

# Values of the emulated locals belong to threads as well.
x = transaction.local()
x.v = "main"
seen = []
run((lambda: seen.append(hasattr(x, "v")),))
print(seen, x.v)
