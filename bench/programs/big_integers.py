"""Large integers: powers, products, division, gcd, conversion from and to text."""

import timed


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def work(n):
    total = 0
    p = 2 ** 521 - 1
    x = 3
    for i in range(n):
        x = pow(x, 65537, p)
        total ^= gcd(x, 10 ** 60 + i) & 0xFFFF
        total ^= (x >> 300) % 1000003
        text = str(x)
        total += int(text[:80]) % 97
        total += (x * x).bit_length()
    return total


timed.main(work, 12000)
