"""A sorted map in a skip list that many transactions change at once.

Each transaction looks a key up, stores it or removes it, and notes in a journal what it did and what came
of it. At the end the journal is replayed on a dict: every result must be the same, and so must what is left.

    python examples/skiplist.py [operations [workers]]
"""

import sys

import transaction

LEVELS = 12
OPERATIONS_EACH = 10  # in one transaction


class Node:
    def __init__(self, key, value, levels):
        self.key = key
        self.value = value
        self.next = [None] * levels


class SkipList:
    """A map from integers, sorted by key. A node is in the lists of its level and of all below it."""

    def __init__(self):
        self.head = Node(None, None, LEVELS)

    def before(self, key):
        """The last node before a key, on each level."""
        path = [self.head] * LEVELS
        node = self.head
        for level in range(LEVELS - 1, -1, -1):
            following = node.next[level]
            while following is not None and following.key < key:
                node = following
                following = node.next[level]
            path[level] = node
        return path

    def get(self, key):
        node = self.before(key)[0].next[0]
        if node is not None and node.key == key:
            return node.value
        return None

    def put(self, key, value):
        """Stores a value. Returns the one it replaces, or None."""
        path = self.before(key)
        node = path[0].next[0]
        if node is not None and node.key == key:
            old, node.value = node.value, value
            return old
        node = Node(key, value, self.height(key))
        for level in range(len(node.next)):
            node.next[level] = path[level].next[level]
            path[level].next[level] = node
        return None

    def remove(self, key):
        """Removes a key. Returns its value, or None."""
        path = self.before(key)
        node = path[0].next[0]
        if node is None or node.key != key:
            return None
        for level in range(len(node.next)):
            path[level].next[level] = node.next[level]
        return node.value

    def height(self, key):
        """How many levels a node gets: one, and another with a chance of a half each. Depends on the key only."""
        bits = (key * 2654435761 + 40503) >> 7
        levels = 1
        while levels < LEVELS and bits & 1:
            levels += 1
            bits >>= 1
        return levels

    def items(self):
        node = self.head.next[0]
        while node is not None:
            yield node.key, node.value
            node = node.next[0]


class Random:
    """A small generator of random numbers, the same on every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % limit


def work(target, journal, seed, keys):
    """Some random operations. Each kind is a method of the map."""
    random = Random(seed)
    done = []
    for _ in range(OPERATIONS_EACH):
        kind = random.below(4)
        key = random.below(keys)
        if kind == 0:
            value = random.below(1000)
            done.append(("put", key, value, target.put(key, value)))
        elif kind == 1:
            done.append(("remove", key, None, target.remove(key)))
        else:
            done.append(("get", key, None, target.get(key)))
    journal.append(done)


def replay(journal):
    """Does what the journal says on a dict. Returns the dict and the number of results that differ."""
    model = {}
    different = 0
    for done in journal:
        for kind, key, value, result in done:
            different += model.get(key) != result
            if kind == "put":
                model[key] = value
            elif kind == "remove":
                model.pop(key, None)
    return model, different


def exercise(target, operations, keys):
    """Fills a map by transactions and checks it. Returns an exit code."""
    journal = []
    for number in range(operations // OPERATIONS_EACH):
        transaction.add(work, target, journal, number + 1, keys)
    transaction.run()
    model, different = replay(journal)
    left = list(target.items())
    done = sum(len(entry) for entry in journal)
    print("%d operations in %d transactions, %d of the results are wrong" % (done, len(journal), different))
    print("the keys that are left are %s" % ("as expected" if left == sorted(model.items()) else "wrong"))
    return int(different > 0 or left != sorted(model.items()))


def main(args):
    operations = int(args[0]) if args else 20000
    if len(args) > 1:
        transaction.set_num_threads(int(args[1]))
    return exercise(SkipList(), operations, 2000)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
