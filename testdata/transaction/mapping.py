"""map() and parallel(): the results of one transaction an item, in order."""
import transaction


def square(x):
    return x * x


print(list(transaction.map(square, range(20))), list(transaction.map(square, [])), list(transaction.map(str, "abc")))
print(list(transaction.map(square, range(10), window=1)), list(transaction.map(square, range(10), 3)), list(transaction.map(square, iter([5]))))
print(sum(transaction.map(square, range(1000))))


@transaction.parallel([1, 2, 3])
def doubled(x):
    return x * 2


print(doubled, transaction.parallel("ab")(str.upper), transaction.parallel([])(square))

# Lazy: nothing happens before the first next(), and not too much before it is needed.
pulled = []


def source(n):
    for i in range(n):
        pulled.append(i)
        yield i


results = transaction.map(square, source(10 ** 9), window=5)
print(pulled)
print([next(results) for _ in range(3)], len(pulled) <= 3 + 5)
print([next(results) for _ in range(7)], len(pulled) <= 10 + 5)
results.close()
print(list(results))
for x in transaction.map(square, source(10 ** 9), window=2):
    if x > 50:
        break
print(x)
results = transaction.map(square, [1, 2])
print(iter(results) is results, next(results), next(results), next(results, "end"), next(results, "end"))


# Exceptions: the results before, then the exception, with a note.
def bad(x):
    if x == 17:
        raise ValueError("bad item")
    return x


got = []
try:
    for x in transaction.map(bad, range(100)):
        got.append(x)
except ValueError as exc:
    print(exc, exc.__notes__, got == list(range(len(got))), len(got) <= 17)
got = []
try:
    for x in transaction.map(bad, range(17, 30), window=1):
        got.append(x)
except ValueError as exc:
    print(exc, exc.__notes__, got)
try:
    transaction.parallel(range(50))(bad)
except ValueError as exc:
    print(exc, exc.__notes__)


# Exceptions of the source come after the results of what came before.
def broken():
    yield 1
    yield 2
    raise KeyError("source")


got = []
try:
    for x in transaction.map(square, broken()):
        got.append(x)
except KeyError as exc:
    print(exc, got)
for arguments in ((square, 5), (5, [1]), (square, [1], 0), (square, [1], -1), (square, [1], "x"), (square,)):
    try:
        list(transaction.map(*arguments))
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__)


# Shared state, changed by the items.
class Counter:
    n = 0


counter = Counter()


def count(x):
    counter.n += 1
    return counter.n


print(sorted(transaction.map(count, range(100))) == list(range(1, 101)), counter.n)


# Inside of a transaction, and run() between two results.
def inside():
    for call in (lambda: list(transaction.map(square, [1])), lambda: transaction.parallel([1])(square)):
        try:
            call()
        except transaction.TransactionError:
            got.append("TransactionError")


got = []
transaction.add(inside)
transaction.run()
print(got)
got = []
for x in transaction.map(square, range(5)):
    transaction.add(got.append, x)
    transaction.run()
print(got)
pairs = zip(transaction.map(square, range(5)), transaction.map(str, range(5)))
print(list(pairs))
print(list(transaction.map(lambda xy: xy[0] + xy[1], zip([1, 2], [3, 4]))), next(transaction.map(abs, [-1])))


# Items may add transactions; they are run as well.
def adds(x):
    transaction.add(got.append, x)
    return x


got = []
print(list(transaction.map(adds, range(5))), sorted(got))
