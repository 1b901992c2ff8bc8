"""Queens on a board by recursive generators over permutations."""

import timed


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        head = items[i:i + 1]
        for rest in permutations(items[:i] + items[i + 1:]):
            yield head + rest


def work(n):
    columns = range(n)
    solutions = 0
    for order in permutations(tuple(columns)):
        if n == len({order[i] + i for i in columns}) == len({order[i] - i for i in columns}):
            solutions += 1
    return solutions


timed.main(work, 9)
