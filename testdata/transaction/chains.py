"""A chain of transactions, each of which adds the next, holds up nothing else."""
import threading
import time
import transaction


def runs_until(condition, started):
    """Adds a chain that ends when condition() is true."""
    def link(n):
        if n == 200:
            started.append(True)
        if not condition():
            transaction.add(link, n + 1)
    transaction.add(link, 0)


def alone(workers):
    def link(n):
        total[0] += n
        if n:
            transaction.add(link, n - 1)
    total = [0]
    transaction.add(link, 20000)
    transaction.run()
    return total[0]


def beside_others(workers):
    # Each chain waits for what others do that have been added before and after it.
    done = []
    for i in range(20):
        transaction.add(done.append, i)
    started = []
    runs_until(lambda: len(done) == 40, started)
    for i in range(20, 40):
        transaction.add(done.append, i)
    transaction.run()
    return sorted(done) == list(range(40))


def two_chains(workers):
    # Both must go on for either to end.
    steps = [0, 0]

    def link(me):
        steps[me] += 1
        if steps[me] < 3000 or steps[1 - me] < 3000:
            transaction.add(link, me)
    transaction.add(link, 0)
    transaction.add(link, 1)
    transaction.run()
    return min(steps) >= 3000


def beside_a_thread(workers):
    # The thread starts its work when the chain has run for a while.
    done = []
    started = []

    def work():
        while not started:
            time.sleep(0.001)
        for i in range(1000):
            done.append(i)
    thread = threading.Thread(target=work)
    thread.start()
    runs_until(lambda: len(done) == 1000, started)
    transaction.run()
    thread.join()
    return done == list(range(1000))


def wakes_a_sleeper(workers):
    # A task sleeps until the chain has come to its 500th link; the chain ends when it has woken.
    steps = [0]
    woken = []

    def sleeper():
        if steps[0] < 500:
            transaction.retry()
        woken.append(steps[0] >= 500)

    def link():
        steps[0] += 1
        if not woken:
            transaction.add(link)
    transaction.add(link)
    transaction.add(sleeper)
    transaction.run()
    return woken == [True]


def raises(workers):
    def link(n):
        if n == 0:
            raise ValueError("the last link")
        transaction.add(link, n - 1)
    transaction.add(link, 3000)
    try:
        transaction.run()
    except ValueError as exc:
        return str(exc)


def falls_apart(workers):
    # One link in a hundred adds several others.
    count = [0]

    def leaf():
        count[0] += 1

    def link(n):
        count[0] += 1
        if n % 100 == 0:
            for i in range(3):
                transaction.add(leaf)
        if n:
            transaction.add(link, n - 1)
    transaction.add(link, 2000)
    transaction.run()
    return count[0]


def prints(workers):
    def link(n):
        if n % 500 == 0:
            print("link", n)
        if n:
            transaction.add(link, n - 1)
    transaction.add(link, 2000)
    transaction.run()


for workers in (1, 2, 4):
    transaction.set_num_threads(workers)
    for test in (alone, beside_others, two_chains, beside_a_thread, wakes_a_sleeper, raises, falls_apart, prints):
        print(workers, test.__name__, test(workers))
