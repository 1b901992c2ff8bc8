"""A sorted map in a B-tree that many transactions change at once, checked like the skip list of skiplist.py.

    python examples/btree.py [operations [workers]]
"""

import sys

import skiplist
import transaction

LEAST = 8              # keys in a node, the root excepted
MOST = 2 * LEAST + 1


class Node:
    """Keys and values, and one child more than keys, or none at all in a leaf."""

    def __init__(self, keys, values, children):
        self.keys = keys
        self.values = values
        self.children = children

    def search(self, key):
        """The place of the first key that is not less."""
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            if self.keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def has(self, place, key):
        return place < len(self.keys) and self.keys[place] == key


class BTree:
    """A map from integers, sorted by key. All leaves are equally deep."""

    def __init__(self):
        self.root = Node([], [], [])

    def get(self, key):
        node = self.root
        while True:
            place = node.search(key)
            if node.has(place, key):
                return node.values[place]
            if not node.children:
                return None
            node = node.children[place]

    def put(self, key, value):
        """Stores a value. Returns the one it replaces, or None."""
        if len(self.root.keys) == MOST:
            self.root = Node([], [], [self.root])
            self.split(self.root, 0)
        node = self.root
        while True:
            place = node.search(key)
            if node.has(place, key):
                old, node.values[place] = node.values[place], value
                return old
            if not node.children:
                node.keys.insert(place, key)
                node.values.insert(place, value)
                return None
            if len(node.children[place].keys) == MOST:
                self.split(node, place)
            else:
                node = node.children[place]

    def split(self, parent, place):
        """Makes two children of a full one."""
        left = parent.children[place]
        parent.keys.insert(place, left.keys[LEAST])
        parent.values.insert(place, left.values[LEAST])
        right = Node(left.keys[LEAST + 1:], left.values[LEAST + 1:], left.children[LEAST + 1:])
        parent.children.insert(place + 1, right)
        del left.keys[LEAST:], left.values[LEAST:], left.children[LEAST + 1:]

    def remove(self, key):
        """Removes a key. Returns its value, or None."""
        value = self.take(self.root, key)
        if not self.root.keys and self.root.children:
            self.root = self.root.children[0]
        return value

    def take(self, node, key):
        """Removes a key below a node, which may have one key too few afterwards."""
        place = node.search(key)
        if node.has(place, key):
            value = node.values[place]
            if not node.children:
                del node.keys[place], node.values[place]
                return value
            node.keys[place], node.values[place] = self.take_last(node.children[place])
        elif node.children:
            value = self.take(node.children[place], key)
        else:
            return None
        self.refill(node, place)
        return value

    def take_last(self, node):
        """Removes the greatest key below a node. Returns it and its value."""
        if not node.children:
            return node.keys.pop(), node.values.pop()
        last = self.take_last(node.children[-1])
        self.refill(node, len(node.children) - 1)
        return last

    def refill(self, parent, place):
        """Gives a child that has too few keys one of a neighbour, or joins the two."""
        child = parent.children[place]
        if len(child.keys) >= LEAST:
            return
        if place > 0 and len(parent.children[place - 1].keys) > LEAST:
            left = parent.children[place - 1]
            child.keys.insert(0, parent.keys[place - 1])
            child.values.insert(0, parent.values[place - 1])
            parent.keys[place - 1] = left.keys.pop()
            parent.values[place - 1] = left.values.pop()
            if left.children:
                child.children.insert(0, left.children.pop())
        elif place < len(parent.keys) and len(parent.children[place + 1].keys) > LEAST:
            right = parent.children[place + 1]
            child.keys.append(parent.keys[place])
            child.values.append(parent.values[place])
            parent.keys[place] = right.keys.pop(0)
            parent.values[place] = right.values.pop(0)
            if right.children:
                child.children.append(right.children.pop(0))
        else:
            place = max(place - 1, 0)
            left, right = parent.children[place], parent.children.pop(place + 1)
            left.keys += [parent.keys.pop(place)] + right.keys
            left.values += [parent.values.pop(place)] + right.values
            left.children += right.children

    def items(self):
        return self.walk(self.root)

    def walk(self, node):
        for place, key in enumerate(node.keys):
            if node.children:
                yield from self.walk(node.children[place])
            yield key, node.values[place]
        if node.children:
            yield from self.walk(node.children[-1])


def main(args):
    operations = int(args[0]) if args else 20000
    if len(args) > 1:
        transaction.set_num_threads(int(args[1]))
    return skiplist.exercise(BTree(), operations, 2000)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
