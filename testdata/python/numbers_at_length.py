"""Text of many digits becomes the nearest float; empty text hashes to 0."""
zeros = "0" * 20000
print(float("1" + zeros + "e-20000"), float("0." + zeros + "1e20001"), float("-1" + zeros + "e-20001"))
print(float("1" + "0" * 900 + "e-900"), float("1e" + "9" * 50), float("1e-" + "9" * 50), float("0e" + "9" * 50))
limit = "1797693134862315807" + "9" * 800
print(float(limit + "e-510"), float("1797693134862315808" + "0" * 800 + "e-510"))
halfway = "9007199254740993" + "0" * 900
print(float(halfway + "e-900"), float(halfway + "1e-901"), eval(halfway + "1e-901"))
print(hash(""), hash(b""), hash("a" * 0), {"": 1}[""], {b"": 2}[b""])
print((-2.0) ** float("nan"), 0.0 ** float("-inf"), (-0.0) ** float("-inf"))


class Number(float):
    def __float__(self):
        return 42.0


class Plain(float):
    pass


print(float(Number(3)), float(Plain(3)), Number(3) + 1)


class Descriptor:
    pass


class Holder:
    x = Descriptor()

    def __init__(self):
        self.x = 1


def read(o):
    return o.x


holder = Holder()
for _ in range(300):
    read(holder)
Descriptor.__get__ = lambda self, instance, owner: 2
Descriptor.__set__ = lambda self, instance, value: None
print(read(holder))
del Descriptor.__get__, Descriptor.__set__
print(read(holder))

try:
    print >> 3
except TypeError as e:
    print(e)


class NoItems(list):
    __class_getitem__ = None


try:
    NoItems[int]
except TypeError as e:
    print(e)


class BadHint:
    def __iter__(self):
        return iter([1])

    def __length_hint__(self):
        raise RuntimeError("hint")


try:
    bytearray().extend(BadHint())
except RuntimeError as e:
    print(e)


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        1 / 0


def delegate():
    try:
        yield from Broken()
    finally:
        print("closed")


import sys

sys.unraisablehook = lambda u: print("unraisable", u.exc_type)
g = delegate()
print(next(g))
g.close()
