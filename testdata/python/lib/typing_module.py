"""typing."""
import typing

from table import effects, values

def function(a, b: int = 2, *args, c, d=4, **kw) -> str:
    """Its doc."""
    return a

values(globals(), r"""
typing.List[int], typing.Optional[str], typing.Union[int, str, None], typing.Dict[str, typing.Any], typing.Callable[[int], str], typing.Tuple[int, ...], typing.get_type_hints(function), typing.get_origin(typing.List[int]), typing.get_args(typing.Dict[str, int]), typing.cast(int, "x"), typing.TypeVar("T"), typing.Literal[1, "a"], typing.NamedTuple("NT", [("a", int)])(1), typing.NewType("UserId", int)(5), typing.Union[int], typing.Optional[int] == typing.Union[int, None], typing.Annotated[int, "meta"], typing.ClassVar[int], typing.TypedDict("TD", {"a": int})(a=1), typing.Final, isinstance(5, typing.SupportsInt), isinstance([], typing.Iterable)
typing.List[1, 2]
typing.Union[5]
isinstance(5, typing.List[int])
typing.Optional[1, 2]
""")

effects(globals(), """
class P(typing.Protocol):
    def run(self) -> int: ...
@typing.runtime_checkable
class R(typing.Protocol):
    def run(self): ...
class Impl:
    def run(self): return 1
print(isinstance(Impl(), R), isinstance(5, R)); isinstance(Impl(), P)

T = typing.TypeVar("T")
class G(typing.Generic[T]):
    def __init__(self, v): self.v = v
print(G[int](5).v, G[int], G.__parameters__, G[T][str]); G[int, str]

class NT(typing.NamedTuple):
    a: int
    b: str = "x"
print(NT(1), NT(1)._asdict(), NT.__annotations__)

class TD(typing.TypedDict, total=False):
    a: int
print(TD(a=1), TD.__total__, TD.__annotations__)

@typing.overload
def o(x: int): ...
def o(x): return x
print(o(5), typing.get_type_hints(NT), typing.TYPE_CHECKING)
""")
