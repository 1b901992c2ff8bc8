"""super(): methods, class methods, properties, wrong uses, and a name super of the program's own."""
import sys
import traceback


class A:
    x = 1

    def f(self, *a, **k):
        return ("A.f", a, k)

    @classmethod
    def c(cls, n):
        return cls.__name__, n

    @staticmethod
    def s(n):
        return n + 1

    @property
    def p(self):
        return lambda *a: ("p", a)

    def __len__(self):
        return 7


class M:
    def f(self, *a, **k):
        return "M", super().f(*a, **k)


class B(M, A):
    def __init__(self):
        super().__init__()
        self.own = 5

    def f(self, *a, **k):
        r = super().f(1, *a, z=2, **k)
        return r, super().f(), super().f(k=1)

    @classmethod
    def c(cls, n):
        return "B", super().c(n)

    @staticmethod
    def s(n):
        return super(B, B).s(n)

    def all(self):
        return super().c(3), super().s(4), super().p(5), super().x, super().__len__(), super().__class__

    def missing(self, arg):
        return super().nothing(arg)

    def reassigned(self):
        self = B()
        self.own = 9
        return super().f(self.own)

    def captured(self):
        return (lambda self: super().f("captured"))(self), [super(B, self).f(i) for i in range(2)]

    def __repr__(self):
        return super().__repr__()[:12]

    def __setattr__(self, name, value):
        super().__setattr__(name, value)

    def __new__(cls):
        return super().__new__(cls)


b = B()
print(b.f(8), b.c(1), B.c(2), b.s(3), b.all())
print(b.reassigned(), b.captured()[1], repr(b))


def attempt(f, *a):
    try:
        print(f(*a))
    except Exception:
        traceback.print_exc(file=sys.stdout)


attempt(b.missing, 3)
attempt(b.captured)
attempt(lambda: super().f())


def alone(self):
    return super().f()


attempt(alone, 3)


class D:
    def f():
        return super().f()

    def g(self):
        del self
        return super().f()

    def h(self):
        return super().f()


attempt(D.f)
attempt(D().g)
attempt(D.h, 3)


class E(A):
    def f(self):
        def super():
            return "mine"

        return super().upper()


print(E().f())


class Meta(type):
    def __call__(cls, *a):
        return super().__call__(*a)

    def f(cls):
        return super().mro()


class F(A, metaclass=Meta):
    def f(self):
        return super().f()


print(F().f(), type(F).f(F))
A.f = lambda self, *a, **k: "changed"
print(b.f(8), F().f())


class Deep(A):
    def f(self, n):
        return n and super().f(n) + str(n)


for o in (Deep(), E(), Deep()):
    print(A.f(o), super(Deep, o).f(1) if isinstance(o, Deep) else None)
super = lambda: "global"
print(Deep.f(Deep(), 0))
attempt(Deep().f, 2)
