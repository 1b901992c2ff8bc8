"""Classes with many __slots__, and objects with many attributes."""


def check(count, bases=(object,), extra=()):
    names = [f"s{i}" for i in range(count)]
    kind = type("Kind", bases, {"__slots__": tuple(names) + extra})
    objects = [kind() for _ in range(3)]
    for o in objects:
        for n in names:
            try:
                getattr(o, n)
            except AttributeError:
                pass
            else:
                print("unset slot", n, "has a value")
    for k, o in enumerate(objects):
        for i, n in enumerate(reversed(names)):
            setattr(o, n, (k, i))
    for k, o in enumerate(objects):
        assert [getattr(o, n) for n in names] == [(k, i) for i in reversed(range(count))]
    first, last = names[0], names[-1]
    code = f"def ends(o): return o.{first}, o.{last}\ndef change(o): o.{last} = o.{first} = 'new'\ndef drop(o): del o.{last}"
    functions = {}
    exec(code, functions)
    for _ in range(5):
        for o in objects:
            functions["ends"](o)
    functions["change"](objects[1])
    print(count, functions["ends"](objects[0]), functions["ends"](objects[1]), functions["ends"](objects[2]))
    functions["drop"](objects[2])
    try:
        functions["ends"](objects[2])
    except AttributeError as e:
        print(e)
    if extra:
        objects[0].added = "in the dict"
        print(objects[0].added, objects[0].__dict__, functions["ends"](objects[0]))
    return kind


for count in 1, 8, 31, 32, 33, 43, 64, 65, 128, 129, 300, 600, 2000:
    check(count)
check(100, (check(100),))
check(40, (check(5), ), ("__dict__",))
check(128, (object,), ("__dict__",))


class Empty:
    pass


for count in 31, 32, 33, 64, 65, 127, 128, 129, 130, 500:
    e = Empty()
    for i in range(count):
        setattr(e, f"a{i}", i)
    assert [getattr(e, f"a{i}") for i in range(count)] == list(range(count)) == list(vars(e).values())
    print(count, e.a0, e.a30, len(vars(e)))
