"""Lists and sets that are made by a comprehension for a call that only looks at them."""

import builtins
import threading


def lengths(n):
    return [len({x * x % k for x in range(n)}) for k in range(1, 12)]


print(lengths(5), lengths(40))
print(len([x for x in range(100)]), sum([x for x in range(100)]))
print(min([[3, x] for x in range(9, 0, -1)]), max([{x} for x in range(3)], key=len))
print(any([x > 40 for x in range(50)]), all({x > 40 for x in range(50)}))

# What they hold stays alive if something else refers to it.
inner = min([[x, y] for x in range(3) for y in range(20)])
total = sum([x for x in range(20)])
print(inner, total, [x for x in range(20)])


def sets():
    # Sets made of used parts are as new: their order is that of new ones.
    out = []
    for n in (3, 9, 30, 100, 5, 12):
        len({x * 7 for x in range(n)})
        s = {x * 37 % 101 for x in range(n)}
        len({x * 11 for x in range(n)})
        out.append(s)
    return out


for s in sets():
    print(len(s), list(s))


# Others of the same names may keep what they get.
kept = []


def keep(x):
    kept.append(x)
    return builtins.len(x)


def shadowed(len, n):
    return len({x for x in range(n)}), len([x for x in range(n)])


print(shadowed(keep, 9), shadowed(kept.append, 10), shadowed(list, 9), shadowed(iter, 9)[1].__length_hint__())
print(shadowed(id, 3) is not None, shadowed(sorted, 4), shadowed(enumerate, 9)[1].__next__())
len({x + 100 for x in range(20)})
sum([x + 100 for x in range(20)])
print(kept)


class Greedy:
    """Its arithmetic makes other sets and lists meanwhile."""

    def __init__(self, x):
        self.x = x

    def __radd__(self, other):
        len({x for x in range(self.x)})
        return sum([other, self.x])

    def __lt__(self, other):
        return len({x for x in range(self.x)}) < len([x for x in range(other.x)])

    def __bool__(self):
        return len({x for x in range(self.x)}) > 7

    def __hash__(self):
        return len({x for x in range(self.x)})

    def __eq__(self, other):
        return len({x for x in range(self.x)}) == len({x for x in range(other.x)})


print(sum([Greedy(x) for x in range(12)]), min([Greedy(x) for x in range(12, 3, -1)]).x)
print(any([Greedy(x) for x in range(12)]), len({Greedy(x % 6) for x in range(12)}))


class Failing:
    def __radd__(self, other):
        raise ValueError("no sum")


try:
    sum([Failing() for _ in range(9)])
except ValueError as e:
    print(e)

try:
    len({[] for _ in range(2)})
except TypeError as e:
    print(e)


def recursive(n):
    return 0 if n == 0 else len({recursive(n - 1) + x for x in range(n + 3)})


print([recursive(n) for n in range(5)])


def yielding(n):
    for i in range(n):
        yield len({x % (i + 1) for x in range(n)}), {x % (i + 1) for x in range(i)}


print(list(yielding(7)))

results = {}


def work(k):
    results[k] = [len({x % (i % 13 + k + 1) for x in range(i % 40)}) + sum([x for x in range(i % 20)]) for i in range(400)]


work(0)
alone = results.pop(0)
threads = [threading.Thread(target=work, args=(0 if k == 0 else k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results[0] == alone, sorted(results), [sum(r) for _, r in sorted(results.items())])
