"""Tuples that are only looked for in dicts and sets: the search makes none, and nobody can tell."""

import threading


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Odd) else other)


grid = {(x, y): x * y for x in range(4) for y in range(3)}
print([grid[x, y] for x in range(4) for y in range(3)], (1, 2) in grid, (2, 1, 0) in grid, (7, 7) not in grid)
x, y = 2, 1
grid[x, y] = "set"
grid[x, y + 5] = "new"
grid[x, y] += "+"
grid[x, 9] = grid[x, y] = "both"
print(grid[x, y], grid[x, 6], grid[x, 9], len(grid), list(grid)[-2:])
for key in ((1.0, 2), (True, 2), (1, 2.0), (10**30, 1), ("1", 2), (None, 2), (1, (2,))):
    a, b = key
    print((a, b) in grid, grid.get((a, b)), end=" ")
    try:
        print(grid[a, b])
    except KeyError as e:
        print("KeyError", e, type(e.args[0]), e.args[0] is key)
for a, b in ((1, []), ({}, 1), ([], [])):
    for f in (lambda: grid[a, b], lambda: (a, b) in grid, lambda: (a, b) not in {1}, lambda: grid.__setitem__((a, b), 1)):
        try:
            print(f())
        except TypeError as e:
            print(e, end="; ")
print()

odd = {(Odd(1), 2): "odd", (1.5, "a"): "float", ("a", "b", "c"): "strs", (1, 2, 3, 4): 4, (1, 2, 3, 4, 5): 5}
one, two, s = 1, 2, "b"
print(odd[one, two], (one, two) in odd, odd["a", s, "c"], odd[one, two, 3, 4], odd[one, two, 3, 4, 5], (one + 0.5, "a") in odd)
odd[one, two] = "changed"
print(list(odd.values()), type(list(odd)[0][0]).__name__)

seen = set()
path = []
for i in range(40):
    a, b = i * i % 7, i % 3
    if (a, b) in seen:
        continue
    if not (a, b) not in seen:
        path.append("never")
    seen.add((a, b))
    path.append((a, b))
print(path, len(seen), (0, 0) in frozenset(path), (0, s) in seen, [(a, b) in path for a in range(3)])
n = 0
while (n, n + 1) not in seen and n < 5:
    n += 1
print(n, ((p := (0, 0)) in seen), p, (0, 0) in seen in [True], 1 if (3, one) in {} else 0)


class Table(dict):
    def __missing__(self, key):
        return "missing", key


class Pairs:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("store", key, value, end=" ")

    def __contains__(self, key):
        return type(key).__name__


table, pairs = Table({(1, 2): 3}), Pairs()
print(table[one, two], table[two, one], pairs[one, two], (one, two) in pairs)
pairs[one, two] = pairs[two, one]
pairs[one, two] += (3,)
key = pairs[one, two]
print(key, key is not pairs[one, two], [1, 2] == list(key))


def generator():
    while (0, one) not in grid or (yield grid[0, one]) != "stop":
        grid[0, one] = grid.get((0, one), 0) + 1


g = generator()
print(next(g), g.send(1), g.send(2))
shared = {(i, j): 0 for i in range(5) for j in range(5)}


def worker(k):
    for turn in range(200):
        for j in range(5):
            if (k, j) in shared and (j, 9) not in shared:
                shared[k, j] = shared[k, j] + 1


threads = [threading.Thread(target=worker, args=(k,)) for k in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared)
