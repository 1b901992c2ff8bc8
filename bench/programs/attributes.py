"""Reading and writing the attributes of objects with and without __slots__."""

import timed


class Open:
    shared = 3

    def __init__(self):
        self.a = 1
        self.b = 2
        self.c = 3
        self.d = 4


class Slotted:
    __slots__ = ("a", "b", "c", "d")
    shared = 5

    def __init__(self):
        self.a = 1
        self.b = 2
        self.c = 3
        self.d = 4


def work(n):
    p = Open()
    q = Slotted()
    for _ in range(n):
        p.a = q.d + p.shared
        q.a = p.b - 1
        p.b = q.a + q.b - q.shared
        q.c, p.c = p.c, q.c
        p.d, q.d = q.b, p.a & 1023
        q.b = p.d + 1 & 255
    return p.a, p.b, p.c, p.d, q.a, q.b, q.c, q.d


timed.main(work, 1800000)
