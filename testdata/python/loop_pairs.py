"""Loops over pairs that are unpacked, and kept."""


def kept(pairs):
    out = []
    for x in pairs:
        a, b = x
        out.append((a, b, x))
    return out


def nested(pairs):
    out = []
    for x in pairs:
        name, (f, t) = x
        out.append([name, f, t, x])
    return out


def fresh(pairs):
    return [a + b for a, b in pairs]


d = {1: 2, 3: 4}
print(kept(d.items()), kept(enumerate("ab")), kept(zip("ab", "cd")), kept([(1, 2)]))
print(nested({"a": (1, 2), "b": (0, 1)}.items()), nested(enumerate(["xy", "zw"])))
print(fresh(d.items()), fresh(zip([1], [2])), fresh(enumerate([5, 6])))


class Fickle:
    def __iter__(self):
        return self

    def __next__(self):
        del Fickle.__next__
        return 1


try:
    for i in Fickle():
        print(i)
except TypeError:
    print("TypeError")
