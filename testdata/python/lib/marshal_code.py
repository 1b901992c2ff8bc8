"""Code objects are marshalled, and run when they are read back; modules without their source are imported."""
import marshal, types, sys, json
src = '''
"""Doc."""
import sys
BIG = 10**40; T = (1, 2.5, 3j, "s", b"b", None, ..., True, (1, (2,)))
def f(a, b=1, *c, d=2, **e):
    "fdoc"
    x = 1
    def g(): nonlocal x; x += 1; return x
    try:
        for i in range(3):
            if i in {1, 2, "k"}: yield i, g()
    finally:
        x = 0
class C:
    y: int = 1
    def m(self): return super().__repr__()[:3], [q * 2 for q in range(3)]
async def co(): return 5
def bad(): return 1 / 0
lam = lambda z: -z
'''
code = compile(src, "<src>", "exec")
for r in range(2):
    code = marshal.loads(marshal.dumps([code, 1]))[0]
ns = {"__name__": "x"}
exec(code, ns)
print(ns["__doc__"], ns["BIG"], ns["T"], list(ns["f"](1)), ns["f"].__doc__, ns["C"]().m(), ns["lam"](3), ns["C"].__annotations__)
try: ns["co"]().send(None)
except StopIteration as e: print(e.value)
import traceback
try: ns["bad"]()
except ZeroDivisionError as e: print(traceback.extract_tb(e.__traceback__)[-1].lineno, traceback.extract_tb(e.__traceback__)[-1].name)
f2 = types.FunctionType(marshal.loads(marshal.dumps((lambda a, b=2: a + b).__code__)), globals(), "f2", (5,))
print(f2(1), f2.__code__.co_varnames)
for name in ("json.decoder", "argparse", "ast", "typing", "dataclasses", "asyncio.base_events"):
    import importlib
    m = importlib.import_module(name)
    c = compile(open(m.__file__).read(), m.__file__, "exec")
    c2 = marshal.loads(marshal.dumps(c))
    print(name, c == c2, c2.co_name)
try: marshal.loads(marshal.dumps(code)[:50])
except (EOFError, ValueError) as e: print("bad")
import py_compile, tempfile, os, zipfile
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "modx.py"); open(p, "w").write("print('in', __name__)\nv = 3\n")
    out = py_compile.compile(p, doraise=True); print(os.path.exists(out))
    try: py_compile.compile(os.path.join(d, "none.py"), doraise=True)
    except FileNotFoundError as e: print("FNF")
    open(p, "w").write("a b\n")
    try: py_compile.compile(p, doraise=True)
    except py_compile.PyCompileError as e: print(str(e).splitlines()[-1])
    open(p, "w").write("print('in', __name__)\nv = 4\n")
    cfile = os.path.join(d, "side.pyc"); py_compile.compile(p, cfile=cfile)
    sys.path.insert(0, d)
    import side; print(side.v, side.__file__.endswith("side.pyc"))

# What pickles code by the arguments of its class gets it back.
import types


def rebuild(c, **changes):
    names = ("argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "code", "consts", "names", "varnames",
             "filename", "name", "qualname", "firstlineno", "linetable", "exceptiontable", "freevars", "cellvars")
    return types.CodeType(*[changes.get(n, getattr(c, "co_" + n)) for n in names])


def maker(k, *rest, d=3):
    def inner(x):
        try:
            return x + k + d
        except TypeError:
            return [x for _ in rest]
    return inner


inner = maker(5, 6)
again = types.FunctionType(rebuild(inner.__code__, name="renamed", filename="elsewhere"), globals(), None, None, inner.__closure__)
print(again(1), again(None), again.__name__, again.__code__.co_filename, again.__code__.co_name)
print(types.FunctionType(rebuild(maker.__code__), globals(), "m", None, None)(1, d=2)(3))
print(type(maker.__code__.co_lnotab), type(maker.__code__.co_linetable), rebuild(maker.__code__) == maker.__code__)
for arguments in ((), (1,) * 30, (0, 0, 0, 0, 0, 0, b"", (), (), (), "f", "n", "q", 1, 5, b"")):
    try:
        types.CodeType(*arguments)
    except TypeError as e:
        print(type(e).__name__)
