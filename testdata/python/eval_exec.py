"""eval, exec, compile, globals, locals, __builtins__, names of code."""
from table import effects, values

x = "module x"

values(globals(), r"""
eval("1 + 2"), eval(" 1"), eval("x"), eval("y", {"y": 5}), eval("a + b", {"a": 1}, {"b": 2}), eval("[z for z in range(3)]"), eval("(lambda q: q * 2)(4)"), eval(b"1 + 1"), eval("1 #comment"), eval("1\n"), eval("\t 5"), eval("__name__"), eval("f'{x}'"), eval("len", {})("abc"), eval("é", {"é": 5})
eval("")
eval("1 +")
eval("x = 1")
eval("1; 2")
eval("return 1")
eval("a b")
eval("nope")
eval("nope", {})
eval(5)
eval("1", 5)
eval("1", {}, 5)
eval()
eval("1\n2")
eval("(1")
eval("'abc")
eval("1 if 2")
eval("yield 1")
type(eval("lambda: (yield)")()).__name__
eval("x", {"__builtins__": {}, "x": 7})
eval("len", {"__builtins__": {}})
eval("len", {"__builtins__": {"len": 5}})
eval("print", {"__builtins__": None})
eval(compile("1 + 1", "f", "eval")), eval(compile("q = 5", "f", "exec")), q, eval(compile("7", "f", "single")), exec(compile("7", "f", "single"))
exec("r = 6"), r, exec(""), exec("# only a comment"), exec("\n\n"), exec("if 1:\n s = 1"), s, exec(b"t = 8"), t, exec("u: int = 9"), u, __annotations__
exec("1 +")
exec(5)
exec("x", 5)
exec("raise ValueError('in exec')")
exec("return")
exec("break")
exec("if 1:\nx")
exec("  x = 1")
exec("x = 1\n  y = 2")
compile("1", "f", "nope")
compile("1", "f", "exec", 1 << 30)
compile(5, "f", "exec")
compile("a\0b", "f", "exec")
compile("x = ", "f", "exec")
compile("1", 5, "eval")
compile("x", "f", "eval").co_filename, compile("x", "f", "eval").co_name, type(compile("x", "f", "eval")).__name__, compile("a.b(c)", "f", "eval").co_names, compile("def f(a, b=1, *c, d, **e): g = 1", "f", "exec").co_consts[0] if False else 0
type(globals()).__name__, globals() is globals(), globals()["x"], "x" in vars(), locals() is globals(), __name__, type(__builtins__).__name__ in ("module", "dict"), __import__("sys").__name__, __import__("os.path").__name__, __import__("os.path", fromlist=["join"]).__name__ in ("posixpath", "ntpath")
__import__("nope")
__import__("")
__import__(5)
""".replace(', compile("def f(a, b=1, *c, d, **e): g = 1", "f", "exec").co_consts[0] if False else 0', ''))

effects(globals(), """
def f(a, b=2, *c, d, e=5, **g):
    local = a
    def inner(): return local, a
    return inner
k = f.__code__; print(k.co_argcount, k.co_posonlyargcount, k.co_kwonlyargcount, k.co_varnames, k.co_cellvars, k.co_freevars, k.co_nlocals, k.co_name, k.co_qualname, k.co_firstlineno, k.co_flags & 0x0c, k.co_filename)
print(f(1, d=2).__code__.co_freevars, f.__name__, f.__qualname__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__doc__, f.__dict__, f.__annotations__, f(1, d=2).__qualname__)

f.__name__ = "renamed"; print(f.__name__, repr(f)[:12], f.__code__.co_name); f.__doc__ = "new doc"; print(f.__doc__); f.__code__ = (lambda: 5).__code__

def g(): return "g"
def h(): return "h"
g.__code__ = h.__code__; print(g(), g.__name__); g.__code__ = 5

g.__name__ = 5

g.__globals__ = {}

def f():
    a = 1
    exec("b = a + 1")
    l = locals(); exec("c = 5", globals(), l); return l["c"], l["a"]
print(f())

def f(x):
    return eval("x + 1"), eval("[x for _ in range(1)]", globals(), {"x": 9}) if False else 0
print(f(1))

ns = {}; exec("def made(n): return n if n < 2 else made(n - 1) + made(n - 2)", ns); print(ns["made"](15), sorted(k for k in ns if k != "__builtins__"))

ns = {"a": 1}; loc = {}; exec("b = a\\na = 2\\nglobal c\\nc = 3", ns, loc); print(ns["a"], loc, ns["c"])

exec("class K:\\n v = 1\\n def m(self): return self.v"); print(K().m(), K.__module__)

class Mapping:
    def __getitem__(self, key): print("lookup", key); return len(key)
    def __setitem__(self, key, value): print("store", key, value)
    def __delitem__(self, key): print("delete", key)
exec("y = abc + 1; del y", {}, Mapping()); print(eval("foo * 2", {}, Mapping()))

class Default(dict):
    def __missing__(self, key): return "default " + key
print(eval("anything", {}, Default())); print(eval("anything", Default()))

def f(): return globals() is outer_globals, sorted(locals())
outer_globals = globals(); print(f())

globals()["injected"] = 5; print(injected); del globals()["injected"]; injected

def f():
    locals()["q"] = 1
    return q
q = "global q"; print(f())

class C:
    locals()["dynamic"] = 5
    print(sorted(k for k in locals() if k[:2] != "__"))
print(C.dynamic)

exec("import sys as s2; from os import path as p2"); print(s2.__name__, p2 is not None); exec("from table import *"); print(callable(describe))

code = compile("total = 0\\nfor i in range(4): total += i", "<made>", "exec"); ns = {}; exec(code, ns); print(ns["total"], ns["i"]); ns2 = {}; exec(code, ns2); print(ns2["total"])

single = compile("5", "f", "single"); import sys
saved = sys.displayhook; sys.displayhook = lambda v: print("display", v); exec(single); exec(compile("None", "f", "single")); sys.displayhook = saved; exec(single); print(__import__("builtins")._)

try: exec("def f():\\n  return 1 / 0\\nf()", {"__name__": "made"})
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next; print(tb.tb_frame.f_code.co_filename, tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_lineno, tb.tb_frame.f_globals["__name__"])

import sys
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_lineno, sorted(sys._getframe().f_locals), sys._getframe().f_back.f_code.co_name
def g(arg): return f()
print(g(1))

sys._getframe(1000)

print((lambda: 0).__code__.co_name, (x for x in []).gi_code.co_name, type((lambda: 0).__code__).__name__, hash((lambda: 0).__code__) is not None, (lambda: 0).__code__ == (lambda: 0).__code__)

def f(): yield
def g(): pass
async def h(): pass
print([bool(k.__code__.co_flags & 0x20) for k in (f, g, h)], [bool(k.__code__.co_flags & 0x80) for k in (f, g, h)])

def f(a, /, b, *, c): pass
print(f.__code__.co_posonlyargcount, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.replace(co_name="z").co_name, f.__code__.co_consts[0])
""".replace(', eval("[x for _ in range(1)]", globals(), {"x": 9}) if False else 0', ''))
