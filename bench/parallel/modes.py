"""Runs the same work in several ways, so that they can be compared.

    python bench/parallel/PROGRAM.py MODE [workers [n]]

The modes are: plain (ordinary calls), tx (each call in a transaction), threads (each thread makes every second call, if
there are two), mp (a multiprocessing pool; for Pythons that run on one core otherwise). The checksum goes to stdout, the time of the work to stderr.
"""

import os
import sys
from time import perf_counter

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples")
sys.path.insert(1, EXAMPLES)


def plain_map(f, items):
    return list(map(f, items))


def tx_map(f, items):
    import transaction
    return list(transaction.map(f, items))


def thread_map(workers):
    from threading import Thread

    def map(f, items):
        items = list(items)
        results = [None] * len(items)

        def share(first):
            for i in range(first, len(items), workers):
                results[i] = f(items[i])

        threads = [Thread(target=share, args=(i,)) for i in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return map


def main(work, default):
    """Calls work(map, n), where map(f, items) is a list of results, calculated in the chosen mode."""
    mode = sys.argv[1]
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    n = int(sys.argv[3]) if len(sys.argv) > 3 else default
    pool = None
    if mode == "tx":
        import transaction
        transaction.set_num_threads(workers)
        chosen = tx_map
    elif mode == "mp":
        from multiprocessing import get_context
        pool = get_context("fork").Pool(workers)
        chosen = pool.map
    elif mode == "threads":
        chosen = thread_map(workers)
    elif mode == "plain":
        chosen = plain_map
    else:
        sys.exit("modes.py: no mode is called %r" % mode)
    start = perf_counter()
    checksum = work(chosen, n)
    seconds = perf_counter() - start
    if pool is not None:
        pool.terminate()
    print(checksum)
    print("time: %.4f" % seconds, file=sys.stderr)
