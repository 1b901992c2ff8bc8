"""Literals, line structure, names and operators of the language, as the tokenizer and parser must take them."""
from table import effects, values

é = 变量 = ª = µ = 1
ﬁeld = "written with a ligature"
x٣ = 3
match = case = _ = async_ = 5

values(globals(), r"""
0, 00, 0_0, 1_000, 0xFF, 0XfF, 0b101, 0B1, 0o17, 0O7, 0x_ff, 0b_1, 0o_7, 123456789012345678901234567890
1.0, 1., .5, 1e5, 1E5, 1e+5, 1e-5, 1_0.0_1, 1_0e1_0, 0.0, 00.5, 09.5, 0e0, 1e308, 1e309, 5e-324, 1e-400
1j, 1.5j, 1e5J, .5j, 1_0j, 0j, 09j, 0777j
'a', "a", 'a"b', "a'b", '\'', "\"", '\\', '\n\t\r\a\b\f\v\0', '\x41\101\u0041\U00000041\N{LATIN CAPITAL LETTER A}', '\7', '\78', '\377'
r'\n', R"\n", r'\'', r"\"", rb'\n', bR"\x", Rb'a', b'a', B"\x41\101", b'\'', f'{1}', F"{2}", fr'\{3}', Rf"{4}\n", u'u', U"u"
'a' 'b', 'a' "b" 'c', 'a' f'{1}' 'b', b'a' b'b', '''a'b"c''', '''d''' 'e'
... , Ellipsis, None, True, False, NotImplemented, __debug__
1 if 2 else 3, 1 or 2 and 3, not 1 or 2, 1 < 2 < 3, 1 in [1], 1 not in [2], not 1 in [1]
-1 ** 2, (-1) ** 2, 2 ** -1, -2 ** -2, 2 ** 3 ** 2, ~1 ** 2, +-+1, --1, - -1, not not True, 5 % -3 * 2, 7 // 2 / 2, 1 - 2 - 3, 2 * 3 % 4, 1 + 2 << 3, 1 << 2 + 3, 1 & 2 | 3 ^ 4, 1 | 2 == 3, 10 - 2 * 3 + 4 // 3
[1, 2, 3,], (1,), (), {1,}, {1: 2,}, {}, [], [[],], ((),), (((1))), [*[1], *[2],], {**{}, 'a': 1,}, {*[1], *[1]}
[1, 2, 3][0], (1, 2)[1], "abc"[1:], {1: 2}[1], [1, 2, 3][::2], [[1]][0][0], "abc".upper()[0].lower(), (lambda: [5])()[0], 1 .real, 1.0.real, 1..real, 1j.imag, "a".join(["b", "c"]), 1.5 .is_integer()
(lambda: 1)(), (lambda x: x)(2), (lambda x, *y, z=3, **k: (x, y, z, k))(1, 2, z=4, q=5), (lambda *, a: a)(a=1), (lambda a, /, b: a + b)(1, 2), (lambda x=lambda: 7: x())(), [lambda: 1, lambda: 2][1]()
é, 变量, ª, µ, ﬁeld, field, x٣, x3 if "x3" in globals() else "no x3"
match, case, _, async_, [match for match in [1]], (lambda match: match)(2)
(  1  ,2,	3	)
x.y.z
""")

effects(globals(), """
x = 1; y = 2; print(x, y);

if 1: x = 3; y = 4
print(x, y)

x = [
  1,
    # a comment
2, 3
     ]; print(x)

x = 1 + \\
2 + \\
    3
print(x)

if x == 6 and \\
   y == 4:
    print("continued")

def f(
    a,  # first
    b=(1,
       2),
    *c
): return a, b, c
print(f(0))

class A: x = 1; y = 2
class B(
    A
): pass
print(B.x, B.y)

s = \"\"\"line 1
  line 2\\
 joined
\ttab\"\"\"
print(repr(s))

s = ("implicit "
     'concatenation '
     f"{1 + 1}"); print(s)

for i in range(2):
	print("tab", i)

if True:
    if True:
        x = 1
    # comment at another level
  # and another
    y = 2
print(x, y)

# only a comment

print("é", "\\N{BULLET}", "\\u2022", '\\'', "\\
joined")

a = b = c = 5; a, = [1]; (a), b = 1, 2; [a, [b, c]] = 1, (2, 3); print(a, b, c)

def f(): pass; return 5
print(f())

lambda: 0; (yield_) = 1; print(yield_)

x = {1: {2: {3: [4, (5, {6})]}}}; print(x)

x = ((((((((((1)))))))))); y = [[[[[[[[[[]]]]]]]]]]; print(x, y)

print(*[1], *(2,), *{3}, sep="", end="\\n",)

@(lambda f: f)
def g(): return "decorated"
print(g())

with open("no such file") as a, \\
     open("other") as b: pass

if (
    1 and
    2
): print("parenthesised")

while (x := 0): pass
else: print("walrus")

type = 5; print(type); del type; soft = match = case = 1; print(match + case)

print(0xf or 1)
""")

# Blank lines and comments of any indentation, between and inside of blocks.
if True:

        # deeper

    x = [

        1,

    ]
# at the margin

    y = 2

print(x, y)


def f():
    """Has a doc."""

    return 5
    # the end


print(f(), f.__doc__)
