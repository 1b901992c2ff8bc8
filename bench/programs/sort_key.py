"""Sorting: integers, strings, tuples, with a key function, backwards; min and max with a key."""

import timed


def work(n):
    seed = 42
    rows = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        rows.append((seed >> 8) % 10000)
    total = 0
    for turn in range(4):
        by_size = sorted(rows)
        by_digits = sorted(rows, key=lambda value: (value % 10, -value))
        names = sorted("n%d" % value for value in rows)
        pairs = [(value % 100, i) for i, value in enumerate(rows)]
        pairs.sort(reverse=True)
        total += by_size[n // 2] + by_digits[n // 3] + len(names[n // 4]) + pairs[5][1]
        total += max(rows, key=lambda value: value % 997) - min(rows, key=str)
    return total


timed.main(work, 50000)
