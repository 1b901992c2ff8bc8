"""Digits of pi: arithmetic on very large integers."""

import timed


def work(n):
    digits = 0
    count = 0
    q, r, t, k = 1, 0, 1, 1
    while count < n:
        # Gibbons: the series as a product of linear transformations; a digit is safe when two terms agree on it.
        y = (q * 3 + r) // t
        if y == (q * 4 + r) // t:
            digits = (digits * 10 + y) % 1000000007
            count += 1
            q, r = q * 10, (r - y * t) * 10
        else:
            q, r, t, k = q * k, (q * 2 + r) * (k * 2 + 1), t * (k * 2 + 1), k + 1
    return digits


timed.main(work, 3000)
