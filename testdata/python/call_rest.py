"""Calls with plain arguments before a sequence and a mapping, and what callees keep."""


def show(*args, **kwargs):
    return args, kwargs


def keeps(**kwargs):
    kwargs["new"] = 1
    kwargs.pop("a", None)
    return kwargs


def two(a, b=2, *, c=3):
    return a, b, c


def error(f):
    try:
        return f()
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


class Mapping:
    """A mapping that is no dict, and changes a list when it is read."""

    def __init__(self, items, seen=None):
        self.items, self.seen = items, seen

    def keys(self):
        if self.seen is not None:
            self.seen.append("keys")
        return list(self.items)

    def __getitem__(self, key):
        return self.items[key]


class Base:
    def __init__(self, *args, **kwargs):
        self.got = args, kwargs

    def method(self, *args, **kwargs):
        return args, kwargs

    def __call__(self, *args, **kwargs):
        return "called", args, kwargs


class Derived(Base):
    def __init__(self, *args, **kwargs):
        super().__init__("derived", *args, **kwargs)


def main():
    rest, words = [2, 3], {"a": 1, "b": 2}
    print(show(1, *rest), show(1, *count(3)), show(1, *"ab"), show(0, 1, *()), show(0, 1, *rest, 4))
    print(show(1, **words), show(1, *rest, **words), show(*rest, **words), show(**words), show(1, 2, *rest, x=5))
    print(show(1, *rest, x=5, **words), show(1, *rest, **words, x=5), show(1, *rest, *rest, **words))
    print(keeps(**words), words, show(**words)[1] is words)
    print(two(1, **{"b": 5}), two(*[1], **{"c": 5}), two(1, *(), c=7), two(1, *[9], **{}))

    # What the mapping does comes after the sequence was read, unless that stands alone.
    seen = [1]
    print(show(0, *seen, **Mapping({"k": 1}, seen)), seen)
    seen = [1]
    print(show(*seen, **Mapping({"k": 1}, seen)), seen)
    print(keeps(**Mapping({"a": 0, "z": 1})))

    # Built-in callees, methods and classes.
    print(dict([("q", 0)], **words), max(3, *rest), max(3, *rest, key=lambda x: -x), "{} {}{}".format(1, *rest))
    print(Derived(1, *rest, **words).got, Base().method(1, *rest, **words), Base()(1, *rest, **words))
    print(sorted([3, 1], **{"reverse": True}), int("ff", *[16]))

    # Many.
    print(len(show(1, *range(1000))[0]), len(show(1, **{"k%d" % i: i for i in range(300)})[1]))
    print(len(show(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, *rest)[0]))

    print(error(lambda: show(1, *5)))
    print(error(lambda: show(*5)))
    print(error(lambda: show(1, *5, **words)))
    print(error(lambda: show(*5, **words)))
    print(error(lambda: show(1, **5)))
    print(error(lambda: show(1, *rest, **5)))
    print(error(lambda: show(1, **{1: 2})))
    print(error(lambda: max(1, **{1: 2})))
    print(error(lambda: two(1, *rest, *rest)))
    print(error(lambda: two(1, a=2)))
    print(error(lambda: two(1, **{"a": 2})))
    print(error(lambda: two(1, *rest, **{"b": 2})))
    print(error(lambda: two(1, **{"d": 2})))
    print(error(lambda: two(1, **Mapping({"d": 2}))))
    print(error(lambda: show(1, x=1, **{"x": 2})))
    print(error(lambda: two(1, *(1 / 0 for _ in rest))))


def echo(log):
    """Yields amid expressions: what has been evaluated waits in registers."""
    log.append([(yield 1), (yield 2) + (yield 3) * 2, show((yield 4), *[(yield 5)], k=(yield 6))])
    for i in range((yield 7)):
        try:
            log.append((i, {i: (yield 8)}))
        except ValueError as e:
            log.append((str(e), (yield 9)))
    x = y = 0
    with_all = (x, y, (yield 10), (yield (x, (yield 11))))
    return with_all


def delegating(log):
    log.append(("first", (yield from echo(log)), (yield "last")))


def generators():
    for make in echo, delegating:
        log = []
        g = make(log)
        sent, out = None, []
        try:
            while True:
                got = g.send(sent)
                out.append(got)
                sent = 2 if got == 7 else len(out) * 10
                if got == 8 and len(out) == 9:
                    out.append(g.throw(ValueError("thrown")))
        except StopIteration as e:
            print(out, log, e.value)


def loops():
    """Loops over what range() returns at once."""
    out = []
    for i in range(3):
        for j in range(i, 3):
            out.append((i, j))
    for i in range(2, -1):
        out.append("never")
    for i in range(-2, 1):
        out.append(i)
    for i in range(5, 0, -2):
        out.append(i)
    for i in range(True):
        out.append(i)
    for i in range(1 << 70, (1 << 70) + 2):
        out.append(i)
    for i in (kept := range(2)):
        out.append(kept)
    print(out, [k for k in range(2)], [(k, m) for k in range(2) for m in range(k)])
    for f in (lambda: [i for i in range(1.5)], lambda: [i for i in range()], lambda: [i for i in range("a", 2)],
              lambda: [i for i in range(1, 2, 0)], lambda: [i for i in range(1, 2, 3, 4)]):
        print(error(f))
        try:
            for i in range(None, 1):
                pass
        except TypeError as e:
            print(e)
    for i in range(3):
        i += 5
        print(i, end=" ")
    else:
        print("ended")

    def range_like(n):
        return "ab" * n
    names = {"range": range_like}
    exec("for i in range(2): print(i)", names)


main()
generators()
loops()
