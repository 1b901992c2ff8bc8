"""The counters of a map are those of all its windows."""
import transaction
transaction.set_num_threads(2)
print(sum(transaction.map(abs, range(100))), transaction.stats().transactions)
it = transaction.map(abs, range(20), window=4)
next(it); print(transaction.stats().transactions)
transaction.add(abs, 1); transaction.run(); print(transaction.stats().transactions)
print(sum(it), transaction.stats().transactions)
@transaction.parallel(range(30))
def r(x): return x
print(r[-1], transaction.stats().transactions)
