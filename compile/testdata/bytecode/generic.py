type Pair[T: int, *Ts, **P] = tuple[T, Ts]


def first[T](x: T, y=1) -> T:
    return x


class Box[T = int](list):
    def get[S](self) -> S: ...


t = t"a{first!r:>3}b"
