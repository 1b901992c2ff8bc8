"""Attributes of classes that are assigned again and again."""
from unittest import mock


class Counter:
    count = 0
    name = "first"

    def __init__(self):
        Counter.count += 1
        self.number = self.count

    def both(self):
        return self.count, Counter.count


class Sub(Counter):
    def __init__(self):
        super().__init__()
        type(self).made = getattr(type(self), "made", 0) + 1


made = [Counter() for _ in range(5)] + [Sub() for _ in range(3)]
print([c.number for c in made], Counter.count, Sub.count, Sub.made, made[0].both(), made[-1].both())

# Seen from outside.
print(Counter.__dict__["count"], vars(Counter)["count"], "count" in vars(Counter), Counter.__dict__.get("count"))
print([(k, v) for k, v in vars(Counter).items() if k in ("count", "name")], [v for v in vars(Sub).values() if v == 3])
print(dict(Sub.__dict__)["made"], Sub.__dict__.copy()["made"], ({} | Sub.__dict__)["made"], len(vars(Sub)) == len(list(vars(Sub))))
print(vars(Sub) == dict(vars(Sub)), "made" in dir(Sub), hasattr(Counter, "count"), getattr(Sub(), "count"))
Copy = type("Copy", (), {k: v for k, v in vars(Counter).items() if k not in ("__dict__", "__weakref__")})
Copy.count = 100
print(Copy.count, Counter.count)


# Data, then a function, a property, a class, data again.
class Changing:
    x = 1

    def read(self):
        return self.x

    def call(self):
        return self.x()


def show(o):
    try:
        return o.read(), Changing.__dict__["x"] is Changing.x
    except Exception as exc:
        return repr(exc)


o = Changing()
for value in (2, 3, [4], property(lambda self: 5), property(lambda self: 6), 7, 8, int, None, 9):
    Changing.x = value
    print(show(o), show(o), o.x)
Changing.x = lambda self: "called"
print(o.call(), o.call())
Changing.x = lambda self: "other"
print(o.call(), o.call())
Changing.x = staticmethod(lambda: "static")
print(o.call(), Changing.x())
Changing.x = classmethod(lambda cls: cls.__name__)
print(o.call(), Changing.x())
Changing.x = str
print(repr(o.call()))
Changing.x = 10
Changing.x = 11
o.x = "own"
print(o.read(), Changing.x)
Changing.x = 12
print(o.read(), Changing.x)
del o.x
print(o.read())
del Changing.x
print(show(o), hasattr(Changing, "x"), "x" in vars(Changing))
try:
    del Changing.x
except AttributeError as exc:
    print(exc)
Changing.x = 13
print(show(o))
Changing.x = 14
print(show(o), vars(Changing)["x"])


# What an attribute holds becomes a descriptor.
class Later:
    pass


class Holder:
    d = 0


def read(h):
    return h.d, Holder.d


Holder.d = Later()
Holder.d = Later()
h = Holder()
print([type(x).__name__ for x in read(h)], [type(x).__name__ for x in read(h)])
Later.__get__ = lambda self, obj, cls: ("got", obj is None)
print(read(h), read(h))
Later.__set__ = lambda self, obj, value: print("set", value)
h.d = 5
print(read(h), h.__dict__)
del Later.__get__
print([type(x).__name__ for x in read(h)])
del Later.__set__
h.d = 6
print(h.d, h.__dict__)
Holder.d = 7
print(read(h))


# Inheritance: what hides what.
class A:
    v = "A"


class B(A):
    pass


class C(B):
    def up(self):
        return super().v


c = C()
for target, value in ((A, 1), (A, 2), (B, 3), (B, 4), (A, 5), (C, 6), (C, 7)):
    target.v = value
    print(A.v, B.v, C.v, c.v, c.up())
del B.v
print(A.v, B.v, C.v, c.v, c.up())
del C.v
print(A.v, B.v, C.v, c.v, c.up())
C.__bases__ = (A,)
A.v = 8
print(C.v, c.v, c.up())


# Metaclasses.
class Meta(type):
    instances = 0
    limit = property(lambda cls: cls._limit, lambda cls, n: setattr(cls, "_limit", n * 2))

    def __call__(cls, *args):
        Meta.instances += 1
        cls.own = Meta.instances
        return super().__call__(*args)


class M(metaclass=Meta):
    _limit = 0


for i in range(3):
    M.limit = i
    print(M(), M.instances, M.own, M.limit, M._limit) if i < 0 else print(M().own, M.instances, M.own, M.limit, M._limit)
Meta.instances = "many"
print(M.instances, Meta.__dict__["instances"])


# __getattr__, __getattribute__ and __setattr__.
class Hook:
    known = 1

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        return "hook " + name

    @property
    def computed(self):
        raise AttributeError("within")

    def method(self):
        return self.own, self.known, self.unknown, self.computed


k = Hook()
for i in range(3):
    Hook.known = i
    print(k.method())
k.unknown = "now known"
print(k.method())
del k.own, k.unknown
print(k.method())
Hook.__getattr__ = lambda self, name: "other " + name
print(k.method())
del Hook.__getattr__
try:
    k.method()
except AttributeError as exc:
    print(exc)
Hook.__getattribute__ = lambda self, name: "all " + name
print(k.method, k.known)
del Hook.__getattribute__
print(k.known)

with mock.patch.object(Counter, "name", "patched"):
    print(Counter.name, made[0].name)
with mock.patch.object(Counter, "name", "patched again"):
    print(Counter.name, made[0].name)
print(Counter.name, made[0].name)


class Late:
    value = property(lambda self: self.missing)
    missing = 1

    def get(self):
        return self.value


late = Late()
for i in range(3):
    Late.missing = i
    print(late.get())


class Special:
    __len__ = None
    mro = 1


Special.__len__ = lambda self: 3
print(len(Special()))
Special.__len__ = lambda self: 4
print(len(Special()))
Special.__doc__ = "first"
Special.__doc__ = "second"
Special.mro = 2
Special.mro = 3
print(Special.__doc__, Special.mro, Special().mro)
Special.__module__ = "a"
Special.__module__ = "b"
print(Special.__module__, Special.__qualname__)
