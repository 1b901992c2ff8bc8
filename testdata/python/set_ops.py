"""Sets and frozensets: operators, methods and errors."""
from table import effects, values


def s(x):
    """A set in a fixed order."""
    return type(x).__name__, sorted(x, key=repr)


one = {1}


class Sub(set):
    pass


class Frozen(frozenset):
    pass


class BadHash:
    def __hash__(self):
        raise ValueError("no hash")


values(globals(), r"""
set(), {1}, frozenset(), frozenset([1]), s({3, 1, 2}), s(set("hello")), s(frozenset("ab")), s({*"ab", 1}), s({x % 3 for x in range(10)}), {1, 1.0, True}, set([]), {(1, 2)}, {None}, {"a"}, {frozenset({1})}
set(5)
set(None)
set(1, 2)
frozenset(5)
set(iterable=[])
{[]}
{{}}
{set()}
set([[]])
{BadHash()}
s({1, 2} | {2, 3}), s({1, 2} & {2, 3}), s({1, 2} - {2, 3}), s({1, 2} ^ {2, 3}), s({1} | frozenset([2])), s(frozenset([1]) | {2}), s(frozenset([1, 2]) & {2}), s({1} | Sub([2])), s(Sub([1]) | {2}), s(Sub([1]).union([2])), s({1}.union([2], "a", (3,))), s({1, 2, 3}.intersection([2, 3], {3})), s({1, 2, 3}.difference([1], {2})), s({1, 2}.symmetric_difference([2, 3])), s({1, 2}.union()), s({1}.copy())
{1} | [2]
{1} & "a"
{1} - None
{1} ^ 5
{1} + {2}
{1} * 2
[1] | {2}
{1} == {1}, {1} == frozenset([1]), {1, 2} == {2, 1}, {1} != {2}, {1} == [1], {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} >= {1, 2}, {1} < {1}, {1} < {2}, set() < {1}, {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1}.isdisjoint({1: 2}), Sub([1]) == {1}, {1} == {1.0}
{1} < [1, 2]
{1} < 5
{1}.issubset(5)
{1}.isdisjoint(5)
1 in {1}, 1.0 in {1}, "a" in {"a"}, 5 not in {1}, {1} in {frozenset([1])}, frozenset([1]) in {frozenset([1])}, () in {()}
[] in {1}
{} in {1}
len({1, 2}), bool(set()), bool({0}), max({1, 5, 3}), sum({1, 2, 3}), sorted({3, 1, 2}), any({0}), list({5}), tuple({5}), repr({1}), repr(frozenset([1])), str(set()), repr(Sub([1])), repr(Frozen()), repr(Frozen([1])), repr(Sub())
hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(frozenset()) == hash(frozenset()), {frozenset("ab"): 1}[frozenset("ba")], hash(frozenset([1, 2, 3])), hash(frozenset())
hash({1})
one[0]
{1}.nope
{1}.remove(5)
{1}.remove([])
{1}.discard([])
set().pop()
{1}.add([])
{1}.add()
{1}.update(5)
{1}.update([[]])
{1}.union(5)
{1}.union([[]])
frozenset([1]).add(2)
frozenset([1]).pop()
one()
type(frozenset([1]).union([2])).__name__, type(Frozen([1]) | {2}).__name__, type(Frozen([1]).copy()).__name__, type(frozenset([1]).copy()).__name__, type(Sub([1]).copy()).__name__, type({1} - Sub([1])).__name__, frozenset([1]).union is not None, frozenset(frozenset([1])) == {1}
{1}.__contains__(1), {1}.__len__(), {1}.__and__({1}), {1}.__and__([1]), {1}.__or__(5), {1}.__eq__(1), {1}.__sub__({1}), {1}.__rsub__({1, 2}), {1}.__iter__().__next__(), {1}.__le__({1}), {1}.__lt__(1)
""")

effects(globals(), """
a = {1, 2}; a.add(3); a.add(1); a.discard(2); a.discard(99); a.remove(3); a.update([4, 5], (6,)); print(s(a)); a.difference_update([4]); a.intersection_update([1, 5, 9]); a.symmetric_difference_update([5, 7]); print(s(a)); a.clear(); print(a)

a = {1}; b = a; b |= {2}; print(a is b, s(a)); b &= {2}; print(b); b -= {2}; print(b); b ^= {9}; print(b, a); b = b | {1}; print(a, s(b))

a = {1}; a |= [2]

a = {1}; a &= 5

a = {1}; a -= "x"

a = frozenset([1]); b = a; b |= {2}; print(a, s(b))

a = {1, 2, 3}
for x in a: a.add(x + 10)

a = {1, 2, 3}
for x in a: a.discard(x)

a = {1, 2, 3}
for x in list(a): a.discard(x)
print(a, {5}.pop())

a = {1, 2}; i = iter(a); a.add(99); next(i)

a = set(range(1000)); a -= set(range(0, 1000, 2)); print(len(a), sum(a), min(a), max(a)); a &= set(range(500)); print(len(a)); print(500 in a, 499 in a)

a = set(); [a.add(x % 17) for x in range(1000)]; print(sorted(a)); r = set(); [r.add(a.pop()) for _ in range(len(a))]; print(a, len(r))

a = {1, 2, 3}; a.remove({1})

a = {frozenset([1]), 2}; a.remove({1}); print(a); a.discard({5}); print({3} in a)

a = Sub([1]); a.x = 5; print(a.x, a, len(a)); a |= {2}; print(type(a).__name__)

a = {1}; a -= a; print(a); a = {1, 2}; a ^= a; print(a); a = {1, 2}; a.difference_update(a); print(a); a = {1}; a.update(a); print(a); a = {1, 2}; print(a.isdisjoint(a), a <= a, a < a, a.intersection(a) == a)

print(s({*[1, 2], *{3}, *"a"}), s({x for x in "hello" if x > "h"}), {i: {i} for i in range(2)}, s({(i, j) for i in range(2) for j in range(i + 1)}))

class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v % 3
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return "H%d" % self.v
a = {H(i) for i in range(10)}; print(len(a), H(5) in a, H(10) in a); a.remove(H(4)); print(len(a), s(a)); print(s(a & {H(1), H(2), H(50)}), s(a - {H(i) for i in range(8)}))

n = float("nan"); print(n in {n}, {n} == {n})

a, *b = {5}; print(a, b); print(*{7}, {8} | {8}, {9} & {9})
""")
