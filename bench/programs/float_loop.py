"""Floating-point arithmetic on local variables."""

import timed


def work(n):
    x = 0.5
    total = 0.0
    for i in range(n):
        x = 3.7 * x * (1.0 - x)
        total += x / (i + 1.0) - 0.25 * x * x
    return "%.9f" % total


timed.main(work, 4000000)
