"""The operator module."""
import operator as op

from table import values


class Thing:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def method(self, *args, **kw):
        return args, kw


t = Thing(a=1, b=Thing(c=[10, 20]), d={"k": 5})
l = [1, 2, 3]

values(globals(), """
op.add(1, 2), op.sub(1, 2), op.mul(2, 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.lshift(1, 3), op.rshift(8, 1), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.neg(5), op.pos(5), op.inv(5), op.invert(5), op.abs(-5), op.not_(0), op.truth([]), op.is_(1, None), op.is_not(1, None), op.index(5), op.concat("a", "b"), op.contains([1], 1), op.countOf([1, 1], 1), op.indexOf([1, 2], 2), op.getitem(l, 0), op.length_hint([1]), op.length_hint(iter([1, 2])), op.length_hint(5, 7)
op.lt(1, 2), op.le(1, 2), op.eq(1, 2), op.ne(1, 2), op.ge(1, 2), op.gt(1, 2), op.iadd([1], [2]), op.imul([1], 2), op.__add__(1, 2), op.iconcat([1], [2]), op.isub(5, 1), op.matmul.__name__
op.add(1)
op.add(1, "a")
op.concat(1, 2)
op.index(1.5)
op.indexOf([1], 2)
op.getitem([1], 5)
op.itemgetter(1)(l), op.itemgetter(0, 2)(l), op.itemgetter("k")(t.d), op.itemgetter(slice(1, 3))(l), op.itemgetter(-1)("abc"), op.itemgetter(1), op.itemgetter(1, "a")
op.itemgetter()
op.itemgetter(5)(l)
op.itemgetter(1)(5)
op.attrgetter("a")(t), op.attrgetter("b.c")(t), op.attrgetter("a", "b.c")(t), op.attrgetter("a", "b")
op.attrgetter()
op.attrgetter(5)
op.attrgetter("a.x")(t)
op.methodcaller("method", 1, k=2)(t), op.methodcaller("upper")("a"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"), op.methodcaller("m", 1, k=2)
op.methodcaller()
op.methodcaller(5)
op.methodcaller("nope")(t)
sorted([(1, "b"), (0, "a")], key=op.itemgetter(1)), max(["a", "bbb"], key=len), list(map(op.add, [1, 2], [3, 4])), sorted([t, Thing(a=0)], key=op.attrgetter("a"))[0].a
op.setitem(l, 0, 9), l, op.delitem(l, 0), l, op.call(max, 1, 2), op.call(dict, a=1)
op.length_hint(5, "a")
op.truth()
""")
