"""Runs the work of a benchmark program and times it.

The checksum goes to stdout, and the time that the work itself took to stderr, so that the time that the
interpreter took to start can be told apart.
"""

import sys
from time import perf_counter


def main(work, default):
    """Calls work(n), n being the argument on the command line, or the default without one."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else default
    start = perf_counter()
    checksum = work(n)
    seconds = perf_counter() - start
    print(checksum)
    print("time: %.4f" % seconds, file=sys.stderr)
