# What a program keeps of the tuples that iterators of itertools make stays as
# it was, and what is only looked into is right in each turn.
import sys
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product, zip_longest


def makers():
    yield "product", lambda: product("ab", range(3))
    yield "repeat", lambda: product([0, 1], repeat=2)
    yield "permutations", lambda: permutations("abc", 2)
    yield "combinations", lambda: combinations(range(4), 2)
    yield "replacement", lambda: combinations_with_replacement("xyz", 2)
    yield "pairwise", lambda: pairwise([1, "two", 3.0, None])
    yield "longest", lambda: zip_longest("ab", range(3), fillvalue="-")


def looked_into(make):
    out = []
    for t in make():
        out.append(str(t[0]) + str(t[1]))
    return out


def unpacked(make):
    out = []
    for a, b in make():
        out.append(f"{a}{b}")
    return out


def kept(make):
    out = []
    for t in make():
        out.append(t)
    return out


def last(make):
    n = 0
    for t in make():
        n += len(str(t[0]))
    return n, t


def sliced(make):
    out = []
    for t in make():
        out.append(t[:])
    return out


def through_locals(make):
    out = []
    for t in make():
        if t[0] != t[1]:
            out.append(locals()["t"])
    return out


def through_frame(make):
    out = []
    for t in make():
        if t[0] != t[1]:
            out.append(sys._getframe().f_locals["t"])
    return out


def nested(make):
    out = []
    for t in make():
        for u in make():
            if t[0] == u[1]:
                out.append(str(t[0]) + str(u[0]))
    return out


def generated(make):
    def g():
        for t in make():
            if t[0] != t[1]:
                yield t
    return list(g()), [x for x, y in g()]


def captured(make):
    out = []
    for t in make():
        out.append(lambda: t)
        first = out[0]()
    return [f() for f in out][:2], first


def broken_off(make):
    it = make()
    for t in it:
        if t[1]:
            break
    rest = [u[1] for u in it]
    return t, rest


def doubled(make):
    out = []
    for t in make():
        out.append(t + t)
        out.append(t + ())
        out.append(t * 1)
    return out


for name, make in makers():
    print(name)
    for f in looked_into, unpacked, kept, last, sliced, through_locals, through_frame, nested, generated, captured, broken_off, doubled:
        print("  ", f.__name__, f(make))


# An iterator that runs Python code in between, over the same kind of loop.
def inner():
    for a, b in product("pq", range(2)):
        yield a + str(b)


print([t[0] + t[1] for t in zip_longest(inner(), inner(), fillvalue="")])
total = 0
for t in zip_longest(inner(), inner(), inner(), fillvalue=""):
    for u in combinations(t, 2):
        total += len(u[0] + u[1])
print(total, t, u)
