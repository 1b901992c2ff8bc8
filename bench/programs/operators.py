"""Operators defined by a class: arithmetic, comparison, containers, calls."""

import timed


class Mod:
    """A number modulo a prime."""

    __slots__ = ("value",)
    prime = 1000003

    def __init__(self, value):
        self.value = value % self.prime

    def __add__(self, other):
        return Mod(self.value + other.value)

    def __mul__(self, other):
        if isinstance(other, int):
            return Mod(self.value * other)
        return Mod(self.value * other.value)

    __rmul__ = __mul__

    def __neg__(self):
        return Mod(-self.value)

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return self.value < other.value

    def __hash__(self):
        return self.value


class Polynomial:
    def __init__(self, coefficients):
        self.coefficients = coefficients

    def __len__(self):
        return len(self.coefficients)

    def __getitem__(self, i):
        return self.coefficients[i]

    def __call__(self, x):
        result = Mod(0)
        for i in range(len(self) - 1, -1, -1):
            result = result * x + self[i]
        return result


def work(n):
    f = Polynomial([Mod(i * i + 1) for i in range(8)])
    seen = set()
    smaller = 0
    last = Mod(0)
    for i in range(n):
        y = f(Mod(i))
        seen.add(y)
        smaller += y < last
        smaller += -y == 2 * last
        last = y
    return len(seen), smaller, last.value


timed.main(work, 55000)
