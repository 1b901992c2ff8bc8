"""add() and run(): everything runs once, each as a whole, in some order."""
import transaction

done = []
for i in range(3):
    transaction.add(done.append, i)
print(transaction.run(), sorted(done))


def seven(block, log):
    for i in range(7):
        log.append((block, i))


log = []
for block in "abc":
    transaction.add(seven, block, log)
transaction.run()
print([log[i][0] * 7 for i in range(0, 21, 7)] == ["".join(b for b, _ in log[i:i + 7]) for i in range(0, 21, 7)])
print([i for _, i in log] == list(range(7)) * 3)


def arguments(*args, **kwds):
    log.append((args, kwds))


log.clear()
transaction.add(arguments)
transaction.run()
transaction.add(arguments, 1, 2, a=3, f=4)
transaction.run()
print(log)

# Nothing to do.
transaction.run()
transaction.run()


# A chain runs in its order.
def link(n):
    log.append(n)
    if n < 200:
        transaction.add(link, n + 1)


log.clear()
transaction.add(link, 0)
transaction.run()
print(log == list(range(201)))


# A tree of transactions.
def tree(depth):
    count.append(1)
    if depth > 1:
        transaction.add(tree, depth - 1)
        transaction.add(tree, depth - 1)


count = []
transaction.add(tree, 12)
transaction.run()
print(len(count) == 2 ** 12 - 1)


# What a transaction adds runs after it, not inside of it.
def outer():
    log.append("outer starts")
    transaction.add(log.append, "inner")
    log.append("outer ends")


log.clear()
transaction.add(outer)
transaction.run()
print(log)


# run() waits for all; what they did is visible then.
class Cell:
    value = 0


cells = [Cell() for _ in range(50)]


def work(cell, n):
    for i in range(n):
        cell.value += i


for cell in cells:
    transaction.add(work, cell, 100)
transaction.run()
print({cell.value for cell in cells})

# Anything that can be called.
results = []
transaction.add(type("Called", (), {"__call__": lambda self, x: results.append(x)})(), "instance")
transaction.add(lambda x=5: results.append(x))
transaction.add(results.extend, "xy")
transaction.add(setattr, cells[0], "value", "set")
transaction.run()
print(sorted(map(str, results)), cells[0].value)

# What is not, fails in run().
transaction.add(5)
try:
    transaction.run()
except TypeError as exc:
    print(exc)
for call in (lambda: transaction.add(), lambda: transaction.run(1)):
    try:
        call()
    except TypeError:
        print("TypeError")
    else:
        print("no error")


# run() cannot be nested.
def nested():
    try:
        transaction.run()
    except transaction.TransactionError as exc:
        results.append(str(exc))


results.clear()
transaction.add(nested)
transaction.run()
print(results, issubclass(transaction.TransactionError, Exception))
transaction.add(transaction.run)
try:
    transaction.run()
except transaction.TransactionError as exc:
    print(exc)
