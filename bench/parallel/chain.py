"""examples/richards_tx.py: Richards in 106,605 very small transactions, each of which adds the next.

Nothing here can run in parallel. The difference between the modes is what a transaction costs. (The mode mp
would only measure what it costs to send a call to another process, and is the same as plain.)
"""

import sys

import modes
from richards import Kernel


def calls(kernel):
    task = kernel.tasks
    while task is not None:
        task = step(task)


def step(task):
    if task.blocked():
        return task.link
    return task.run()


def transactions(kernel):
    import transaction
    from richards_tx import step
    transaction.add(step, kernel.tasks)
    transaction.run()


def work(map, n):
    run = transactions if sys.argv[1] == "tx" else calls
    correct = 0
    for _ in range(n):
        kernel = Kernel()
        run(kernel)
        correct += kernel.correct()
    return correct


if __name__ == "__main__":
    modes.main(work, 12)
