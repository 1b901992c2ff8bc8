"""Method calls that update an attribute."""

import timed


class Counter:
    def __init__(self):
        self.value = 0
        self.calls = 0

    def add(self, amount):
        self.value += amount
        self.calls += 1


def work(n):
    counter = Counter()
    for i in range(n):
        counter.add(i & 7)
    return counter.value + counter.calls


timed.main(work, 4000000)
