"""next(g) and g.send(v): values, ends, errors and tracebacks."""

import sys
import traceback


def error(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        lines = [(entry.name, entry.line) for entry in traceback.extract_tb(e.__traceback__)]
        return type(e).__name__, e.args, getattr(e, "value", None), lines, type(e.__context__).__name__


def numbers(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got


def fails():
    yield 1
    raise KeyError("inside")


def stops():
    yield 1
    raise StopIteration("inside")


def nested(depth):
    if depth:
        yield next(nested(depth - 1)) + 1
    else:
        yield 0


def itself():
    yield next(running)


async def coroutine(x):
    return x + 1


def first(g):
    return next(g)


def second(g):
    return g.send("second")


class Iterator:
    """Stops when the generator that it asks does."""

    def __init__(self, n):
        self.numbers = numbers(n)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.numbers) * 10


def handled(g):
    try:
        raise ValueError("handled")
    except ValueError:
        x = next(g)
        return x, sys.exc_info()[0].__name__, error(first, g)


def looks():
    while True:
        yield sys.exc_info()[0]


def catches(g):
    """The end of g is caught in the frame that called."""
    out = []
    while True:
        try:
            out.append(g.send(None if not out else len(out)))
        except StopIteration as e:
            out.append(e.value)
            return out


def many():
    total = 0
    g = numbers(200000)
    next(g)
    for i in range(199998):
        total += g.send(i)
    return total, next(g), error(first, g)[0]


g = numbers(2)
print(error(second, g), first(g), second(g), error(first, g), error(second, g), error(first, g))
print(next(numbers(0), "default"), error(first, numbers(0)))
for make in fails, stops:
    g = make()
    print(first(g), error(first, g), error(first, g))
print(next(nested(50)))
running = itself()
print(error(first, running))
c = coroutine(4)
print(error(c.send, None), error(lambda: c.send(None)))
c = coroutine(1)
print(error(lambda: c.send(2)), c.close())
print(list(Iterator(4)), [*Iterator(2)], error(next, Iterator(0)))
print(handled(numbers(1)), handled(looks()), next(looks()))
print(catches(numbers(4)), catches(iter(numbers(0))))
print(many())
print(error(lambda: next(5)), error(lambda: next()), error(lambda: numbers(1).send()))
print([next(n) for n in [numbers(3)] for _ in range(3)], max(next(numbers(1)), 5), -next(numbers(1)))


def deep(n):
    return first(numbers_of(n))


def numbers_of(n):
    yield deep(n - 1) + 1 if n else 0


print(deep(100), error(deep, 100000)[0])
