"""A generator that is dropped unfinished executes its finally clauses."""
import contextlib
import sys


def g(n='g'):
    try:
        yield 1
        yield 2
    finally: print('fin', n)
for x in g('break'): break
print('after break')
def f():
    for x in g('return'):
        if x: return x
    return None
print(f())
def f2():
    for x in g('outer'):
        for y in g('inner'):
            if y == 1: break
        else: print('no')
        print('inner done')
        return y
print(f2())
def f3():
    for x in g('cont'):
        for y in g('cont-in'):
            if x == 1: break
            continue
        print('x', x)
f3()
a = g('del'); next(a); del a
print('after del')
def kept(c=[]):
    if not c: c.append(g('kept'))
    return c[0]
for x in kept(): print('k', x); break
for x in kept(): print('k', x)
@contextlib.contextmanager
def cm():
    print('enter')
    try: yield 5
    finally: print('exit')
with cm() as v: print(v)
def w():
    with cm(): 
        yield 1
        yield 2
for x in w(): break
print('after w')
class A:
    def items_of(self):
        try:
            for i in range(3): yield i
        finally: print('A fin')
for i in A().items_of():
    if i == 1: break
print('after A')
def bad():
    try: yield 1
    finally: 1/0
hook = sys.unraisablehook
sys.unraisablehook = lambda a: print('unraisable', a.exc_type, a.object.__name__)
for x in bad(): break
def ign():
    while True:
        try: yield 1
        except GeneratorExit: print('ignored')
        else: break
        yield 2
        return
for x in ign(): break
sys.unraisablehook = hook


def inner():
    try:
        yield 1
        yield 2
    finally:
        print("inner fin")


def outer():
    for x in inner():
        yield x
        break
    print("outer after")
    for y in inner():
        yield y
        print("resumed", x, y)
        break
    yield "last"


print(list(outer()))
print('end of program')
live = g('at exit'); next(live)
unstarted = g('never')
done = list(g('done'))
