"""Raising and catching exceptions, try blocks that do not raise, finally and with."""

import timed


class Odd(Exception):
    pass


class Guard:
    def __init__(self):
        self.entered = self.left = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.left += 1
        return exc_type is KeyError


def check(i):
    if i % 3 == 0:
        raise Odd(i)
    return i


def work(n):
    caught = total = 0
    guard = Guard()
    table = {}
    for i in range(n):
        try:
            total += check(i)
        except Odd as exc:
            caught += exc.args[0] & 1
        finally:
            total += 1
        try:
            total += i % 10
        except ValueError:
            total = 0
        with guard:
            if i % 8 == 0:
                table[i]
        try:
            int("12" if i % 4 else "x")
        except (TypeError, ValueError):
            caught += 1
    return total, caught, guard.entered, guard.left


timed.main(work, 480000)
