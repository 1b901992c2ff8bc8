"""How arguments are bound to parameters: keywords, defaults, * and **, and the messages when they do not fit."""


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


def g(a, b=2, *, c=3, d):
    return a, b, c, d


def h(*args, **kw):
    return args, kw


def i(a, b, c=0):
    return a, b, c


def j(a, /, **kw):
    return a, kw


def k(a, b, c=1, **kw):
    return a, b, c, kw


def gen(a, b=2, **kw):
    yield a, b, kw


class C:
    def __init__(self, a, b=2, *rest, c=3, **kw):
        self.got = a, b, rest, c, kw

    def m(self, a, b=2, **kw):
        return a, b, kw

    def __call__(self, a, *, key="k"):
        return a, key


class S(str):
    pass


def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)


empty, one, two = {}, {"d": 1}, {"c": 8, "d": 9}
for call in (
    lambda: f(1, d=4), lambda: f(1, 2, 3, 4, d=4), lambda: f(1, 2, 3, 4, 5, d=4, x=1), lambda: f(1, c=1, d=2, e=3, x=4),
    lambda: f(1), lambda: f(d=1), lambda: f(a=1, d=2), lambda: f(1, a=2, b=3, d=4), lambda: f(*(1, 2, 3, 4), **one),
    lambda: f(1, **two), lambda: f(1, 2, 3, **two), lambda: f(1, c=3, **two), lambda: f(1, **{"a": 5, "d": 6}), lambda: f(**one),
    lambda: g(1, d=4), lambda: g(1, 2, d=4), lambda: g(d=4, a=1), lambda: g(c=1, d=2, a=3, b=4), lambda: g(1), lambda: g(1, a=2, d=3),
    lambda: g(1, 2, 3, d=1), lambda: g(1, 2, 3), lambda: g(1, d=1, x=2), lambda: g(), lambda: g(b=1), lambda: g(*[1, 2], **two), lambda: g(**two),
    lambda: h(), lambda: h(1, a=2), lambda: h(*(), **{}), lambda: h(*range(3), 9, *"ab", x=1, **one, y=2), lambda: h(**one, **one), lambda: h(x=1, **{"x": 2}),
    lambda: h(**{1: 2}), lambda: h(**{S("s"): 2}), lambda: h(*5), lambda: h(**5), lambda: h(*None, **None), lambda: i(1, **5),
    lambda: i(1, b=2), lambda: i(b=1, a=2), lambda: i(c=1, b=2, a=3), lambda: i(1), lambda: i(c=1), lambda: i(1, 2, 3, 4), lambda: i(1, 2, a=3), lambda: i(1, 2, 3, c=4),
    lambda: i(1, 2, d=3), lambda: i(*(1, 2, 3)), lambda: i(*(1, 2, 3, 4)), lambda: i(1, 2, **{S("c"): 7}), lambda: i(1, 2, **{"x": 7}), lambda: i(1, 2, **empty),
    lambda: j(1, a=2), lambda: j(a=2), lambda: j(1, **{"a": 3, "b": 4}), lambda: j(**one), lambda: j(1, 2),
    lambda: k(1, 2, x=3), lambda: k(**{"b": 1, "z": 2, "a": 3}), lambda: k(1, **{"b": 1, "c": 2}), lambda: k(1, **two), lambda: k(1, 2, **{"a": 3}), lambda: k(1, 2, 3, 4, **one),
    lambda: next(gen(1, x=2)), lambda: next(gen(*[1], **{"b": 3, "q": 4})), lambda: gen(**one),
    lambda: C(1).got, lambda: C(1, 2, 3, c=4, d=5).got, lambda: C(*(1, 2, 3), **two).got, lambda: C(a=1, **one).got, lambda: C(), lambda: C(c=1), lambda: C(**two),
    lambda: C(1).m(1, b=3), lambda: C(1).m(*(1,), **{"b": 4, "x": 5}), lambda: C.m(C(1), a=2), lambda: (lambda m: m(b=1, a=2))(C(1).m), lambda: C(1).m(self=1, a=2),
    lambda: (lambda m: m(*(1, 2), z=3))(C(1).m), lambda: C(1)(5), lambda: C(1)(5, key=6), lambda: C(1)(*[7], **{"key": 8}), lambda: C(1)(), lambda: C(1)(1, k=2),
    lambda: dict(a=1, **two), lambda: print(1, 2, sep="-", **{"end": "!\n"}), lambda: sorted([3, 1, 2], key=lambda x: -x), lambda: int("11", base=2), lambda: max(*[1, 5, 3], key=lambda x: -x),
    lambda: "{a}{b}".format(**{"a": 1, "b": 2}), lambda: type("T", (), dict(x=1))().x, lambda: len(obj=1), lambda: h(*[i for i in range(300)])[0][-1],
    lambda: h(**{"k%d" % i: i for i in range(300)})[1]["k299"],
):
    attempt(call)

kept = {"x": 1}
got = h(**kept)[1]
got["y"] = 2
print(kept, got)
items = [1, 2]
got = h(*items)[0]
items.append(3)
print(got)


def recursive(n, *args, acc=0, **kw):
    if n == 0:
        return acc, args, kw
    return recursive(n - 1, *args, acc=acc + n, **kw)


print(recursive(500, 1, 2, z=3))
