"""Caches of functools that transactions share: right results, no more of them than may be, and few conflicts."""
import functools
import threading
import time

import transaction

transaction.set_num_threads(4)


class Result:
    def __init__(self, n):
        self.n = n


def run(f, count):
    for i in range(count):
        transaction.add(f, i)
    transaction.run()


for maxsize in None, 1, 5, 128, 1000:
    @functools.lru_cache(maxsize)
    def result(n):
        time.sleep(.00005)
        return Result(n)

    first = result(-1)
    assert result(-1) is first

    def use(i):
        for n in range(i, i + 3):
            r = result(n)
            assert r.n == n
            again = result(n)
            assert again.n == n and (again is r or maxsize is not None)
    run(use, 400)
    info = result.cache_info()
    assert info.maxsize == maxsize and info.hits + info.misses == 2 + 400 * 6, info
    assert info.currsize == 403 if maxsize is None or maxsize > 403 else info.currsize <= maxsize, info
    if maxsize is None:
        assert info.misses == 403 and result(-1) is first
    print(maxsize, "same" if transaction.stats().transactions == 400 else transaction.stats())
    result.cache_clear()
    assert result.cache_info() == (0, 0, maxsize, 0)
    assert result(3) is result(3) and result.cache_info()[:2] == (1, 1)

# Of different arguments each.


@functools.lru_cache
def square(n):
    return n * n


def different(i):
    assert square(2 * i) == 4 * i * i
    time.sleep(.0003)
    assert square(2 * i + 1) == (2 * i + 1) ** 2


run(different, 500)
info, stats = square.cache_info(), transaction.stats()
assert info.misses == 1000 and info.hits == 0 and 100 <= info.currsize <= 128, info
assert stats.aborts < 500, (stats, transaction.conflicts()[:3])

# One instance of each for all.


@functools.cache
def single(n):
    return object()


found = transaction.stmdict()


def instance(i):
    assert found.setdefault(i % 7, single(i % 7)) is single(i % 7)


run(instance, 300)
print(len({single(n) for n in range(7)}), single.cache_info().misses)

# Cleared while others use it.


@functools.lru_cache(10)
def doubled(n):
    return [2 * n]


def use_or_clear(i):
    if i % 20 == 0:
        doubled.cache_clear()
        assert doubled.cache_info().currsize == 0
    x = doubled(i % 15)
    x.append(i)
    assert x is doubled(i % 15) and x[0] == 2 * (i % 15)


run(use_or_clear, 400)
assert doubled.cache_info().currsize <= 10


# In threads, and recursive.


@functools.lru_cache(maxsize=50)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def thread(k):
    for n in range(200):
        fibonacci(n + k)
    sums.append(fibonacci(90))


sums = []
threads = [threading.Thread(target=thread, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(set(sums), fibonacci.cache_info().currsize <= 50)
