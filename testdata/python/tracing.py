# What trace functions and profilers are told of, in which order.
import sys

out = []


def show(arg):
    if isinstance(arg, tuple) and len(arg) == 3 and isinstance(arg[0], type):
        return arg[0].__name__ + ":" + str(arg[1])
    r = repr(arg)
    return type(arg).__name__ if " at 0x" in r else r


def tracer(frame, event, arg):
    if frame.f_code.co_filename != "<case>":
        return None
    out.append(f"{event} {frame.f_code.co_name} {frame.f_lineno} {show(arg)}")
    return tracer


def profiler(frame, event, arg):
    if frame.f_code.co_filename == "<case>":
        out.append(f"{event} {frame.f_code.co_name} {arg.__qualname__ if event.startswith('c_') else show(arg)}")


cases = """
def f(n):
    while n:
        n -= 1
        if n == 2: continue
        if n == 1:
            break
    else:
        n = 5
    for i in range(2):
        pass
    for i in range(2): pass
    return n
f(4); f(1)
#---
def g():
    yield 1
    x = yield 2
    return x
for v in g():
    pass
h = g()
next(h)
h.close()
k = g()
try:
    next(k)
    k.throw(ValueError("x"))
except ValueError:
    v = 1
list(z for z in (1, 2))
#---
def g():
    raise KeyError('a')
def f():
    try:
        g()
    except ValueError:
        pass
    except KeyError:
        return 4
    finally:
        y = 1
def h():
    try:
        1/0
    except ZeroDivisionError as e:
        x = 1
    else:
        x = 2
    finally:
        x = 3
    return x
f(); h()
#---
class C:
    x = 1
    def m(self):
        return self.x
    @property
    def p(self):
        return 3
    @staticmethod
    def s(): pass
c = C()
c.m()
c.p
C.s()
class M:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def f():
    with M() as m:
        x = 1
        raise ValueError
    with M():
        pass
    return 2
f()
#---
def f():
    pass
def h():
    "doc"
def k():
    global zz
    zz = 1
    if 1:
        pass
    while True:
        break
    ...
    1
f(); h(); k()
#---
def f(x, *args, **kw):
    return len(args)
f(1, 2, 3, a=4)
f(*[1, 2], **{'b': 1})
l = []
l.append(3)
sorted([3, 1, 2], key=lambda x: x)
def tail(n):
    if n:
        return tail(n - 1)
    return n
tail(3)
int('3')
"a,b".split(',')
max(1, 2)
dict.fromkeys('ab')
import math
math.sqrt(4.0)
try:
    math.sqrt(-1)
except ValueError:
    l = 1
#---
def f(x):
    match x:
        case 1:
            return 'one'
        case [a, b]:
            return a
        case {'k': v}:
            return v
        case _:
            return None
f(1); f([1, 2]); f({'k': 3}); f(5)
#---
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
fact(3)
for i in range(2): fact(i)
x = 2
while x: x -= 1
class V:
    def __add__(self, o): return 1
    def __getattr__(self, n): return n
    def __bool__(self): return False
v = V()
v + 1
v.abc
x = not v
def branches(a, b):
    if a:
        if b:
            x = 1
    else:
        x = 2
    if b:
        x = 3
branches(1, 0)
branches(0, 1)
if []:
    print('never')
if v:
    pass
"""

for source in cases.split("#---"):
    for setter, function in (sys.settrace, tracer), (sys.setprofile, profiler):
        out.clear()
        code = compile(source, "<case>", "exec")
        setter(function)
        try:
            exec(code, {"__name__": "case"})
        finally:
            setter(None)
        print(len(out), *out, sep="\n")


# The variables can be changed, and the trace function can be exchanged.
def change(frame, event, arg):
    if event == "line" and "y" in frame.f_locals:
        frame.f_locals["y"] += 10
        frame.f_trace_lines = False
    return change


def changed():
    y = 1
    y += 1
    return y


sys.settrace(change)
print(changed())
sys.settrace(None)
print(changed(), sys.gettrace(), sys.getprofile())


# An exception of a trace function ends the tracing.
def raising(frame, event, arg):
    if event == "line":
        raise RuntimeError("no more")
    return raising


sys.settrace(raising)
try:
    changed()
except RuntimeError as e:
    print(e, sys.gettrace())


# A running frame can become a traced one.
def late():
    out.clear()
    sys._getframe().f_trace = tracer_of_all
    sys.settrace(tracer_of_all)
    x = 1
    sys.settrace(None)
    return x


def tracer_of_all(frame, event, arg):
    out.append((event, frame.f_code.co_name, frame.f_lineno - late.__code__.co_firstlineno))
    return tracer_of_all


late()
print(out)


# The frame of a generator is the same in all activations.
def generator():
    yield 1
    yield 2


frames = []


def keep(frame, event, arg):
    if event == "call":
        frames.append(frame)


g = generator()
sys.settrace(keep)
next(g)
next(g)
sys.settrace(None)
print(frames[0] is frames[1] is g.gi_frame, len(frames))


# Without lines, what is left tells where it is all the same.
def quiet(frame, event, arg):
    frame.f_trace_lines = False
    out.append((event, frame.f_lineno - ended.__code__.co_firstlineno))
    return quiet


def ended(x):
    if x:
        x = 2
    if not x:
        x = 3


out.clear()
sys.settrace(quiet)
ended(1)
sys.settrace(None)
print(out)


# Instructions, for those who ask.
def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    if event == "opcode":
        out.append(event)
    return opcodes


out.clear()
sys.settrace(opcodes)
changed()
sys.settrace(None)
print(len(out) > 2)
