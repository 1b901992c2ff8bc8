"""Two simulations of Richards that have nothing in common, each in a transaction of its own.

On two workers they should take hardly longer than one does.

    python examples/two_richards.py [iterations [workers]]
"""

import sys
import time

import richards
import transaction


def simulate(results, iterations):
    correct = 0
    for _ in range(iterations):
        kernel = richards.Kernel()
        kernel.run()
        correct += kernel.correct()
    results.append(correct)


def main(args):
    iterations = int(args[0]) if args else 5
    if len(args) > 1:
        transaction.set_num_threads(int(args[1]))
    start = time.perf_counter()
    results = []
    for _ in range(2):
        transaction.add(simulate, results, iterations)
    transaction.run()
    seconds = time.perf_counter() - start
    if results != [iterations, iterations]:
        print("wrong result: %r of %d iterations were correct" % (results, iterations))
        return 1
    print("2 x %d iterations: correct" % iterations)
    print("%.2f ms for two" % (seconds / max(iterations, 1) * 1000))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
