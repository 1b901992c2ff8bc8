"""Calls of a recursive function."""

import timed


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


timed.main(fib, 32)
