"""dataclasses and enum."""
import dataclasses
import enum
from dataclasses import dataclass, field, fields, asdict, astuple, replace
from enum import Enum, Flag, IntEnum, IntFlag, auto, unique

from table import effects, values

effects(globals(), """
@dataclass
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
    def total(self): return self.x + self.y
p = P(1); print(p, p == P(1), p == P(2), p.total(), P.__match_args__, asdict(p), astuple(p), replace(p, x=5), [f.name for f in fields(P)]); p.x = 9; print(p); hash(p)

P()

P(1, 2, [], 4)

P(1) < P(2)

@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "b"
f = F(1); print(f < F(2), sorted([F(2), F(1)]), hash(f) == hash(F(1)), {f: 1}[F(1)]); f.a = 5

del f.a

@dataclass
class Bad:
    a: int = 1
    b: int

@dataclass
class Bad:
    a: list = []

@dataclass(slots=True)
class S:
    a: int
    b: int = 5
s = S(1); print(s, S.__slots__); s.c = 1

@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1)); K(1)

@dataclass
class Base:
    a: int = 1
@dataclass
class Derived(Base):
    b: int = 2
    def __post_init__(self): self.c = self.a + self.b
    d: int = field(default=7, repr=False, compare=False)
print(Derived(), Derived(5, 6).c, Derived(d=1) == Derived(d=2), Derived.__mro__[1].__name__)

@dataclass
class I:
    a: dataclasses.InitVar[int]
    b: int = field(init=False)
    c: "dataclasses.ClassVar[int]" = 3
    def __post_init__(self, a): self.b = a * 2
print(I(4), I.c, [f.name for f in fields(I)])

@dataclass(eq=False, repr=False)
class N: a: int = 1
print(N() == N(), repr(N())[:12], dataclasses.is_dataclass(N), dataclasses.is_dataclass(5)); M = dataclasses.make_dataclass("M", ["x", ("y", int, 5)]); print(M(1)); fields(5)

match P(1, 2):
    case P(x, y): print(x, y)

class Color(Enum):
    RED = 1
    GREEN = "g"
    ALIAS = 1
    def describe(self): return self.name.lower()
print(Color.RED, repr(Color.RED), Color.RED.value, Color("g"), Color["RED"], Color.ALIAS is Color.RED, list(Color), len(Color), Color.RED in Color, Color.RED.describe(), Color.RED == 1, Color.__members__, {Color.RED: 1}[Color.RED], isinstance(Color.RED, Color), Color.RED is Color(1), f"{Color.RED}")

Color(5)

Color["NOPE"]

Color.RED = 5

Color.NOPE

Color.RED.value = 3

class Sub(Color): pass

Color.RED < Color.GREEN

class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
print([a.value for a in A], A.X.name)

@unique
class U(Enum): A = 1; B = 1

class I(IntEnum):
    ONE = 1
    TWO = 2
print(I.ONE < I.TWO, I.ONE + 1, I.ONE == 1, I(2), sorted([I.TWO, I.ONE]), f"{I.ONE}", repr(I.ONE), [0, "x"][I.ONE], I.ONE | I.TWO)

class Fl(Flag):
    R = 1
    W = 2
    X = 4
    RW = R | W
print(Fl.R | Fl.X, Fl.RW, Fl.R & Fl.RW, ~Fl.R, Fl.R in Fl.RW, bool(Fl.R & Fl.W), Fl(3), Fl(0), list(Fl.RW), len(Fl.RW), repr(Fl.R | Fl.X), Fl.R ^ Fl.RW, Fl.RW.name); Fl(8)

class IF(IntFlag):
    A = 1
    B = 2
print(IF.A | IF.B, IF.A + 1, IF(7), repr(IF(0)), IF.A | 4)

class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def ratio(self): return round(self.mass / self.radius, 2)
print(Planet.EARTH.mass, Planet.MARS.ratio, Planet((0.6, 3.3)))

class S(str, Enum):
    A = "a"
print(S.A == "a", S.A.upper(), S("a"), f"{S.A}", str(S.A)); class_ = enum.StrEnum("SE", ["X", "Y"]); print(class_.X, class_.Y.value, list(class_))

E = Enum("E", "A B C"); print(list(E), E.B.value); E2 = Enum("E2", {"P": 5}); print(E2.P)

class M(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
print(M(99)); match Color.RED:
    case Color.GREEN: pass

match Color.RED:
    case Color.GREEN: print("green")
    case Color.RED: print("red")
""".replace("print(M(99)); match Color.RED:\n    case Color.GREEN: pass\n", "print(M(99))\n"))
