"""Transactions move items between containers of many types; none may be lost or doubled.

What each transaction does follows from a seed and its number; argv[1] gives another seed.
"""
import random
import sys
from array import array
from collections import Counter, OrderedDict, defaultdict, deque

import transaction

TRANSACTIONS = 400
seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(10**9)


class Namespace:
    pass


class ListSubclass(list):
    pass


class DictSubclass(dict):
    pass


class Sequence:
    """Holds items in a list, or in something like it."""

    def __init__(self, items):
        self.items = items

    def take(self, rnd):
        items = self.items
        if not items:
            return None
        kind = rnd.randrange(4)
        if kind == 0:
            return items.pop()
        if kind == 1:
            return items.pop(0)
        at = rnd.randrange(len(items))
        if kind == 2:
            return items.pop(at)
        taken, items[at] = items[at], items[-1]
        del items[-1]
        return taken

    def put(self, rnd, item):
        kind = rnd.randrange(4)
        if kind == 0:
            self.items.insert(rnd.randrange(len(self.items) + 1), item)
        elif kind == 1:
            self.items.extend([item])
        else:
            self.items.append(item)

    def disturb(self, rnd):
        kind = rnd.randrange(4)
        if kind == 0:
            self.items.reverse()
        elif kind == 1:
            self.items[:] = self.items[::-1]
        elif kind == 2:
            copy = self.items[:]
            del self.items[:]
            self.items.extend(copy)
        elif hasattr(self.items, "sort"):
            self.items.sort(key=lambda item: item % 17)

    def all(self):
        return list(self.items)


class Mapping:
    """Holds items as the keys of a dict."""

    def __init__(self, items):
        self.items = items

    def take(self, rnd):
        items = self.items
        if not items:
            return None
        kind = rnd.randrange(3)
        if kind == 0:
            return items.popitem()[0]
        key = next(iter(items)) if kind == 1 else rnd.choice(list(items))
        if kind == 1:
            del items[key]
        else:
            assert items.pop(key) == 1
        return key

    def put(self, rnd, item):
        if rnd.randrange(2):
            self.items[item] = 1
        else:
            self.items.setdefault(item, 1)

    def disturb(self, rnd):
        if rnd.randrange(2):
            copy = dict(self.items)
            self.items.clear()
            self.items.update(copy)
        else:
            for key in self.items:
                self.items[key] = 1

    def all(self):
        assert all(value == 1 for value in self.items.values())
        return list(self.items)


class Set:
    def __init__(self, items):
        self.items = items

    def take(self, rnd):
        return self.items.pop() if self.items else None

    def put(self, rnd, item):
        self.items.add(item)

    def disturb(self, rnd):
        some = set(list(self.items)[:5])
        self.items -= some
        self.items |= some

    def all(self):
        return list(self.items)


class Deque(Set):
    def take(self, rnd):
        if not self.items:
            return None
        return self.items.pop() if rnd.randrange(2) else self.items.popleft()

    def put(self, rnd, item):
        if rnd.randrange(2):
            self.items.append(item)
        else:
            self.items.appendleft(item)

    def disturb(self, rnd):
        self.items.rotate(rnd.randrange(10))


class Attributes(Set):
    def take(self, rnd):
        names = list(vars(self.items))
        if not names:
            return None
        name = rnd.choice(names)
        delattr(self.items, name)
        return int(name[1:])

    def put(self, rnd, item):
        setattr(self.items, f"x{item}", True)

    def disturb(self, rnd):
        self.items.__dict__ = dict(vars(self.items))

    def all(self):
        return [int(name[1:]) for name in vars(self.items)]


class Counts(Set):
    def take(self, rnd):
        for item in self.items:
            self.items[item] -= 1
            if not self.items[item]:
                del self.items[item]
            return item

    def put(self, rnd, item):
        self.items[item] += 1

    def disturb(self, rnd):
        self.items.update([])

    def all(self):
        return list(self.items.elements())


class Groups(Set):
    def take(self, rnd):
        for key in list(self.items):
            if self.items[key]:
                return self.items[key].pop()
            del self.items[key]

    def put(self, rnd, item):
        self.items[item % 7].append(item)

    def disturb(self, rnd):
        self.items[rnd.randrange(7)].reverse()

    def all(self):
        return [item for group in self.items.values() for item in group]


places = [
    Sequence(list(range(0, 500))),
    Sequence(ListSubclass(range(500, 1000))),
    Sequence(array("q", range(1000, 1400))),
    Mapping(dict.fromkeys(range(1400, 1900), 1)),
    Mapping(DictSubclass.fromkeys(range(1900, 2400), 1)),
    Mapping(OrderedDict.fromkeys(range(2400, 2500), 1)),
    Set(set(range(2500, 3000))),
    Deque(deque(range(3000, 3400))),
    Attributes(Namespace()),
    Counts(Counter()),
    Groups(defaultdict(list)),
]
ALL = 3400


def everything():
    return sorted(item for place in places for item in place.all())


def move(number):
    rnd = random.Random(seed + number)
    kind = rnd.randrange(20)
    if kind == 0:
        if len(everything()) != ALL:
            print("seed", seed, "transaction", number, "finds", len(everything()))
    elif kind <= 2:
        rnd.choice(places).disturb(rnd)
    else:
        for _ in range(rnd.randrange(1, 6)):
            item = rnd.choice(places).take(rnd)
            if item is not None:
                rnd.choice(places).put(rnd, item)


for number in range(TRANSACTIONS):
    transaction.add(move, number)
transaction.run()
left = everything()
if left == list(range(ALL)):
    print("every item is somewhere, once")
else:
    print("seed", seed, "lost", set(range(ALL)) - set(left), "doubled", Counter(left) - Counter(range(ALL)))
