"""Who refers to an object, and what a program can reach."""
import gc
class A:
    def __init__(s): s.me=[s]
a=A(); l=[a]; d={'k':a}
def f(): return a
def outer():
    x=A()
    def g(): return x
    return g,x
g,x=outer()
r=gc.get_referrers(a)
print(any(o is l for o in r), any(o is d for o in r), any(o is globals() for o in r), any(o is a.me for o in r))
print(any(type(o).__name__=='cell' for o in gc.get_referrers(x)), any(o is A for o in gc.get_objects()), sum(isinstance(o,A) for o in gc.get_objects()))
print(any(o is a for o in gc.get_referrers(A)))
