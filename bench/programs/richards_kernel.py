"""The operating system kernel of examples/richards.py."""

import os
import sys

import timed

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples"))

from richards import Kernel


def work(n):
    correct = 0
    for _ in range(n):
        kernel = Kernel()
        kernel.run()
        correct += kernel.correct()
    return correct


timed.main(work, 12)
