"""local, threadlocalproperty, count, time, clock."""
import transaction
from transaction import local, threadlocalproperty

x = local()
x.main = "main"
seen = []


def worker():
    seen.append(hasattr(x, "main"))
    x.made = "in a worker"
    seen.append(x.made)


transaction.add(worker)
transaction.run()
print(seen, x.main, hasattr(x, "made"), sorted(vars(x)))
try:
    x.made
except AttributeError as exc:
    print("AttributeError")
del x.main
print(hasattr(x, "main"))


# Values stay with the worker.
def count_own():
    x.n = getattr(x, "n", 0) + 1
    largest.append(x.n)


largest = []
for _ in range(100):
    transaction.add(count_own)
transaction.run()
print(1 in largest, len(largest), hasattr(x, "n"))


class WithInit(local):
    kind = "class attribute"

    def __init__(self, start, step=1):
        self.value = start
        self.step = step

    def next(self):
        self.value += self.step
        return self.value


y = WithInit(10, step=5)
print(y.next(), y.next(), y.kind)
values = []


def use():
    values.append(y.next() >= 15)
    values.append(y.kind)


transaction.add(use)
transaction.run()
print(values, y.next())
try:
    local(1)
except TypeError:
    print("TypeError")


class Thing:
    cache = threadlocalproperty(list)
    plain = threadlocalproperty()

    def use(self):
        self.cache.append(1)
        self.plain = len(self.cache)


a, b = Thing(), Thing()
a.cache.append("a")
a.plain = "set"
print(a.cache, b.cache, a.plain, hasattr(b, "plain"))
transaction.add(b.use)
transaction.add(a.use)
transaction.run()
print(a.cache, b.cache, a.plain, isinstance(Thing.cache, threadlocalproperty))
del a.plain
print(hasattr(a, "plain"))

numbers = []


def draw():
    numbers.append(transaction.count())


for _ in range(50):
    transaction.add(draw)
transaction.run()
print(len(set(numbers)), all(isinstance(n, int) and n > 0 for n in numbers))
t = transaction.time()
print(isinstance(t, float), transaction.time() >= t, isinstance(transaction.clock(), float))
