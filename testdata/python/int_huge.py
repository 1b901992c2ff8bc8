"""Arithmetic on very large integers, checked by identities."""

state = 12345


def random_int(bits):
    global state
    result = 0
    for _ in range(bits // 32 + 1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        result = result << 32 | state >> 32
    result &= (1 << bits) - 1
    return -result if state & 1 << 40 else result


SIZES = [1, 31, 62, 63, 64, 65, 100, 127, 128, 129, 500, 1000, 3000]

for n in SIZES:
    for m in SIZES:
        a, b = random_int(n), random_int(m)
        assert (a + b) - b == a
        assert (a + b) ** 2 == a * a + 2 * a * b + b * b
        assert a * b == b * a
        assert a ^ b ^ b == a
        assert (a & b) + (a | b) == a + b
        assert ~a == -a - 1
        assert a << m >> m == a
        assert a >> 5 == a // 32
        assert a << 7 == a * 128
        assert (a < b) == (b > a) == (a - b < 0)
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a
            assert abs(r) < abs(b)
            assert r == 0 or (r < 0) == (b < 0)
        assert int(str(a)) == a
        assert int(hex(a), 16) == a
        assert int(oct(a), 0) == a
        assert int(bin(a), 2) == a
        assert int("%d" % a) == a
        assert int(f"{a:_}".replace("_", "")) == a
        assert hash(a) == hash(a + b - b)
        assert abs(a).bit_length() == len(bin(abs(a))) - 2 + (a == 0) * -1
        size = (a.bit_length() + 8) // 8
        assert int.from_bytes(a.to_bytes(size, "big", signed=True), "big", signed=True) == a
        assert int.from_bytes(a.to_bytes(size, "little", signed=True), "little", signed=True) == a

factorial = 1
for i in range(1, 201):
    factorial *= i
print(factorial)
print(factorial % (10 ** 9 + 7), factorial.bit_length())
for i in range(200, 0, -1):
    factorial, rest = divmod(factorial, i)
    assert rest == 0
print(factorial)

a, b = 0, 1
for _ in range(1000):
    a, b = b, a + b
print(a)

# Newton's square root
n = 2 * 10 ** 200
x = n
while True:
    y = (x + n // x) // 2
    if y >= x:
        break
    x = y
print(x)
assert x * x <= n < (x + 1) ** 2

print(pow(3, 10 ** 30, 10 ** 20 + 39))
print((2 ** 521 - 1) % 1000003, hex(2 ** 200 - 1))
print(-(10 ** 30) // 7, -(10 ** 30) % 7, 10 ** 30 // -7, 10 ** 30 % -7)
print(3 ** 500 // 2 ** 300 % 10 ** 30)
print([hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 61 + 5), hash(-2 ** 61), hash(10 ** 30), hash(-10 ** 30), hash(-1), hash(-2)])
print(sum(10 ** i for i in range(60)))
print(max(10 ** 30, 10 ** 29, -10 ** 31), min(10 ** 30, 10 ** 29, -10 ** 31))
print(sorted([10 ** 20, -10 ** 20, 5, 10 ** 19, 0]))
print(bool(10 ** 30), bool(10 ** 30 - 10 ** 30), 10 ** 30 - 10 ** 30 + 5)
