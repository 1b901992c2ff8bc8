"""Module."""
x: int = 3


def outer(a):
    n = 0

    def inner(b, *, c=a):
        nonlocal n
        n += b
        return lambda: n + a + c
    return inner


class A(object, metaclass=type):
    "doc"
    k = [x for x in range(3)]

    def m(self, __x=1):
        self.__y = __x
        return super().m()


def comprehensions(a):
    return [x * y for x in a for y in x if y], {k: v for k, v in a}, (z for z in a)


def captured(a):
    return [lambda: x for x in a]


def asks(a):
    return [locals() for x in a]
