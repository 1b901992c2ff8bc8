"""weakref and gc."""
import gc
import weakref

from table import effects, values

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)

    __hash__ = None


class Slots:
    __slots__ = ("a", "b")

values(globals(), r"""
len(weakref.WeakValueDictionary()), len(weakref.WeakKeyDictionary()), len(weakref.WeakSet())
weakref.ref(5)
weakref.ref("a")
weakref.ref([])
weakref.ref(Slots())
gc.isenabled(), isinstance(gc.collect(), int), gc.is_tracked([]), isinstance(gc.get_count(), tuple), isinstance(gc.get_objects(), list)
""")

effects(globals(), """
class K: pass
k = K(); r = weakref.ref(k); print(r() is k, r == weakref.ref(k)); d = weakref.WeakValueDictionary(a=k); wk = weakref.WeakKeyDictionary({k: 1}); ws = weakref.WeakSet([k]); p = weakref.proxy(k); k.v = 5; print(p.v, d["a"] is k, wk[k], k in ws, weakref.getweakrefcount(k) > 0, len(d)); m = weakref.WeakMethod(Impl().run) if False else None
""")
