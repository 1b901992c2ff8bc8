"""Handlers of signals, callbacks of weak references and __del__ run while transactions do; no transaction is lost."""
import signal
import time
import weakref

import transaction

handled = 0
collected = 0
deleted = 0
log = []


class Node:
    pass


class Mortal:
    def __del__(self):
        global deleted
        deleted += 1


def on_signal(number, frame):
    global handled
    handled += 1


def on_collected(ref):
    global collected
    collected += 1


references = []


def short(i):
    node = Node()
    references.append(weakref.ref(node, on_collected))
    Mortal()
    log.append(i)


def long(i):
    total = 0
    for k in range(20000):
        total += k * i % 7
    log.append(i)


def run(f, n):
    """n transactions, each exactly once."""
    del log[:]
    for i in range(n):
        transaction.add(f, i)
    transaction.run()
    assert sorted(log) == list(range(n)), (f, n, len(log))


# Signals that come often, and not one after the other: several may be one.
signal.signal(signal.SIGALRM, on_signal)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
while handled < 5:
    run(short, 2000)
    run(long, 20)
signal.setitimer(signal.ITIMER_REAL, 0)
print("handlers of signals: all transactions ran")

# Objects that die meanwhile.
while collected < 1000 or deleted < 1000:
    run(short, 3000)
print("callbacks of the collector: all transactions ran")


# The same with one that waits for another.
ready = [0]


def wait_for_it(i):
    if ready[0] < i:
        transaction.retry()
    log.append(i)


def make_ready(i):
    for k in range(20000):
        pass
    ready[0] += 1
    log.append(-i)


if hasattr(transaction, "conflicts"):
    del log[:]
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    for i in range(1, 31):
        transaction.add(wait_for_it, i)
    for i in range(1, 31):
        transaction.add(make_ready, i)
    transaction.run()
    signal.setitimer(signal.ITIMER_REAL, 0)
    assert sorted(log) == [i for i in range(-30, 31) if i], log
print("sleeping transactions: all ran")


# A handler that raises ends the run; the next one works.
class Enough(Exception):
    pass


def on_enough(number, frame):
    raise Enough


signal.signal(signal.SIGVTALRM, on_enough)


def endless():
    while True:
        pass


transaction.add(endless)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.02)
try:
    transaction.run()
except Enough:
    print("ended by the handler")
run(long, 10)

# Also one that sleeps.
transaction.add(time.sleep, 1000)
signal.signal(signal.SIGALRM, on_enough)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    transaction.run()
except Enough:
    print("woken by the handler")


def sleeper(i):
    log.append(i)
    time.sleep(0.001)


run(sleeper, 20)
if hasattr(transaction, "conflicts"):
    assert transaction.stats().inevitable == 0, transaction.stats()
