"""TransactionQueue."""
import transaction
from transaction import TransactionError, TransactionQueue

log = []
tq = TransactionQueue()
print(tq.number_of_transactions_executed())
tq.add(log.append, "a")
tq.add(log.append, "b")
print(tq.run(), sorted(log), tq.number_of_transactions_executed())
tq.run()
print(tq.number_of_transactions_executed())


def more(n):
    log.append(n)
    if n:
        tq.add(more, n - 1)


log.clear()
tq.add(more, 10)
tq.run()
print(log, tq.number_of_transactions_executed())
tq.run(nb_segments=2)
tq.run(1)

# Queues have nothing to do with each other, nor with the module's own.
other = TransactionQueue()
log.clear()
tq.add(log.append, "tq")
other.add(log.append, "other")
transaction.add(log.append, "module")
other.run()
print(log)
transaction.run()
print(log)
tq.run()
print(log)


# The module's add() inside of a queue's transaction adds to that queue.
def adds():
    transaction.add(log.append, "second")


log.clear()
other.add(adds)
other.run()
print(log)


# A transaction can add to another queue.
def adds_elsewhere():
    other.add(log.append, "elsewhere")


log.clear()
tq.add(adds_elsewhere)
tq.run()
print(log)
other.run()
print(log)


# After an exception, what has not run stays in the queue, and so does what the failed one had added.
def fail():
    tq.add(log.append, "added by the failed one")
    raise ValueError("failed")


log.clear()
before = tq.number_of_transactions_executed()
tq.add(fail)
try:
    tq.run()
except ValueError as exc:
    print(exc, tq.number_of_transactions_executed() - before, log)
tq.run()
print(log, tq.number_of_transactions_executed() - before)

log.clear()
before = tq.number_of_transactions_executed()


def fail_third(n):
    log.append(n)
    if len(log) == 3:
        raise ValueError("third")


for n in range(10):
    tq.add(fail_third, n)
try:
    tq.run()
except ValueError as exc:
    print(exc, len(log), tq.number_of_transactions_executed() - before)
tq.run()
print(sorted(log), tq.number_of_transactions_executed() - before)


# Errors.
def errors():
    for call in (tq.run, other.run, transaction.run, tq.number_of_transactions_executed,
                 lambda: transaction.set_num_threads(2)):
        try:
            call()
        except TransactionError as exc:
            log.append(str(exc))
        else:
            log.append("no error")


log.clear()
tq.add(errors)
tq.run()
for line in log:
    print(line)
with transaction.atomic:
    try:
        tq.run()
    except TransactionError as exc:
        print(exc)
    try:
        transaction.run()
    except TransactionError as exc:
        print(exc)
try:
    tq.run("a")
except TypeError:
    print("TypeError")


# A queue in a queue's results.
class Result:
    pass


result = Result()
inner_queue = TransactionQueue()
tq.add(setattr, result, "x", 1)
inner_queue.add(setattr, result, "y", 2)
tq.run()
inner_queue.run()
print(result.x, result.y)

# Many.
count = []
tq = TransactionQueue()
for i in range(1111):
    tq.add(count.append, i)
tq.run()
print(tq.number_of_transactions_executed(), len(count))
