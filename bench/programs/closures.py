"""Closures, nonlocal variables, lambdas, default and keyword arguments, *args."""

import timed


def counter(step):
    total = 0

    def add(amount, scale=1):
        nonlocal total
        total += amount * step * scale
        return total

    return add


def compose(f, g):
    return lambda x: f(g(x))


def spread(*args, **kwds):
    return len(args) + len(kwds)


def work(n):
    add = counter(3)
    twice = compose(lambda x: x * 2, lambda x: x + 1)
    total = 0
    for i in range(n):
        add(i)
        add(1, scale=2)
        total += twice(i)
        total += spread(i, 2, *(3, 4), a=5)
    return total + add(0)


timed.main(work, 700000)
