"""Nested for loops over ranges."""

import timed


def work(n):
    total = 0
    for i in range(n):
        for j in range(1000):
            total += i ^ j
    return total


timed.main(work, 11000)
