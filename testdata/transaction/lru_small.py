# A small cache forgets what was used longest ago, also within transactions and beside threads.
import functools
import threading

import transaction


def exact(maxsize):
    calls = []

    @functools.lru_cache(maxsize)
    def f(x):
        calls.append(x)
        return -x

    for x in range(maxsize):
        f(x)
    f(0)  # now 1 is the oldest
    f(maxsize)
    f(0)
    f(1)
    return calls == [*range(maxsize + 1), 1] and f.cache_info()[:2] == (2, maxsize + 2)


results = []
stop = threading.Event()
other = threading.Thread(target=stop.wait)
other.start()
for maxsize in (2, 3, 9, 16):
    with transaction.atomic:
        results.append(exact(maxsize))
    results.append(exact(maxsize))
stop.set()
other.join()
for maxsize in (2, 3, 9, 16):
    transaction.add(lambda n: results.append(exact(n)), maxsize)
transaction.run()
print(results)
