# exit: 1
"""A RecursionError's traceback leaves out what is repeated."""
import sys

sys.setrecursionlimit(100)


def f(n):
    if n == 0:
        raise ValueError("bottom")
    return f(n - 1)


f(50)
