def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def folded():
    return 2 * 3 + 4, -5, "a" "b", (1, 2)[0], not 0, 1 << 200, 10 ** 40


def constants(x):
    return x + 1, x - 2, x * 3, x / 2, x // 2, x % 7, x & 255, x << 3, x >> 1, x + 1.5, 2 + x


def in_place(x, y):
    x += 1
    x *= y
    x //= 3
    y.a += x
    y[0] -= x
    return x


def order(x, f):
    return x + (x := 2), f(x, (x := 3)), x
