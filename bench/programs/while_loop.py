"""A while loop with integer arithmetic on local variables."""

import timed


def work(n):
    i = 0
    total = 0
    while i < n:
        if i % 3 == 0:
            total += i
        else:
            total -= 1
        i += 1
    return total


timed.main(work, 6000000)
