"""Tuples: packing and unpacking, several results, swaps, starred targets, zip and enumerate."""

import timed


def both(a, b):
    return a + b, a - b


def work(n):
    a, b, c = 1, 2, 3
    total = 0
    rows = [(i, i * 2, (i, -i)) for i in range(20)]
    for i in range(n):
        a, b, c = b, c, a
        high, low = both(a, i)
        first, *middle, last = a, b, c, high
        for x, y, (z, w) in rows:
            total += x + y - z + w
        for k, (x, y) in enumerate(zip(middle, (1, 2))):
            total += k * x - y
        total += high - low + first - last
    return total


timed.main(work, 330000)
