"""Generators: chains of them, a recursive one with yield from, and send()."""

import timed


class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def numbers(n):
    for i in range(n):
        yield i


def odd(source):
    for i in source:
        if i & 1:
            yield i


def averages():
    total = count = 0
    while True:
        total += yield total // max(count, 1)
        count += 1


def work(n):
    result = 0
    for i in odd(x * 3 for x in numbers(n * 100)):
        result += i
    tree = Tree(0, 127)
    for _ in range(n // 10):
        for value in tree:
            result += value
    average = averages()
    next(average)
    for i in range(n * 20):
        result ^= average.send(i)
    return result


timed.main(work, 30000)
