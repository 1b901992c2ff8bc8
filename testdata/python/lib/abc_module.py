"""abc."""
import abc

from table import effects

effects(globals(), """
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
A()

class B(A):
    def f(self): return "f"
B()

class C(B): p = 5
print(C().f(), C().p, A.__abstractmethods__ == {"f", "p"}, isinstance(C(), A)); A.register(int); print(isinstance(5, A), issubclass(bool, A))

class S(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack") or NotImplemented
class Duck: quack = 1
print(isinstance(Duck(), S), isinstance(5, S))
""")
