"""transaction.queue: a queue that many transactions use at once."""
import transaction
from transaction import Empty

q = transaction.queue()
print(q.qsize(), q.empty())
q.put(1)
q.put("two")
print(q.qsize(), q.empty(), q.get(), q.get(block=False), q.empty())
for arguments in ((False,), (True, 0.01), (True, 0)):
    try:
        q.get(*arguments)
    except Empty:
        print("Empty")
try:
    q.get(True, -1)
except ValueError as exc:
    print("ValueError")
try:
    import queue
    print(Empty is queue.Empty)
except ImportError:
    print(True)
q.put(None)
q.task_done()
q.task_done()
print(q.get())
q.task_done()
try:
    q.task_done()
except ValueError as exc:
    print("ValueError")
q.join()

# From transactions: what one producer puts comes out in its order.
got = []


def produce(name, n):
    q.put((name, n))
    if n < 20:
        transaction.add(produce, name, n + 1)


def consume():
    got.append(q.get())


for name in "abc":
    transaction.add(produce, name, 0)
for _ in range(63):
    transaction.add(consume)
transaction.run()
print(q.qsize(), [[n for name, n in got if name == wanted] == list(range(21)) for wanted in "abc"])


# Nothing comes.
def impatient():
    try:
        got.append(q.get(timeout=0.01))
    except Empty:
        got.append("Empty")


def not_waiting():
    try:
        got.append(q.get(False))
    except Empty:
        got.append("Empty at once")


got.clear()
transaction.add(impatient)
transaction.run()
transaction.add(not_waiting)
transaction.run()
print(got)
transaction.add(q.get)
try:
    transaction.run()
except transaction.TransactionError as exc:
    print(exc)
transaction.run()


# A pipeline.
first, second = transaction.queue(), transaction.queue()
results = []


def stage(source, sink, f):
    x = source.get()
    if x is not None:
        transaction.add(stage, source, sink, f)
        x = f(x)
    sink(x)


transaction.add(stage, first, second.put, lambda x: x + 1)
transaction.add(stage, second, results.append, lambda x: x * 10)
for x in range(10):
    first.put(x)
first.put(None)
transaction.run()
print(results)
