"""Queens on a board, as in examples/nqueens.py: a call for each way to fill the first two rows."""

import modes
from nqueens import beginnings, solve


def one(beginning):
    return solve(*beginning)


def work(map, n):
    return sum(map(one, beginnings(n)))


if __name__ == "__main__":
    modes.main(work, 12)
