"""Transactions that share nothing but the runtime itself: none may abort or wait, whatever they use."""
import abc
import array
import ast
import base64
import bisect
import bz2
import calendar
import collections
import collections.abc
import configparser
import contextlib
import contextvars
import copy
import csv
import dataclasses
import datetime
import decimal
import difflib
import enum
import fnmatch
import fractions
import functools
import gzip
import hashlib
import heapq
import hmac
import html
import io
import ipaddress
import itertools
import json
import logging
import math
import operator
import os
import pickle
import pprint
import queue
import random
import re
import secrets
import shlex
import statistics
import string
import struct
import sys
import textwrap
import threading
import time
import types
import typing
import unicodedata
import urllib.parse
import uuid
import warnings
import weakref
import zlib
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

import transaction

Point = namedtuple("Point", "x y")
log = logging.getLogger("private")
lock = threading.RLock()


class Shape:
    """A base class with most of what classes have."""
    sides = 0

    def __init__(self, name, size=1):
        self.name = name
        self.size = size

    @property
    def area(self):
        return self.size ** 2

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def unit():
        return 1

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.name)

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __lt__(self, other):
        return self.name < other.name

    def __getattr__(self, name):
        if name.startswith("x_"):
            return name
        raise AttributeError(name)


class Square(Shape):
    sides = 4

    def __init__(self, name, size=2):
        super().__init__(name, size)

    def grow(self):
        self.size += 1
        return super().area


class Color(enum.Enum):
    RED = 1
    GREEN = 2


@dataclasses.dataclass
class Record:
    number: int
    names: list = dataclasses.field(default_factory=list)


def calls(i):
    def f(a, b=2, *args, c=3, **kw):
        return a + b + sum(args) + c + len(kw)
    assert f(1) == 6 and f(1, 2, 3, c=4, d=5) == 11 and f(*[1, 2], **{"z": 1}) == 7
    return sum(map(lambda x: x + i, range(10)))


def recursion(i):
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib(10 + i % 3)


def attributes(i):
    s = Square("s%d" % i)
    s.extra = i
    setattr(s, "attr%d" % (i % 50), i)
    del s.extra
    assert s.grow() == 9 and s.area == 9 and s.sides == 4 and s.x_y == "x_y"
    assert not hasattr(s, "nothing") and vars(s) and s.__dict__["name"] == "s%d" % i
    return Square.make("a") == Shape("a"), Shape.unit(), repr(s), dir(s)


def classes(i):
    class Local(Shape):
        __slots__ = ("a", "b")
        count = i

        def __init__(self):
            super().__init__("local")
            self.a = 1

        def method(self):
            return self.a + self.count
    made = type("Made%d" % i, (Local,), {"more": lambda self: self.method() + 1})
    assert made().more() == i + 2 and isinstance(made(), Shape) and issubclass(made, Local)
    made.later = i
    Shape.unit = vars(Shape)["unit"]
    Shape.sides = 0
    return made.__mro__, made.later, made.__name__


def closures(i):
    def counter():
        n = 0

        def step():
            nonlocal n
            n += 1
            return n
        return step
    c = counter()
    for _ in range(20):
        c()
    return c()


def formatting(i):
    s = f"{i:>10} {i!r:<5} {i / 3:.3f} {'x':^7} {i:,} {i:#x}"
    return s + "%5d %s %r" % (i, "a", "b") + "{0} {a}".format(i, a=s) + str(3.14 * i) + repr([s, (i,), {i: s}])


def strings(i):
    s = "some text number %d" % i
    words = s.split()
    return ("-".join(words).upper().replace("E", "e").title().strip().encode().decode(), s[::-1], s.find("num"),
            s.partition(" "), s.center(60), sys.intern("interned %d" % (i % 100)), chr(300 + i % 1000), ord("x"))


def exceptions(i):
    class Own(ValueError):
        pass
    try:
        try:
            raise Own(i)
        except ValueError as e:
            raise KeyError("k") from e
    except KeyError as e:
        assert e.__cause__.args == (i,)
        text = repr(e)
    try:
        {}["missing"]
    except LookupError:
        pass
    try:
        (1).nothing
    except AttributeError as e:
        str(e)
    finally:
        text += "."
    with contextlib.suppress(ZeroDivisionError):
        i / 0
    return text


def generators(i):
    def gen(n):
        for k in range(n):
            got = yield k
            if got:
                yield got
    g = gen(10)
    next(g)
    g.send(5)
    g.close()
    async def co():
        return 1
    c = co()
    try:
        c.send(None)
    except StopIteration as e:
        assert e.value == 1
    return sum(x * y for x in gen(5) for y in gen(3)), [*gen(4)], dict(zip("abc", gen(3)))


def randomness(i):
    r = random.Random(i)
    items = list(range(20))
    r.shuffle(items)
    random.shuffle(items)
    return (r.random(), random.random(), random.randrange(10), random.choice(items), r.sample(items, 3), random.normalvariate(0, 1), random.gauss(0, 1),
            random.getrandbits(40), random.uniform(1, 2), os.urandom(4), uuid.uuid4())


def times(i):
    return (time.time(), time.perf_counter(), time.monotonic(), time.process_time(), time.strftime("%Y", time.gmtime(i)),
            time.localtime(i), datetime.datetime.now(), datetime.date(2020, 1, 1) + datetime.timedelta(i % 100))


def sorting(i):
    rows = [(k * 7919 % 101, str(k)) for k in range(60)]
    rows.sort()
    shapes = sorted([Shape(str(k % 13)) for k in range(30)])
    return sorted(rows, key=lambda r: r[1], reverse=True), max(rows, key=operator.itemgetter(1)), min(shapes), heapq.nsmallest(3, rows)


def patterns(i):
    m = re.match(r"(\w+)-(\d+)", "item-%d" % i)
    return (m.groups(), re.sub(r"\d", "#", "a1b2"), re.findall("[a-c]", "abcabc"), re.split(r"\s+", "a b  c"),
            re.compile("x%d+" % (i % 40)).search("xx"), re.escape("a.b"))


def printing(i):
    out = io.StringIO()
    print("line", i, file=out)
    print("a", "b", sep="-", end="!", file=out)
    data = io.BytesIO(b"abc")
    return out.getvalue(), data.read(2), textwrap.fill("some words " * 5, 20)


def streams(i):
    out = io.BytesIO()
    w = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
    print("line", i, file=w)
    w.flush()
    assert out.tell() == len(out.getvalue()) == w.tell()
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as f:
        f.write(w.detach().getvalue())
    with gzip.open(io.BytesIO(packed.getvalue()), "rt") as f:
        assert f.read() == "line %d\n" % i
    b = io.BufferedWriter(io.BytesIO())
    b.write(b"a\nb\n")
    b.flush()
    b.seek(0)
    r = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"a\r\nb")))
    return [line for line in r], r.close(), io.BufferedRandom(io.BytesIO(b"abc")).readline()


def jsons(i):
    text = json.dumps({"a": [1, 2.5, None, True, "x\n"], "i": i}, indent=1, sort_keys=True)
    return json.loads(text)


def structs(i):
    packed = struct.pack("<IdH", i, 1.5, 7)
    return struct.unpack("<IdH", packed), struct.calcsize("ii"), array.array("i", [1, 2, i]).tobytes(), zlib.crc32(packed), base64.b64encode(packed)


def hashes(i):
    h = hashlib.sha256(b"data")
    h.update(b"%d" % i)
    return h.hexdigest(), hashlib.md5(b"x").digest(), hash("s%d" % i), hash((1, "a", 2.5)), id(h)


def iterations(i):
    return (list(itertools.chain([1], (2,))), list(itertools.islice(itertools.count(), 5)), list(itertools.permutations("abc", 2)),
            list(itertools.product("ab", repeat=2)), [list(g) for _, g in itertools.groupby("aabb")], list(itertools.accumulate([1, 2, 3])),
            list(zip(range(3), "abc")), list(enumerate("ab")), list(map(str, range(3))), list(filter(None, [0, 1])), any([0, 1]), all([1]))


def copies(i):
    data = {"a": [1, (2, [3])], "s": Shape("x"), "p": Point(1, i), "r": Record(i, ["n"])}
    deep = copy.deepcopy(data)
    assert deep == data and deep["a"] is not data["a"]
    return copy.copy(data["s"]), pickle.loads(pickle.dumps(data["a"])), dataclasses.asdict(deep["r"]), dataclasses.replace(deep["r"], number=1)


def cached(i):
    @functools.lru_cache(maxsize=10)
    def square(x):
        return x * x

    @functools.cache
    def cube(x):
        return x ** 3
    assert [square(k % 12) for k in range(40)] and cube(3) == cube(3) == 27
    return square.cache_info(), functools.reduce(operator.add, range(5)), functools.partial(pow, 2)(5)


def containers(i):
    d = defaultdict(list)
    d[i].append(1)
    c = Counter("abracadabra")
    c.update("abc")
    o = OrderedDict(a=1, b=2)
    o.move_to_end("a")
    q = deque([1, 2, 3], maxlen=2)
    q.appendleft(0)
    heap = [5, 3, 1]
    heapq.heapify(heap)
    heapq.heappush(heap, 2)
    s = {1, 2} | {i} - frozenset([2])
    return (d, c.most_common(2), o, q, heapq.heappop(heap), s, bisect.bisect([1, 2, 3], 2), Point(1, 2)._replace(x=i), {**o, "c": 3},
            collections.ChainMap({}, o)["a"], types.SimpleNamespace(a=1), [k for k in range(300)], bytearray(b"abc") * 3, {k: k for k in range(300)})


def numbers(i):
    return (10 ** 40 // (i + 1), math.sqrt(i + 1), decimal.Decimal("1.10") + i, fractions.Fraction(i, 7), statistics.mean([1, 2, i]),
            complex(i, 1) * 2j, int("ff", 16), float("1e3"), round(2.567, 1), divmod(-7, 3), math.factorial(20), (i).bit_length(), pow(3, i, 7))


def introspection(i):
    return (calls.__name__, calls.__code__.co_varnames, sys.getsizeof([]), type(i), callable(calls), globals()["Point"], locals(), sys.getrecursionlimit(),
            sys._getframe().f_code.co_name, getattr(math, "pi"), isinstance(i, (int, str)), typing.List[int], int | None, eval("i + 1"), __name__)


def compiling(i):
    ns = {}
    exec("def f(x):\n    return x + %d" % (i % 20), ns)
    return ns["f"](1), compile("1 + 1", "<s>", "eval")


def weak(i):
    s = Shape("weak")
    r = weakref.ref(s)
    d = weakref.WeakValueDictionary()
    d["k"] = s
    return r() is s, len(d)


def enums(i):
    return Color.RED, Color(2), Color["GREEN"], list(Color), Color.RED.name


def matching(i):
    match [i % 4, {"k": Point(1, 2)}]:
        case [0, _]:
            return 0
        case [n, {"k": Point(x=1)}] if n > 1:
            return n
        case _:
            return -1


def csvs(i):
    out = io.StringIO()
    csv.writer(out).writerow([i, "a,b", 2.5])
    return list(csv.reader([out.getvalue()])), string.Template("$a").substitute(a=i), string.ascii_letters


def lists(i):
    a = [k for k in range(600)]
    a[5:10] = [1]
    a.append(i)
    a += [1, 2]
    a.sort(key=lambda x: -x)
    del a[3]
    b = {k: 1 for k in range(600)}
    b.pop(7)
    b["x"] = 1
    s = set(a)
    s.add("x")
    s.discard(1)
    (x, *y), z = a[:3], i
    x = y = z
    return a, b, s, x


def contexts(i):
    @contextlib.contextmanager
    def manager():
        yield i
    with manager() as x, contextlib.ExitStack() as stack:
        stack.callback(lambda: None)
        return x


def environment(i):
    return os.getpid(), os.path.join("a", "b"), os.environ.get("HOME"), os.getcwd(), os.path.splitext("a.b"), sys.platform


def logs(i):
    with lock:
        logging.getLogger("private").debug("never shown %d", i)
    return log.isEnabledFor(logging.DEBUG), logging.LogRecord("n", 1, "p", 1, "m %d", (i,), None).getMessage(), threading.current_thread().name


def transactions(i):
    with transaction.atomic:
        assert transaction.is_atomic()
    transaction.hint_commit_soon()
    d = transaction.stmdict()
    d[i] = 1
    return len(d)


class Interface(abc.ABC):
    @abc.abstractmethod
    def method(self):
        ...


class Implementation(Interface):
    def method(self):
        return 1


class Permission(enum.Flag):
    READ = 1
    WRITE = 2


@functools.singledispatch
def dispatched(x):
    return "object"


@dispatched.register(int)
def _(x):
    return "int"


setting = contextvars.ContextVar("setting", default=0)


def interfaces(i):
    class Own(collections.abc.MutableSequence):
        def __init__(self):
            self.items = []

        def __getitem__(self, k):
            return self.items[k]

        def __setitem__(self, k, v):
            self.items[k] = v

        def __delitem__(self, k):
            del self.items[k]

        def __len__(self):
            return len(self.items)

        def insert(self, k, v):
            self.items.insert(k, v)
    own = Own()
    own.extend([i, 2])
    own.reverse()
    return (isinstance(own, collections.abc.Sequence), isinstance(Implementation(), Interface), isinstance([], collections.abc.Iterable),
            dispatched(i), dispatched("x"), Permission.READ | Permission.WRITE, Permission.READ in Permission(3))


def metaclasses(i):
    class Named:
        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, o, typ):
            return o.__dict__.get(self.name, 0)

        def __set__(self, o, v):
            o.__dict__[self.name] = v

    class Meta(type):
        def __call__(cls, *args):
            return super().__call__(*args)

    class Made(metaclass=Meta):
        field = Named()

        def __init_subclass__(cls):
            cls.z = 1

        @functools.cached_property
        def once(self):
            return i

    class Sub(Made):
        pass

    @functools.total_ordering
    class Ordered:
        def __init__(self, v):
            self.v = v

        def __eq__(self, o):
            return self.v == o.v

        def __lt__(self, o):
            return self.v < o.v
    s = Sub()
    s.field = i
    return s.field, s.once, Sub.z, Made.__subclasses__(), Ordered(1) >= Ordered(i)


def dropping(i):
    """What is dropped and has a callback, or __del__, is found by the collector while others run."""
    class Mortal:
        def __del__(self):
            self.gone = True

    def forget(ref):
        alive.pop(id(ref), None)
    alive = {}
    for _ in range(5):
        ref = weakref.ref(Mortal(), forget)
        alive[id(ref)] = ref
    if i % 50 == 0:
        bytearray(1 << 22)  # so that there are collections
    return weakref.WeakSet([Mortal()]), weakref.WeakKeyDictionary({Mortal(): 1})


def groups(i):
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        repr(e.exceptions)
    except* TypeError:
        pass


def buffers(i):
    m = memoryview(bytearray(b"abcdef"))
    m[1] = 9
    s = struct.Struct("<ii")
    b = bytearray(20)
    s.pack_into(b, 0, i, 2)
    return bytes(m[1:3]), s.unpack_from(b), bz2.decompress(bz2.compress(b"data" * 20)), "é".encode("latin-1"), unicodedata.name("a")


def texts(i):
    c = configparser.ConfigParser()
    c.read_string("[a]\nx = %d\n" % i)
    return (c.getint("a", "x"), ast.literal_eval("[1, {'a': %d}]" % i), list(difflib.unified_diff(["a", "b"], ["a", str(i)])), html.escape("<a>"),
            fnmatch.fnmatch("a.py", "*.py"), shlex.split("a 'b c' d"), urllib.parse.quote("a b"), pprint.pformat({"a": list(range(30)), "i": i}),
            calendar.month(2020, 1 + i % 12), ipaddress.ip_address("10.0.0.%d" % (i % 250)))


def synchronizing(i):
    q, p, s = queue.Queue(), queue.PriorityQueue(), queue.SimpleQueue()
    for x in q, p, s:
        x.put(i)
        x.get()
    own, event, condition = threading.Lock(), threading.Event(), threading.Condition()
    with own, condition:
        event.set()
        event.wait()
        condition.notify_all()
    storage = threading.local()
    storage.x = i
    token = setting.set(i)
    setting.reset(token)
    return storage.x, secrets.token_hex(4), hmac.new(b"k", b"m", "sha256").hexdigest(), contextvars.copy_context().run(setting.get)


def warning(i):
    warnings.warn("shown at most once", PendingDeprecationWarning)


work = [calls, recursion, attributes, classes, closures, formatting, strings, exceptions, generators, randomness, times, sorting, patterns, printing, streams,
        jsons, structs, hashes, iterations, copies, cached, containers, numbers, introspection, compiling, weak, enums, matching, csvs, lists, contexts,
        environment, logs, transactions, interfaces, metaclasses, dropping, groups, buffers, texts, synchronizing, warning]
if len(sys.argv) > 1:
    work = [f for f in work if f.__name__ in sys.argv[1:]]
for f in work:
    for i in range(150):
        f(i)  # what is made once, is made now
    for i in range(150):
        transaction.add(f, i)
    transaction.run()
    s = transaction.stats()
    if s.aborts or s.waits or s.inevitable:
        print(f.__name__, s.aborts, "aborts,", s.waits, "waits,", s.inevitable, "inevitable")
        if hasattr(transaction, "conflicts"):
            for c in transaction.conflicts():
                print("   ", c)
print("done")
