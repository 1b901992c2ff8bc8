"""f-strings: nesting, conversions, =, quotes, expressions inside."""
from table import effects, values

name = "World"
number = 42
pi = 3.14159
d = {"key": "value", "n": 5}
items = [1, 2, 3]
letters = ("a", "b")

print(f"Hello {name}!", f"{number}", f"{number + 1}", f"{number:05d}", f"{pi:.2f}", f"{pi:{number // 4}.{3}}")
print(f"{d['key']}", f'{d["n"]}', f"{items[0]}{items[-1]}", f"{items!r}", f"{name!r:>10}", f"{name!s}", f"{'é'!a}")
print(f"{{}}", f"{{{number}}}", f"{{{{", f"}}}}", f"{{number}}", f"a{{b{number}c}}d")
print(f"{number=}", f"{number = }", f"{number + 1=}", f"{name=!s}", f"{pi=:.2f}", f"{ d['n'] = }")
print(f"{f'{number}'}", f"{f'{name!r}':>12}", f"{'nested ' + f'{items[0] + 1}'}")
print(f"{(lambda x: x * 2)(5)}", f"{[x for x in items if x > 1]}", f"{ {x: x for x in items} }", f"{ {1, 1} }", f"{number if number > 5 else 0}")
print(f"{number:{'>'}{10}}", f"{number:{'0'}>{width}}" if (width := 6) else "", f"{number:#{'x'}}")
print(f"a" "b" f"{number}" "c{}" r"\n" f"\n".strip(), rf"\{number}", fr"{name}\t", F"{number}", f"\x41\N{BULLET}{number}")
print(f"""multi
line {name}
{
    number
    + 1
}""")
print(f"{'a' if True else 'b'}", f"{not True}", f"{1 < 2}", f"{1 == 1 and 2}", f"{number!r}", f"{number != 42}", f"{number >= 42}", f"{number <= 42}", f"{number == 42}")
print(f"{yes}" if (yes := "walrus") else "", f"{(x := 5)}", x, f"{x:=+5}")
print(f"{name.upper()}", f"{name.replace('o', '0')}", f"{len(name)}", f"{name[1:3]}", f"{name[::-1]}", f"{'-'.join(letters)}")
print(f"{1_000_000:,}", f"{0.1 + 0.2}", f"{1e10}", f"{-5 % 3}", f"{2 ** 10}", f"{~5}", f"{5 // 2}", f"{3, 4}", f"{*items,}", f"{lambda_ if (lambda_ := 3) else 0}")
print(f"{''}", f"", f"{''!r}", f"{None}", f"{True}", f"{...}", f"{()}", f"{'{'}", f"{'}'}", f"{'{}'}")
print(f'{"a"}' f"{'b'}", f"{'''c'''}", f'''{"d"}''', f"{d!r}")


class Show:
    def __format__(self, spec):
        return "format(%s)" % spec

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


s = Show()
print(f"{s}", f"{s:abc}", f"{s!r}", f"{s!s}", f"{s!r:>6}", f"{s=}", f"{s=:q}", f"{s=!s}", f"{s:{number}}", f"{s:a{number}b{name}c}")


def generator():
    received = yield f"{number}"
    yield f"{received!r} {(yield 'inner')}"


g = generator()
print(next(g), g.send("x"), g.send("y"))


def scope():
    local = "local"
    return [f"{local} {i} {name}" for i in range(2)], (lambda: f"{local}")()


print(scope())


class Body:
    attribute = "in class"
    text = f"{attribute} {__qualname__}"


print(Body.text)
assert f"{number}" is not None, f"{1 / 0}"

values(globals(), r'''
f"{undefined}"
f"{1 / 0}"
f"{name.nope}"
f"{items[10]}"
f"{name:d}"
f"{number:{name}}"
f"{d[missing]}"
f"{s:{1/0}}"
eval("f'{a}'", {"a": 1})
eval("f'{a!r}'", {"a": "x"})
''')

effects(globals(), r"""
def f(x, /, *, width=5): return f"{x:>{width}}"
print(f("a"), f("b", width=2))

print(f"{number}" + "%d" % 5 + f"{number}" * 2)

print("%s" % f"{number}", f"{'%s' % number}")
""")
print(f"{number:%}", f"{number!s:^6}|", f"{'a':<3}{'b':>3}", f"{12345.678:_.1f}", f"{number:c}", f"{number:e}")
