"""Attributes that descriptors of built-in types give, read again and again in one place."""

from collections import namedtuple

Point = namedtuple("Point", "x y")
Other = namedtuple("Other", "y x")


def read(p):
    return p.x


class Wide(Point):
    pass


class Shadow(Point):
    x = 7


class Asked(Point):
    def __getattr__(self, name):
        return "asked for " + name


points = [Point(1, 2), Other(3, 4), Wide(5, 6), Shadow(8, 9), Asked(10, 11)]
for turn in range(3):
    print([read(p) for p in points])

Wide.x = property(lambda self: self[0] * 100)
print([read(p) for p in points])
del Wide.x
print([read(p) for p in points])


def missing(p):
    return p.z


for p in points:
    for turn in range(2):
        try:
            print(missing(p))
        except AttributeError as e:
            print(e)


class Plain:
    pass


Plain.x = Point.x
plain = Plain()
for turn in range(3):
    try:
        read(plain)
    except TypeError as e:
        print(e)


def class_of(v):
    return v.__class__.__name__


for turn in range(2):
    print([class_of(v) for v in (1, "a", [], plain, Point(1, 2))])


class Called:
    def __init__(self, f):
        self.f = f


Callable = namedtuple("Callable", "run")
for c in [Callable(lambda n: n + 1), Called(None), Callable(lambda n: n * 2)]:
    try:
        print(c.run(20))
    except AttributeError as e:
        print(e)


# A descriptor whose class is made another one.
class Data:
    def __get__(self, obj, cls=None):
        return "data"

    def __set__(self, obj, value):
        pass


class Holder:
    field = Data()


def field(h):
    return h.field


h = Holder()
print(field(h), field(h))
h.__dict__["field"] = "own"
print(field(h))
del Data.__set__
print(field(h))
