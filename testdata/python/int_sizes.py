"""Arithmetic of ints whose results grow and shrink across all sizes, against identities that must hold."""

import gc
import math
import random

rng = random.Random(7)


def number(bits):
    n = rng.getrandbits(bits) | 1 << max(bits - 1, 0)
    if rng.random() < 0.2:
        n = 1 << bits
    elif rng.random() < 0.2:
        n = (1 << bits) - 1
    return -n if rng.random() < 0.5 else n


kept = []
digest = 0
for turn in range(6000):
    x, y = number(rng.choice((1, 31, 62, 63, 64, 65, 127, 128, 129, 300, 640, 1700, 3000))), number(rng.choice((1, 30, 63, 64, 65, 128, 200, 641, 2000)))
    s = rng.choice((0, 1, 31, 32, 63, 64, 65, 128, 130, 700, 2500))
    results = [x + y, x - y, x * y, x & y, x | y, x ^ y, ~x, -x, abs(x), x << s, x >> s, x // y, x % y, x * x]
    assert results[0] - y == x and results[1] + y == x
    assert results[2] // y == x and results[2] % y == 0
    assert results[3] + results[4] == x + y and results[5] == results[4] - results[3]
    assert results[6] + 1 == -x and results[9] >> s == x
    assert results[10] == x // (1 << s), (x, s)
    assert results[11] * y + results[12] == x and divmod(x, y) == (results[11], results[12])
    assert int(str(x)) == x and int(hex(y), 16) == y
    assert math.isqrt(abs(x)) ** 2 <= abs(x) < (math.isqrt(abs(x)) + 1) ** 2
    if turn % 7 == 0:
        kept.append((x, y, results))
    if turn % 1500 == 0:
        gc.collect()
    digest = (digest * 31 + sum(r % 1000003 for r in results)) % 1000000007
for x, y, results in kept:
    assert results == [x + y, x - y, x * y, x & y, x | y, x ^ y, ~x, -x, abs(x), *results[9:13], x * x]
print(digest, len(kept))

for turn in range(3000):
    m = abs(number(rng.choice((1, 8, 31, 32, 33, 62, 63, 64, 100))))
    x, n = number(rng.choice((1, 20, 40, 62, 63, 90))), rng.getrandbits(rng.choice((1, 5, 17, 62, 70)))
    r = pow(x, n, m)
    assert 0 <= r < m, (x, n, m, r)
    assert pow(x, n, -m) == (r - m if r else 0)
    assert r == pow(x % m + (m << 80), n, m), (x, n, m)
    digest = (digest * 31 + r) % 1000000007
print(digest)
print([pow(a, b, c) for a in (-3, 0, 1, 5) for b in (0, 1, 7) for c in (1, -1, 2, 7, -7, 2**32, 2**63 - 1)])
print(pow(3, -1, 7), [math.comb(n, k) for n in (0, 1, 5, 61, 62, 63, 64, 100) for k in (0, 1, 2, 31, 50, 62)])
print([math.factorial(n) for n in (0, 1, 5, 20, 21, 30)], [math.isqrt(n) for n in (0, 1, 3, 4, 2**62, 2**63 - 1, 2**63, 2**64 + 5, True)])
for f in (lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: math.comb(-1, 2), lambda: math.comb(3, -2), lambda: math.factorial(-1), lambda: math.factorial(-2**70), lambda: math.isqrt(-1),
          lambda: math.isqrt(-2**70), lambda: math.isqrt(1.5), lambda: math.factorial("x")):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
