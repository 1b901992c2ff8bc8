"""Functions that return several values to a call that unpacks them: weft makes no tuple then."""

import sys
import threading


def swap(a, b):
    return b, a


def four(a, b, c, d):
    return d, c, b, a


def three(a):
    if a:
        return a, [a], swap(a, 0)
    return 0, 1


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def both(self):
        return self.x, self.y

    def __iter__(self):
        return iter(self.both())


a, b = 1, 2
a, b = swap(a, b)
print(a, b)


def work(n):
    a, b, c, d = 1, 2, 3, 4
    for i in range(n):
        a, b = swap(a, b)
        d, c, b, a = four(a, b, c, d)
        p = Point(a, i)
        x, y = p.both()
        x, y = y, x
        q, (r, s) = four(x, y, (a, b), i)[0], swap(c, d)
        p.x, p.y = swap(p.x, p.y)
        l = [0, 0]
        l[0], l[1] = swap(*p)
        (x, y), z = swap(i, swap(x, y))
        [b, c] = swap(b, c)
        x, y, z = three(i + 1)
    return a, b, c, d, x, y, z, q, r, s, l, p.x, p.y


print(work(7))


def wrong():
    for k in range(2):
        try:
            x, y, z = three(k)
            print(x, y, z)
        except ValueError as e:
            print(e, e.__traceback__.tb_lineno - wrong.__code__.co_firstlineno)
        try:
            x, y = three(k)
            print(x, y)
        except ValueError as e:
            print(e)


wrong()


def ended():
    try:
        return 1, 2
    finally:
        print("ended")


def replaced():
    for i in range(2):
        try:
            return i, 2
        finally:
            if i == 0:
                continue


x, y = ended()
print(x, y)
x, y = replaced()
print(x, y)


def deep(n):
    if n == 0:
        return 0, 1
    a, b = deep(n - 1)
    return b, a + b


print(deep(60))
x = y, z = swap(5, 6)
print(x, y, z)
x, y = z = swap(5, 6)
print(x, y, z)


def generator(n):
    for i in range(n):
        a, b = swap(i, -i)
        yield a, b
        c, d = yield from inner(a)
        yield c, d
        c, d = swap(c, (yield))
        yield c


def inner(a):
    yield a
    return a, "inner"


print(list(generator(2)))
print([u + v for u, v in (swap(i, 1) for i in range(3))])


def closure():
    n = 0

    def next_two():
        nonlocal n
        n += 1
        return n, n * 2
    return next_two


f = closure()
for _ in range(2):
    u, v = f()
    print(u, v)

lines = []


def tracer(frame, event, arg):
    if frame.f_code.co_name in ("swap", "traced"):
        lines.append((frame.f_code.co_name, event, arg if event == "return" else None))
    return tracer


def traced():
    a, b = swap(1, 2)
    a, b = swap(a, b)


sys.settrace(tracer)
traced()
sys.settrace(None)
for l in lines:
    print(*l)


def start():
    sys.settrace(tracer)
    return 3, 4


def stop():
    sys.settrace(None)
    return 5, 6


def around():
    a, b = start()
    c, d = swap(a, b)
    e, f = stop()
    return a, b, c, d, e, f


del lines[:]
print(around(), lines)

total = []


def count(n):
    a, b = 0, 1
    s = 0
    for i in range(n):
        a, b = swap(a, b)
        c, d, e = three(i + 1)
        s += a + c + e[1]
    total.append(s)


threads = [threading.Thread(target=count, args=(20000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)
