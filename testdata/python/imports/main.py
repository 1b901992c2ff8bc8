# exit: 0
"""Modules, packages, relative imports, circles, __main__, errors."""
import sys

print("main is", __name__, __package__ is None or __package__ == "", __spec__ is None, __file__.endswith("main.py"))


def attempt(source):
    space = {"__name__": "__main__"}
    try:
        exec(source, space)
    except Exception as exc:
        print(source.replace("\n", "; "), "raises", type(exc).__name__, exc)
    else:
        print(source.replace("\n", "; "), sorted(k for k in space if k[:2] != "__"))
    return space


import plain
import plain as again

print(plain is again, plain.value, plain.__name__, plain.__file__.endswith("plain.py"), plain.__doc__, sys.modules["plain"] is plain, plain.__package__ == "", plain.__spec__.name)
print(plain.seen)

attempt("import plain")
attempt("from plain import value, function as f")
attempt("from plain import *")
attempt("from starred import *")
attempt("from plain import nope")
attempt("import nope")
attempt("import nope.deeper")
attempt("import plain.nope")
attempt("from nope import x")
attempt("import package.nope")
attempt("from package import nope")
attempt("from package.sub import nope")
attempt("from . import x")
attempt("from .x import y")
attempt("from .. import x")

import package

print(package.order, package.__path__[0].endswith("package"), package.__name__, package.__package__, hasattr(package, "module"), hasattr(package, "sub"))

import package.module

print(package.module.where, package.module.sibling_value, package.order)

import package.sub.leaf as leaf

print(leaf.answer, leaf.from_parent, leaf.from_top, leaf.__name__, leaf.__package__, package.sub.leaf is leaf)
from package.sub import leaf as leaf2, other
from package import sub as sub2, module as module2, defined_in_init

print(leaf2 is leaf, other.value, sub2 is package.sub, module2 is package.module, defined_in_init)
attempt("import package.sub.leaf")
attempt("import package.sub.leaf as q")
attempt("from package import *")
attempt("from package.sub import *")
attempt("from package.beyond import x")
attempt("import package.sub.too_far")

import circle_a

print(circle_a.log)
attempt("import circle_from_a")
attempt("import circle_sub")
attempt("import broken_syntax")
attempt("import raises")
print("raises" in sys.modules, "broken_syntax" in sys.modules)
attempt("import raises")

import namespace.inner.deep as deep

print(deep.value, type(deep.__spec__).__name__, namespace_file := getattr(sys.modules["namespace"], "__file__", None), list(sys.modules["namespace"].__path__)[0].endswith("namespace"))

import dynamic

print(dynamic.anything, dynamic.real)
attempt("from dynamic import made_up, real")
attempt("from dynamic import refused")
print(dir(dynamic))

import replaces_itself

print(replaces_itself.v, type(replaces_itself).__name__)

print(__import__("package.sub.leaf").__name__, __import__("package.sub.leaf", fromlist=["answer"]).__name__)
sys.modules["fake"] = plain
import fake

print(fake is plain)
sys.modules["blocked"] = None
attempt("import blocked")
del sys.modules["plain"]
import plain as fresh

print(fresh is plain, fresh.value == plain.value)


def local_import():
    import plain as inside
    from package.sub import leaf
    global made_global
    import package as made_global
    return inside is fresh, leaf.answer


print(local_import(), made_global is package)


class Body:
    import plain
    from plain import value


print(Body.plain.value, Body.value)
sys.path.insert(0, __file__.rsplit("main.py", 1)[0] + "extra")
import only_in_extra

print(only_in_extra.v)
from plain import seen as s1; from package import module; import package.module as m3, package.sub.other as o3

print(module is m3, o3.value)
if True:
    try:
        import missing_optional
    except ImportError as exc:
        missing_optional = None
        print(exc.name, exc.path, exc)
print(plain.seen, sorted(name for name in sys.modules if name.startswith("package")))
attempt("import package.main_guard")
import dunder_all_bad
attempt("from dunder_all_bad import *")
