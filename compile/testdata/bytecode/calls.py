def calls(f, a, k):
    f()
    f(a, 1)
    f(a, k=1)
    f(*a)
    f(1, *a, k=2, **k)
    a.b.c()
    a.m(a, 1)
    a.m(f(), 1)
    a.m(f(), k=1)
    return f"{a!r:>{k}}-{a}", "%s: %5r" % (a, k), print(f)


def unpacking(a):
    x, y = a
    x, y = y, x
    (x, *y), a.b = a
    a[0], a[1] = a[1], a[0]
    p = q = a
    [a[0:x], {**a}, (1, *a)]
    return p, q
