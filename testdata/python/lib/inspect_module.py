"""inspect."""
import inspect
import sys

from table import effects, values

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)

    __hash__ = None


def function(a, b: int = 2, *args, c, d=4, **kw) -> str:
    """Its doc."""
    return a

values(globals(), r"""
inspect.signature(function), str(inspect.signature(lambda x, /, y, *, z=1: 0)), list(inspect.signature(function).parameters), inspect.signature(Point), inspect.getdoc(function), inspect.isfunction(function), inspect.isclass(Point), inspect.ismodule(sys), inspect.ismethod(Point(1, 2).__eq__), inspect.isbuiltin(len), inspect.isgeneratorfunction(lambda: (yield)), inspect.getmro(bool), inspect.getfullargspec(function), inspect.signature(function).bind(1, c=3).arguments, inspect.signature(function).return_annotation, inspect.signature(function).parameters["c"].kind.name, inspect.unwrap(function) is function, inspect.getmodule(Point).__name__, inspect.currentframe().f_code.co_name, inspect.cleandoc("  a\n    b"), [n for n, v in inspect.getmembers(Point(1, 2)) if n[0] != "_"]
inspect.signature(5)
inspect.signature(function).bind()
inspect.signature(function).bind(1, 2, c=3, zz=4).kwargs
inspect.getsource(function).splitlines()[0]
""")

effects(globals(), """
frame = inspect.currentframe(); print(inspect.getframeinfo(frame).function, len(inspect.stack()) > 1); g = (x for x in "a"); print(inspect.getgeneratorstate(g)); next(g); print(inspect.getgeneratorstate(g)); list(g); print(inspect.getgeneratorstate(g))
""")
