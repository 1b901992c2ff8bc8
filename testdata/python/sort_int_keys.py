# Sorting by keys that are ints, where equal keys keep their order, in both directions.
from operator import attrgetter, itemgetter

words = "the quick brown fox jumps over the lazy dog and then some more words of all lengths".split()
print(sorted(words, key=len))
print(sorted(words, key=len, reverse=True))
pairs = [(i * 7 % 5, i) for i in range(30)]
for reverse in False, True:
    print(sorted(pairs, key=itemgetter(0), reverse=reverse))
    print(sorted(pairs, key=lambda p: -p[0], reverse=reverse))
    print(sorted(pairs, key=lambda p: p[0] == 2, reverse=reverse))
for extreme in [(2**63 - 1, -2**63), (2**62, -2**62), (2**58, 0), (2**64, -1), (True, 0), (2**57, 2**57 - 1, 0, -1)]:
    for reverse in False, True:
        keys = [k for k in extreme] * 3
        items = list(enumerate(keys))
        print([i for i, k in sorted(items, key=itemgetter(1), reverse=reverse)])
print(sorted([5], key=lambda x: x), sorted([], key=len))


class P:
    def __init__(self, n, name):
        self.n, self.name = n, name


people = [P(i % 3, chr(97 + i)) for i in range(10)]
print("".join(p.name for p in sorted(people, key=attrgetter("n"))))
print("".join(p.name for p in sorted(people, key=attrgetter("n", "name"), reverse=True)))
print("".join(p.name for p in sorted(people, key=attrgetter("name.__len__.__class__.__name__"))))
try:
    sorted(people, key=attrgetter("missing"))
except AttributeError as e:
    print(e)


def failing(x):
    if x == 3:
        raise ValueError(x)
    return x


l = [5, 4, 3, 2, 1]
try:
    l.sort(key=failing)
except ValueError as e:
    print("ValueError", e, sorted(l))
l = [3, 1, 2]
try:
    l.sort(key=lambda x: l.append(x) or x)
except ValueError as e:
    print(e)
# A key function that sorts itself.
print(sorted([[3, 1], [2], [9, 8, 0]], key=lambda x: sum(sorted(x, key=lambda y: -y)) * len(x)))
