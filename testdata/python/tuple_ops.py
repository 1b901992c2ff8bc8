"""Tuples: operators, methods, unpacking."""
from table import effects, values


class Sub(tuple):
    pass


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __repr__(self):
        return "Pair" + super().__repr__()


values(globals(), r"""
(), (1,), (1, 2), tuple(), tuple("ab"), tuple([1, 2]), tuple(range(3)), tuple({1: 2}), tuple(x for x in "xy"), (*"ab", 1), tuple(((1, 2), 3))
tuple(5)
tuple(1, 2)
tuple(sequence=())
(1, 2) + (3,), (1, 2) * 2, 2 * (1,), (1,) * 0, (1,) * -5, 1 in (1, 2), (1, 2) == (1, 2), (1, 2) != (1,), (1, 2) < (1, 3), () < (1,), (1, "a") == (1, "a"), (1,) == [1], (1.0,) == (1,), (2,) >= (1, 9)
(1,) + [1]
(1,) + 1
(1,) * (1,)
(1,) < [1]
(1, "a") < (1, 2)
(1, 2)[0], (1, 2)[-1], (1, 2, 3)[1:], (1, 2, 3)[::-1], (1, 2)[True], (1, 2, 3)[5:], (1, 2, 3)[:]
()[0]
(1, 2)[5]
tuple("ab")["a"]
tuple("ab")[1.5]
tuple("ab")[::0]
len(()), bool(()), bool((0,)), max((1, 2)), sorted((3, 1)), hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), hash((1, (2, "a"))) == hash((1, (2, "a"))), hash((1,)) == hash((1.0,)), {(1, 2): "a"}[1, 2], (1, 2).count(1), (1, 2).index(2), (1, 2, 1).index(1, 1), repr((1,)), str(((), [])), tuple(reversed((1, 2)))
hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash((0.5, -1))
hash(([],))
{(1, []): 1}
(1,).index(5)
(1,).index(1, 5)
(1,).append(2)
(1,).nope
min(())
Sub((1, 2)), type(Sub((1,)) + (2,)).__name__, type(Sub((1, 2))[:]).__name__, Sub((1,)) == (1,), hash(Sub((1,))) == hash((1,)), Pair(1, 2), Pair(1, 2) == (1, 2), Pair(1, 2)[0], len(Pair(1, 2)), type(tuple(Pair(1, 2))).__name__
(1, 2).__getnewargs__(), (1, 2).__add__((3,)), (1,).__eq__(1), (1,).__hash__() == hash((1,)), (1, 2).__iter__().__next__()
""")

effects(globals(), """
a = (1, 2); a[0] = 5

a = (1, 2); del a[0]

a = (1, [2]); a[1].append(3); print(a)

a = (1, [2]); a[1] += [5]

print(a)

a = (1, 2); b = a; a += (3,); print(a, b); a *= 2; print(a)

a = 1,; print(a); a, b = 1, 2; a, b = b, a; print(a, b); (a, b), c = (1, 2), 3; print(a, b, c); a = b = c = 5; print(a, b, c)

a, b = (1, 2, 3)

a, b, c = (1, 2)

a, b = 5

a, b = None

a, b = "abc"

a, b = {1: 2, 3: 4}; print(a, b)

a, b = iter([1])

a, b = iter([1, 2, 3])

(a,) = ()

a, *b = ()

*a, b = (1, 2, 3); print(a, b); a, *b = (1,); print(a, b); *a, = "ab"; print(a); a, *b, c = range(5); print(a, b, c)

a, *b, c, d = (1, 2)

a, b, *c = "x"

[a, b] = 1, 2; print(a, b); a, b = [1, 2]; print(a, b); for_ = [(x, y) for x, y in [(1, 2), (3, 4)]]; print(for_)

[x for x, y in [(1, 2, 3)]]

for x, (y, *z) in [(1, (2, 3, 4)), ("a", "bc")]: print(x, y, z)

x = y = []; x.append(1); print(y); i = 0; i, a[i:i] = 1, [9] if False else []; print(i)

d = {}; d["a"], d["b"] = 1, 2; print(d); l = [0, 1, 2]; i = 0; i, l[i] = 2, "x"; print(i, l); l[0], l[1], l[2] = l; print(l)

def f(): return 1, 2, *[3, 4]
print(f()); x = *range(3), 5; print(x); print((yield_ := 1, 2))

a = (1, 2, 3); (*a,) = a; print(a); print([*a, *a], {*a}, (*a,), [*()], {**{}})

print(*(1, 2), sep="-"); print(*[], end="!\\n"); print(*"ab", *[1], **{"sep": "+"})
""".replace('i = 0; i, a[i:i] = 1, [9] if False else []; print(i)', 'print(x is y)'))
