"""Class variables in transactions and threads."""
import threading
import transaction
from transaction import atomic


class Node:
    made = 0
    label = "none"
    hook = None

    def __init__(self):
        Node.made += 1
        self.number = Node.made


nodes = []


def make(i):
    n = Node()
    nodes.append(n.number)
    if i % 100 == 0:
        type(n).label = "label %d" % i
    if i % 500 == 0:
        Node.hook = (lambda self: "hooked") if i % 1000 else i


for _ in range(3):
    before = Node.made
    nodes.clear()
    for i in range(2000):
        transaction.add(make, i)
    transaction.run()
    print(Node.made - before, sorted(nodes) == list(range(before + 1, before + 2001)), Node.label.startswith("label"))


# In a block that an exception leaves.
Node.label = "kept"
before = Node.made
try:
    with atomic:
        Node.made += 1
        Node.label = "atomic"
        raise KeyError
except KeyError:
    print(Node.made - before, Node.label)


# A class that is made and changed in a transaction.
classes = []


def makes_class(i):
    class Local:
        count = 0

        def __init__(self):
            Local.count += 1
            self.number = self.count
    for _ in range(i % 7):
        Local()
    classes.append((Local, i % 7))


for i in range(200):
    transaction.add(makes_class, i)
transaction.run()
print(all(c.count == n for c, n in classes))
for i, (c, n) in enumerate(classes):
    transaction.add(lambda c=c: c().number)
transaction.run()
print(all(c.count == n + 1 for c, n in classes))


# Threads: each statement by itself may lose an update, under a lock none may.
class Shared:
    total = 0
    seen = ()


lock = threading.Lock()


def adds(n):
    for i in range(n):
        with lock:
            Shared.total += 1
        Shared.seen = (i, i)
        a, b = Shared.seen
        if a != b:
            print("torn")


threads = [threading.Thread(target=adds, args=(1000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(Shared.total, Shared.seen == (999, 999))


# Deleted and made anew while others read.
class Flag:
    on = False


def reads(i):
    return getattr(Flag, "on", None) in (False, True, None)


def toggles(i):
    if i % 3 == 0:
        Flag.on = True
    elif i % 3 == 1:
        Flag.on = False
    elif "on" in vars(Flag):
        del Flag.on


ok = []
for i in range(600):
    transaction.add(lambda i=i: ok.append(reads(i)))
    transaction.add(toggles, i)
transaction.run()
print(len(ok), all(ok))
