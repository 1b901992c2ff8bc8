"""Functions with **kwargs that only look into it or pass it on, called with and without keywords."""
import functools
import sys


def show(*args, **kwargs):
    return args, kwargs


def wrapper(*args, **kwargs):
    return show(*args, **kwargs)


def changing(*args, **kwargs):
    kwargs["more"] = len(kwargs)
    return kwargs


def through(*args, **kwargs):
    return changing(*args, **kwargs)


for call in (wrapper, through):
    for _ in range(2):
        print(call(), call(1, 2), call(a=1), call(1, b=2), call(*[3], **{"c": 4}))


# What a callee does to its dict is nobody else's business.
results = [through() for _ in range(3)]
results[0]["x"] = 1
print(results, through(), results[1] is results[2])


def looking(first, *, named=0, **kwargs):
    found = []
    if kwargs:
        found.append("some")
    if not kwargs:
        found.append("none")
    if "a" in kwargs:
        found.append(kwargs["a"])
    for key in kwargs:
        found.append(key)
    for key, value in kwargs.items():
        found.append((key, value))
    found.append((kwargs.get("a"), kwargs.get("b", "default"), list(kwargs.keys()), list(kwargs.values())))
    copy = kwargs.copy()
    copy["z"] = 1
    merged = {**kwargs, "y": 2}
    merged["w"] = 3
    try:
        kwargs["missing"]
    except KeyError as exc:
        found.append(repr(exc))
    return found, copy, merged, show(**kwargs), show(first, named=named, **kwargs)


for _ in range(2):
    print(looking(0))
    print(looking(0, named=1))
    print(looking(0, a=1, b=2))


def view(**kwargs):
    return kwargs.items()


print(view(), view(a=1), view() == view(), view().mapping)


# The dict is seen from outside.
def with_locals(**kwargs):
    d = locals()
    d["kwargs"]["seen"] = True
    return d, show(**kwargs)[1] in ({}, {"seen": True})


for _ in range(2):
    print(with_locals(), with_locals(a=1))


def frame_of(**kwargs):
    inner(**kwargs)


def inner(**kwargs):
    f = sys._getframe(1)
    f.f_locals["kwargs"]["from_inside"] = 1
    print(list(f.f_locals), len(f.f_locals["kwargs"]) <= 1)


frame_of()
frame_of()
print(wrapper())


def failing(*args, **kwargs):
    return missing(*args, **kwargs)  # noqa


for _ in range(2):
    try:
        failing()
    except NameError as exc:
        kept = exc.__traceback__.tb_next.tb_frame.f_locals
        print(kept)
        kept["kwargs"]["left"] = 1
print(wrapper())


def generator(*args, **kwargs):
    yield wrapper(*args, **kwargs)
    yield bool(kwargs)
    yield from inner_generator(**kwargs)


def inner_generator(**kwargs):
    kwargs["g"] = 1
    yield kwargs


print(list(generator()), list(generator(1, k=2)), list(generator()))


# Not only passed on.
def kept(**kwargs):
    return kwargs


def stored(box, **kwargs):
    box.append(kwargs)


def rebound(**kwargs):
    kwargs = kwargs or {"d": 1}
    kwargs["e"] = 2
    return kwargs


def captured(**kwargs):
    def add(k, v):
        kwargs[k] = v
    add("f", 1)
    return kwargs


def deleted(**kwargs):
    del kwargs
    try:
        return kwargs
    except UnboundLocalError as exc:
        return str(exc)


def argument(**kwargs):
    return identity(kwargs)


def identity(x):
    x["i"] = len(x)
    return x


box = []
for _ in range(2):
    kept()["k"] = 1
    stored(box)
    box[-1]["s"] = len(box)
    print(kept(), box, rebound(), captured(), deleted(), argument())


def decorate(f):
    @functools.wraps(f)
    def call(*args, **kwargs):
        before.append((len(args), sorted(kwargs)))
        return f(*args, **kwargs)
    return call


before = []


@decorate
def plain(a, b=2, *, c=3):
    return a, b, c


print(plain(1), plain(1, 5), plain(1, b=6, c=7), before)
for bad in (lambda: plain(), lambda: plain(1, 2, 3), lambda: plain(1, d=4), lambda: plain(1, a=1)):
    try:
        bad()
    except TypeError as exc:
        print(exc)


class Base:
    def __init__(self, *args, **kwargs):
        self.got = args, kwargs
        kwargs["own"] = True


class Derived(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)


print(Derived().got, Derived(1, x=2).got, Derived().got)


# What goes through the positional arguments cannot change the keywords any more.
def changes(d):
    yield 1
    d["late"] = 1
    yield 2


d = {"early": 0}
print(show(*changes(d), **d), d)
d = {}
print(show(*changes(d), **d), d)
print(wrapper(*changes({}), **{}))
