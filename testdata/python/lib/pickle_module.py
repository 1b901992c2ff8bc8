"""_pickle: bytes of every protocol, hooks, errors of both directions."""
import collections
import copyreg
import functools
import io
import pickle
import pickletools

from table import effects, values


class Plain:
    def __init__(self, *args):
        self.args = args

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None


class Slotted:
    __slots__ = ("a", "b")

    def __eq__(self, other):
        return self.a == other.a

    __hash__ = None


class Ex:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.kw = kwargs
        return self

    def __getnewargs_ex__(self):
        return (1,), {"k": 2}


class Lists(list):
    pass


class Dicts(dict):
    pass


class Setter:
    def __reduce__(self):
        return Setter, (), {"x": 1}, None, None, set_state


def set_state(obj, state):
    obj.seen = state


class Nested:
    class Inner:
        class Core:
            pass

    def method(self):
        pass


Named = collections.namedtuple("Named", "a b")
Named.__module__ = "__main__"
shared = [1, 2]
loop = []
loop.append(loop)
loop_dict = {}
loop_dict["self"] = loop_dict
loop_tuple = ([],)
loop_tuple[0].append(loop_tuple)
loop_set = Plain()
loop_set.args = {1}
s = Slotted()
s.a = 1
samples = [
    None, True, False, 0, 255, 256, 65535, 65536, -1, 2 ** 31 - 1, 2 ** 31, -2 ** 31, -2 ** 31 - 1, 2 ** 63, -2 ** 63, 10 ** 100, -10 ** 100,
    2 ** 2040, 1.5, -0.0, 1e100, 2j, "", "abc", "é\n\\\0\x1a\r", "\U0001f600", "\udc80", "x" * 300, b"", b"ab\xff", b"y" * 300, bytearray(b""), bytearray(b"q"),
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], list(range(1001)), {}, {"a": 1}, {"a": 1, "b": 2}, dict.fromkeys(range(1000)), dict.fromkeys(range(1001)),
    set(), {1}, frozenset(), frozenset({1}), set(range(1500)), [shared, shared], [(1, 2, 3, 4)] * 2, loop, loop_dict, loop_tuple, Plain(1, "a"), s, Ex(), Lists([1, 2]), Dicts(a=1),
    Named(1, 2), Setter(), Nested.Inner.Core, Nested.method, collections.OrderedDict(a=1), collections.deque([1, 2], 5), functools.partial(int, base=2), int, type(None), type(...), type(NotImplemented), ...,
    NotImplemented, range(5), slice(1, 2), len, "".join, [].append, dict.fromkeys, str.join, print, map(str, [1]), iter([1, 2]), ValueError("x"), OSError(2, "no"),
    Exception, collections.Counter("aab"), complex, memoryview, object(), zip([1], [2]), reversed([1]), "x" * 70000, [b"z" * 70000, 1], ["w" * 300] * 5, [str(i) for i in range(20000)],
]


def show(b):
    import hashlib
    return b if len(b) < 100 else (len(b), hashlib.md5(b).hexdigest())


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


for x in samples:
    for p in range(6):
        b = attempt(pickle.dumps, x, p)
        print(p, show(b))
        if isinstance(b, bytes):
            y = pickle.loads(b)
            try:
                same = y == x or type(y) is type(x) and repr(y)[:20] == repr(x)[:20]
            except RecursionError:
                same = "too deep"
            print(same if type(x).__module__ == "builtins" and not isinstance(x, (map, type(iter([])), BaseException)) else type(y))


class Persist(pickle.Pickler):
    def persistent_id(self, obj):
        return "pid" if obj is shared else None


class Load(pickle.Unpickler):
    def persistent_load(self, pid):
        return "loaded " + pid

    def find_class(self, module, name):
        if name == "Plain":
            return super().find_class(module, "Nested")
        return super().find_class(module, name)


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if obj is Plain:
            return "Nested"
        if isinstance(obj, Plain):
            return complex, (1, 2)
        return NotImplemented


class Tabled(pickle.Pickler):
    dispatch_table = {Plain: lambda obj: (str, ("tabled",))}


def dump(cls, obj, *args):
    f = io.BytesIO()
    cls(f, *args).dump(obj)
    return f.getvalue()


values(globals(), r"""
[dump(Persist, [1, shared], p) for p in range(6)]
Load(io.BytesIO(dump(Persist, [shared, Plain], 4))).load()
[dump(Override, [Plain(1), 2], p) for p in (0, 2, 4)]
dump(Tabled, Plain(1)), dump(Tabled, {Plain: Lists()})

pickle.Pickler(5)
pickle.dumps(1, 9)
pickle.dumps(1, -1)
pickle.Pickler.__new__(pickle.Pickler).dump(1)
pickle.Unpickler(5)
pickle.Unpickler.__new__(pickle.Unpickler).load()
pickle.loads(b'')
pickle.loads(b'garbage')
pickle.loads(b'\x80\x09.')
pickle.loads(b'.')
pickle.loads(b'0.')
pickle.loads(b'(.')
pickle.loads(b'1.')
pickle.loads(b'a.')
pickle.loads(b'h\x00.')
pickle.loads(b'g5\n.')
pickle.loads(b'\xff')
pickle.loads(b'I5')
pickle.loads(b'Ix\n.')
pickle.loads(b'S5\n.')
pickle.loads(b'cnope\nnope\n.')
pickle.loads(b'K')
pickle.loads(b'P5\n.')
pickle.loads(b'\x82\x05.')
pickle.loads(b'\x82\x00.')
pickle.loads(b'N\x81.')
pickle.loads(b'N)\x81.')
pickle.loads(b'NNb.')
pickle.loads(b'NNs.')
pickle.loads(b'N(Ne.')
pickle.loads(b'\x97.')
pickle.loads(b'NN\x93.')
pickle.loads('a')
pickle.loads(b'\x95\x05\0\0\0\0\0\0\0N.')
pickle.loads(b'NR.')
pickle.loads(b'NNR.')
pickle.loads(b'(NNNd.')
pickle.loads(b'\x94.')
pickle.dumps((lambda: (lambda: 0))())
pickle.dumps((i for i in ()))
pickle.dump(1, 5)
pickle.PickleBuffer(5)
pickle.dumps(pickle.PickleBuffer(b'a'), 4)
pickle.dumps(pickle.PickleBuffer(b'a'), 5), pickle.dumps(pickle.PickleBuffer(bytearray(b'a')), 5), bytes(pickle.PickleBuffer(b"abc").raw())
pickle.dumps(1, 4, buffer_callback=print)
pickle.dumps(1, 'a')
pickle.Pickler()
pickle.loads(b"T\xff\xff\xff\xff.")
pickle.loads(b"\x8b\xff\xff\xff\xff.")
pickle.loads(b"(q\x00.")
pickle.loads(b"Np-1\n.")
pickle.loads(b"X\x01\0\0\0\xff.")
pickle.loads(b"\x8f(]\x90.")
pickle.loads(b"N)}\x92.")
pickle.loads(b"V\\u1\n.")
pickle.loads(b"(I1\nI2\nl."), pickle.loads(b"(S'a'\nI2\nd."), pickle.loads(b"(i__main__\nPlain\n.").args, pickle.loads(b"(c__main__\nPlain\nI1\no.").args, pickle.loads(b"L5L\n."), pickle.loads(b"F1.5\n."), pickle.loads(b"I01\n."), pickle.loads(b"c__builtin__\nunicode\n.")
pickle.loads(b"U\x01\xe9.", encoding="latin-1"), pickle.loads(b"U\x01\xe9.", encoding="bytes"), pickle.loads(b"U\x01\xe9.", errors="replace")
pickle.loads(b"U\x01\xe9.")
""")

effects(globals(), r"""
bufs = []; b = pickle.dumps([pickle.PickleBuffer(b"abc"), pickle.PickleBuffer(bytearray(b"d"))], 5, buffer_callback=bufs.append); print(b, len(bufs)); print(pickle.loads(b, buffers=bufs)[0] is bufs[0], pickle.loads(b, buffers=[b"x", bytearray(b"y")])); pickle.loads(b, buffers=[b"x"])

f = io.BytesIO(); p = pickle.Pickler(f, 4); p.dump(shared); p.dump(shared); p.clear_memo(); p.dump(shared); print(f.getvalue(), len(p.memo.copy()), p.bin, p.fast); f.seek(0); u = pickle.Unpickler(f); a = u.load(); b = u.load(); c = u.load(); print(a is b, a is c, u.memo.copy()); u.load()

p = pickle.Pickler(io.BytesIO()); p.fast = 1; p.dump([shared, shared]); print(p.memo.copy(), p.fast); p.persistent_id

copyreg.add_extension("__main__", "Plain", 300); b = pickle.dumps(Plain, 2); print(b, pickle.loads(b) is Plain, pickle.dumps(Plain, 1)); copyreg.remove_extension("__main__", "Plain", 300)

copyreg.pickle(complex, lambda c: (complex, (c.real,))); print(pickle.dumps(1 + 2j, 4)); del copyreg.dispatch_table[complex]

class Bad:
    def __reduce__(self): return self.r
for r in (5, (), (int,), (int, 5), (5, ()), (int, (), None, 5), (int, (), None, None, 5), (int, (), None, None, None, 5), "nope", (int, (), 1, 2, 3, 4, 5)):
    o = Bad(); o.r = r; print(attempt(pickle.dumps, o)[:90].split(" object at")[0])

class Short:
    def read(self, n): return b""
    def readline(self): return b""
pickle.load(Short())

class Dribble:
    def __init__(self, b): self.f = io.BytesIO(b)
    def read(self, n): return self.f.read(n)
    def readline(self): return self.f.readline()
for p in range(6): f = Dribble(pickle.dumps([Plain(1), "a", b"b" * 300], p) + b"rest"); print(pickle.load(f) == [Plain(1), "a", b"b" * 300], f.read(10))

for p in range(6): pickletools.dis(pickle.dumps(Nested.Inner.Core, p))

deep = []
for i in range(100000): deep = [deep]
pickle.dumps(deep)
""")
