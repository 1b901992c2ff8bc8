"""Two simulations of examples/richards.py that have nothing in common, a call for each."""

import modes
from richards import Kernel


def simulate(iterations):
    correct = 0
    for _ in range(iterations):
        kernel = Kernel()
        kernel.run()
        correct += kernel.correct()
    return correct


def work(map, n):
    return sum(map(simulate, [n, n]))


if __name__ == "__main__":
    modes.main(work, 8)
