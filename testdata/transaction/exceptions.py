"""An exception in a transaction: it is the last one to take effect, and run() raises it."""
import sys
import traceback_text
import transaction

log = []


def fail(n):
    log.append(n)
    raise ValueError(n)


for n in range(3):
    transaction.add(fail, n)
try:
    transaction.run()
except ValueError as exc:
    print("one", len(log) == 1, log == [exc.args[0]])
log.clear()
transaction.run()
print("nothing left", log)

# What it wrote before it raised stays.
values = {"a": 1}


def write_and_fail():
    values["a"] = 2
    values["b"] = 3
    transaction.add(values.clear)
    raise KeyError("after writing")


transaction.add(write_and_fail)
try:
    transaction.run()
except KeyError as exc:
    print(exc, values)
transaction.run()
print(values)


# The traceback names the function that failed.
def deep(n):
    if n == 0:
        return 1 / 0
    return deep(n - 1)


transaction.add(deep, 2)
try:
    transaction.run()
except ZeroDivisionError as exc:
    print(exc, traceback_text.functions(exc)[-3:])


# Exceptions handled inside of a transaction are nobody else's business.
def careful():
    try:
        fail("handled")
    except ValueError as exc:
        log.append(repr(exc))


log.clear()
transaction.add(careful)
transaction.run()
print(log)


# All kinds of exceptions.
class Custom(BaseException):
    pass


for kind in (SystemExit, Custom, KeyboardInterrupt, StopIteration, GeneratorExit, MemoryError):
    def raise_it():
        raise kind("from a transaction")

    transaction.add(raise_it)
    try:
        transaction.run()
    except BaseException as exc:
        print(type(exc) is kind, exc.args)
    transaction.run()


def quit():
    sys.exit(5)


transaction.add(quit)
try:
    transaction.run()
except SystemExit as exc:
    print("exit", exc.code)

# Chained exceptions keep their causes.
def cause():
    try:
        {}["missing"]
    except KeyError as exc:
        raise RuntimeError("because") from exc


transaction.add(cause)
try:
    transaction.run()
except RuntimeError as exc:
    print(exc, repr(exc.__cause__))

# After an exception, everything works again.
log.clear()
for n in range(10):
    transaction.add(log.append, n)
transaction.run()
print(sorted(log))


# One that fails among many that work: those that ran, ran completely.
class Pair:
    a = b = 0


pairs = [Pair() for _ in range(200)]


def both(pair, bad):
    pair.a = 1
    if bad:
        raise ValueError("bad")
    pair.b = 1


for i, pair in enumerate(pairs):
    transaction.add(both, pair, i == 100)
try:
    transaction.run()
except ValueError as exc:
    print(exc, [(p.a, p.b) for i, p in enumerate(pairs) if p.a != p.b], (pairs[100].a, pairs[100].b))
    print({(p.a, p.b) for i, p in enumerate(pairs) if i != 100} <= {(0, 0), (1, 1)})
transaction.run()

# An exception that is raised again later is not changed by anybody.
saved = []


def save():
    try:
        fail("saved")
    except ValueError as exc:
        saved.append(exc)


transaction.add(save)
transaction.run()
try:
    raise saved[0]
except ValueError as exc:
    print(exc, exc.__context__)
