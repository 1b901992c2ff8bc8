"""The variables of frames that an exception has left, as post-mortem tools show them."""
import sys
import traceback


def outer(x):
    y = x + 1

    def inner(k):
        z = y * k
        raise ValueError(z)

    return inner(2)


def entries(tb):
    while tb:
        yield tb
        tb = tb.tb_next


def show(error):
    for tb in entries(error.__traceback__):
        names = {k: v for k, v in tb.tb_frame.f_locals.items() if not callable(v)}
        if tb.tb_frame.f_code.co_name != "<module>":
            print(tb.tb_frame.f_code.co_name, sorted(names.items()))
        else:
            print(tb.tb_frame.f_locals is globals())


try:
    outer(3)
except ValueError as e:
    show(e)
    text = traceback.TracebackException(ValueError, e, e.__traceback__.tb_next.tb_next, capture_locals=True).format()
    print("".join(text).split("File")[1].split("\n", 1)[1])


def caught(n):
    half = n // 2
    try:
        return n / 0
    except ZeroDivisionError as e:
        frame = e.__traceback__.tb_frame
        print(frame is sys._getframe(), frame.f_locals["half"], frame.f_back is sys._getframe(1))


caught(10)


def count(n):
    if n == 0:
        raise KeyError("bottom")
    count(n - 1)


try:
    count(4)
except KeyError as e:
    print([tb.tb_frame.f_locals["n"] for tb in entries(e.__traceback__.tb_next)])


def numbers():
    for i in range(3):
        yield i
    raise RuntimeError("over")


try:
    for number in numbers():
        pass
except RuntimeError as e:
    print(e.__traceback__.tb_next.tb_frame.f_locals)


class Post:
    def method(self, *args, **kwargs):
        local = len(args)
        del args
        return self.missing


try:
    Post().method(1, 2, key=3)
except AttributeError as e:
    found = e.__traceback__.tb_next.tb_frame.f_locals
    print(type(found.pop("self")).__name__, found)


# Frames that a program has got hold of show what they were when they have ended.
def names_back(frame):
    names = []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


def returns(n):
    cell = n * 2
    plain = [cell]

    def captures():
        return cell

    frame = sys._getframe()
    frame.f_locals["extra"] = 1
    plain.append(n)
    return frame


def through(n):
    return through(n - 1) if n else returns(21)


frame = through(2)
print(names_back(frame), frame.f_lineno - frame.f_code.co_firstlineno)
print([(k, v) for k, v in frame.f_locals.items() if isinstance(v, (int, list))], frame.f_locals is frame.f_locals)
frame.clear()
print(frame.f_locals.get("plain"), frame.f_back.f_code.co_name)

try:
    outer(5)
except ValueError as e:
    tb = e.__traceback__
    inner = tb.tb_next.tb_next
    print(inner.tb_frame is inner.tb_frame, inner.tb_frame.f_back is tb.tb_next.tb_frame, names_back(inner.tb_frame))
    traceback.clear_frames(tb)
    print(inner.tb_frame.f_locals)


def generator(a):
    seen.append(sys._getframe())
    b = a + 1
    yield b
    seen.append(sys._getframe())
    c = b + 1
    yield c
    d = 4


seen = []
g = generator(1)
next(g)
print(g.gi_frame is seen[0], seen[0].f_locals, seen[0].f_back)
next(g)
print(seen[0] is seen[1], seen[0].f_locals["c"])
print(list(g), g.gi_frame, sorted(seen[0].f_locals), seen[0].f_back)


def closed():
    try:
        yield 1
    finally:
        print("closed")


g = closed()
next(g)
g.gi_frame.clear()
print(list(g))
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
