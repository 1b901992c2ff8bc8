"""Signals while transactions run: between those of a map, of a chain, and in one that never ends."""
import os
import signal

import transaction

seen = []
done = []


def handler(n, frame):
    seen.append(n)


def work(i):
    for _ in range(2000):
        pass
    if i % 50 == 10:
        os.kill(os.getpid(), signal.SIGUSR1)
    done.append(i)


def more(i):
    work(i)
    if i < 250:
        transaction.add(more, i + 1)


signal.signal(signal.SIGUSR1, handler)
for workers in (1, 2, 1, 4):
    transaction.set_num_threads(workers)
    seen.clear()
    done.clear()
    for i in range(500):
        transaction.add(work, i)
    transaction.run()
    print(workers, sorted(done) == list(range(500)), bool(seen))
    done.clear()
    transaction.add(more, 0)
    transaction.run()
    print(workers, done == list(range(251)))
    print(list(transaction.map(lambda i: work(i) or i, range(100))) == list(range(100)))


class Enough(Exception):
    pass


def enough(n, frame):
    raise Enough(signal.Signals(n).name)


signal.signal(signal.SIGUSR2, enough)
signal.signal(signal.SIGALRM, enough)


def forever(n):
    if n == 20:
        os.kill(os.getpid(), signal.SIGUSR2)
    transaction.add(forever, n + 1)


def endless():
    while True:
        pass


for workers in (1, 2):
    transaction.set_num_threads(workers)
    for f in (forever, 0), (endless,):
        transaction.add(*f)
        if f == (endless,):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
        try:
            transaction.run()
        except Enough as e:
            print(workers, "enough", e)
        transaction.run()
        print("nothing left")
