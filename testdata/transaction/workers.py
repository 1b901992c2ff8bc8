"""set_num_threads, getsegmentlimit, stats."""
import transaction
from transaction import TransactionError

print(transaction.getsegmentlimit() >= 1)
transaction.set_num_threads(3)
print(transaction.getsegmentlimit())
for n in (1, 0, -5, True):
    transaction.set_num_threads(n)
    print(n, transaction.getsegmentlimit())
for bad in ("2", None, 1.5):
    try:
        transaction.set_num_threads(bad)
    except TypeError:
        print("TypeError", bad)
print(transaction.getsegmentlimit())
errors = []


def change():
    try:
        transaction.set_num_threads(2)
    except TransactionError as exc:
        errors.append(str(exc))


transaction.add(change)
transaction.run()
print(errors)
for n in (1, 2, 4, 16):
    transaction.set_num_threads(n)
    done = []
    for i in range(100):
        transaction.add(done.append, i)
    transaction.run()
    s = transaction.stats()
    print(n, transaction.getsegmentlimit(), len(done), s.transactions, s.seconds > 0, s.workers >= 1, s.aborts >= 0, s.seconds_lost >= 0)
print(s._fields)


def chain(n):
    if n:
        transaction.add(chain, n - 1)


transaction.add(chain, 1000)
transaction.run()
print(transaction.stats().transactions)
tq = transaction.TransactionQueue()
tq.add(chain, 10)
tq.run()
print(transaction.stats().transactions, tq.number_of_transactions_executed())
transaction.run()
print(transaction.stats().transactions)
print(isinstance(transaction.conflicts(), list))
