"""__del__: by del, by the collector, at the end of the program."""
import gc


class A:
    count = 0

    def __init__(self, n):
        self.n = n
        A.count += 1
        print("init", n)

    def __del__(self):
        A.count -= 1
        print("del", self.n)


class Slots:
    __slots__ = ("n",)

    def __del__(self):
        print("slots", self.n)


class Derived(A):
    def __del__(self):
        super().__del__()
        print("derived")


class Listed(list):
    def __del__(self):
        print("listed", list(self))


class Node:
    def __init__(self, n, nxt):
        self.n, self.nxt = n, nxt

    def __del__(self):
        print("node", self.n)


a = A(1)
print(a.n)
del a
print("after del", A.count)


def local():
    b = A(2)
    del b
    print("in local")


local()
x = A(3)
y = x
del x
print("still", y.n)
del y
for i in range(3):
    t = A(10 + i)
    del t
n = None
for i in range(5):
    n = Node(i, n)
n = None
gc.collect()
print("collected")


def forgets():
    a = A("forgotten")
    s = Slots()
    s.n = 4
    d = Derived(5)


forgets()
gc.collect()
print("collected")


class Back:
    saved = None

    def __init__(self):
        self.items = [1]

    def __del__(self):
        Back.saved = self
        print("resurrected")


y = Back()
del y
gc.collect()
print(Back.saved.items)
first = A("first")
second = Listed([1, 2])
third = Derived("third")
print("end")
