"""The sieve of Eratosthenes in a list and in a bytearray."""

import timed


def work(n):
    flags = [True] * (n + 1)
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    marks = bytearray(b"\x01") * (n + 1)
    i = 2
    while i * i <= n:
        if marks[i]:
            j = i * i
            while j <= n:
                marks[j] = 0
                j += i
        i += 1
    return sum(flags[2:]), sum(marks[2:])


timed.main(work, 2000000)
