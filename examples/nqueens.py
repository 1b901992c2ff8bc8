"""In how many ways can n queens stand on an n x n board so that none attacks another?

The first two rows are filled in all possible ways; each of these ways is continued in a transaction.

    python examples/nqueens.py [n [workers]]
"""

import sys

import transaction

SOLUTIONS = [1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2680, 14200, 73712]  # known results for n = 0, 1, ...


def solve(columns, falling, rising, full):
    """The number of ways to fill the remaining rows.

    Each argument is a set of columns, as bits: those taken, those attacked in the next row along the two
    diagonals, and all of them.
    """
    if columns == full:
        return 1
    solutions = 0
    free = full & ~(columns | falling | rising)
    while free:
        queen = free & -free
        free ^= queen
        solutions += solve(columns | queen, (falling | queen) << 1, (rising | queen) >> 1, full)
    return solutions


def beginnings(n):
    """The arguments of solve() after each way to fill the first two rows."""
    full = (1 << n) - 1
    for first in range(n):
        for second in range(n):
            if abs(first - second) > 1:
                a, b = 1 << first, 1 << second
                yield a | b, (a << 1 | b) << 1, (a >> 1 | b) >> 1, full


def main(args):
    n = int(args[0]) if args else 9
    if len(args) > 1:
        transaction.set_num_threads(int(args[1]))
    if n < 2:
        total = 1
    else:
        total = sum(transaction.map(lambda beginning: solve(*beginning), beginnings(n)))
    print("%d queens: %d solutions" % (n, total))
    if n < len(SOLUTIONS) and total != SOLUTIONS[n]:
        print("wrong: there are %d" % SOLUTIONS[n])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
