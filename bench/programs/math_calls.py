"""Calls of functions of the math module."""

import math

import timed


def work(n):
    total = 0.0
    for i in range(1, n):
        x = i / n
        total += math.sqrt(x) + math.sin(x) * math.cos(x) - math.floor(x * 10) / math.exp(x)
        total += math.hypot(x, 1.0) + abs(math.log(x))
    return "%.6f" % total


timed.main(work, 1000000)
