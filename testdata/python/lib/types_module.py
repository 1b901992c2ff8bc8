"""types."""
import types

from table import values

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
types.FunctionType is type(function), types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), types.MappingProxyType({"a": 1})["a"], types.new_class("N", (Point,), {}, lambda ns: ns.update(v=5)).v, types.ModuleType("m", "doc").__doc__, types.MethodType(lambda self: self, 5)(), types.NoneType is type(None), types.EllipsisType, types.DynamicClassAttribute.__name__, types.resolve_bases((int,)), types.GeneratorType.__name__, types.CodeType.__name__, types.UnionType, types.GenericAlias(list, int), types.coroutine.__name__
types.MappingProxyType({})["x"]
types.MappingProxyType({}).x
types.SimpleNamespace(1)
""")
