"""Richards, cut into one transaction for each step of the scheduler.

The steps follow each other: each adds the next, so nothing runs in parallel. This measures what a very
small transaction costs. One iteration is 106,605 of them: 106,604 looks at a task, and a last one that
finds no task left.

    python examples/richards_tx.py [iterations [workers]]
"""

import sys
import time

import richards
import transaction

TRANSACTIONS = 106605


def step(task):
    """Looks at one task, and leaves the next one to another transaction."""
    if task is None:
        return
    if task.blocked():
        task = task.link
    else:
        task = task.run()
    transaction.add(step, task)


def main(args):
    iterations = int(args[0]) if args else 10
    if len(args) > 1:
        transaction.set_num_threads(int(args[1]))
    start = time.perf_counter()
    for _ in range(iterations):
        kernel = richards.Kernel()
        transaction.add(step, kernel.tasks)
        transaction.run()
        if not kernel.correct():
            print("wrong result: held %d, sent %d" % (kernel.held, kernel.sent))
            return 1
        count = transaction.stats().transactions
        if count != TRANSACTIONS:
            print("wrong number of transactions: %d" % count)
            return 1
    seconds = time.perf_counter() - start
    print("held %d, sent %d: correct" % (richards.HELD, richards.SENT))
    print("%d transactions an iteration" % TRANSACTIONS)
    print("%d iterations, %.2f ms each" % (iterations, seconds / max(iterations, 1) * 1000))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
