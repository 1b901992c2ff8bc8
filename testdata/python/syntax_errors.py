"""What the compiler refuses, and where it says the mistake is."""

SOURCES = r"""
x = 1 +
x = (1
x = 1)
x = [1, 2
x = {1: 2
(1]
'abc
"abc
'''abc
if x
    pass
if x:
else:
def f(
def f(a, a): pass
def f(a=1, b): pass
def f(*, **k): pass
def f(*): pass
def f(**k, a): pass
def f(*a, *b): pass
def f(a, /, b, /): pass
def f(/): pass
def f(*a, b, /): pass
def f(**k, **l): pass
def f(**k=1): pass
def f(*a=1): pass
def f(None): pass
def f(): return = 1
def f() pass
lambda a, a: 0
lambda *: 0
class A
class A(: pass
class 5: pass
for x in : pass
for x in y
for 5 in x: pass
for f() in x: pass
while : pass
while True print(1)
return 1
yield 1
await x
break
continue
def f(): break
def f(): continue
class A: return 1
class A: yield 1
def f(): await x
def f(): async with x: pass
def f(): async for x in y: pass
async def f(): yield from x
async def f(): return 1; yield 2
def f(): [await x for y in z]
1 = x
x + 1 = 2
f() = 1
None = 1
True = 1
x.None = 1
(a, 1) = 2
[a, f()] = 2
a, b += 1
(a, b) += 1
x = 1 = 2
"a" = 1
f"{x}" = 1
... = 1
{} = 1
{a: 1} = 1
-x = 1
x if y else z = 1
lambda: x = 1
not x = 1
x < y = 1
x and y = 1
(x for x in y) = 1
[x for x in y] = 1
*a = 1
*a
*a, *b = c
a, *b, *c = d
print(*a = 1)
del 1
del f()
del x + 1
del (a, 1)
del *a
del None
del {}
del a if b else c
f(a=1, 2)
f(**a, *b)
f(**a, b)
f(a=1, a=2)
f(1=2)
f(a.b=1)
f(None=1)
f(x for x in y, 1)
f(1, x for x in y)
f(a for a in b, c for c in d)
f(a b)
f(a, , b)
f(,)
global x = 1
x = 1; global x
def f(): x = 1; global x
def f(): print(x); global x
def f(x): global x
def f(): nonlocal x
nonlocal x
def f(x): nonlocal x
def f(): global x; nonlocal x
import
import a.
import a as b.c
import *
from a import
from a import *, b
from a import (b
from a import (b,)c
from a import b,
from . import *x
def f(): from a import *
class A: from a import *
from __future__ import nope
x = 1; from __future__ import annotations
from __future__ import braces
import a, b as
try: pass
try: pass
except: pass
try: pass
except ValueError, TypeError as e: pass
try: pass
except: pass
except ValueError: pass
try: pass
except* ValueError: pass
except TypeError: pass
try: pass
except*: pass
raise x from
raise x, y
with x as 1: pass
with x as f(): pass
with x pass
with : pass
assert
assert x, y, z
assert (x, y) = 1
print "hello"
print x
exec "code"
x++
++x
x--
x = y++
!x
x && y
x || y
x ? y : z
a b
1 2
"a" b
1a
1__0
1_
0x
0xg
0b2
0o8
012
1e
1.5.2
1_000_
0_
0b1_
1j2
$x
x = `y`
x = ?
"\N{no such name}"
"\N{"
"\x1"
"\u123"
"\U00110000"
b"é"
b"a" "b"
"a" b"b"
f"{yield}"
x = 
	y = 1
 x = 1
if x:
pass
if x:
    a
   b
if x:
        a
    b
def f():
x = 1
class A:
x = 1
else: pass
elif x: pass
except: pass
finally: pass
case 1: pass
match x:
    pass
match x:
    case 1
        pass
match x:
    case a | b: pass
match x:
    case a: pass
    case b: pass
match x:
    case _: pass
    case 1: pass
match x:
    case [a, a]: pass
match x:
    case [*a, *b]: pass
match x:
    case {**a, "b": c}: pass
match x:
    case {a: 1}: pass
match x:
    case {**_}: pass
match x:
    case A(b=1, b=2): pass
match x:
    case A(b=1, 2): pass
match x:
    case 1 + 2: pass
match x:
    case 1 + x: pass
match x:
    case -a: pass
match x:
    case f"x": pass
match x:
    case a as 1: pass
match x:
    case a as _: pass
match x:
    case 1 | a: pass
match x:
    case a.b(): pass
    case *a: pass
x := 1
(x := 1) = 2
(x.y := 1)
(x[0] := 1)
((a, b) := 1)
(None := 1)
[x := 1 for x in y]
[y for x in (y := 1)]
[(x := 1) for x in y]
class A: [(b := 1) for c in d]
def f(a := 1): pass
f(a := 1, b := 2, c=(d := 3))
f(a := 1 for a in b)
lambda: (x := 1)
lambda: x := 1
x = y := 1
@
@x
x = 1
@x y
def f(): pass
x: int: str
x: int = 1 = 2
(x, y): int
[x]: int
f(): int
x, y: int
None: int
1: int
"a": int
def f(a: int: str): pass
def f() -> : pass
a.b: int = 1
(a): int = 1
a = b: int
async x
async def
async for x in y: pass
async with x: pass
async lambda: 1
await = 1
async = 1
def await(): pass
x.await
if = 1
class = 1
lambda = 1
x.if
def if(): pass
import if
from if import x
is = 1
f(if=1)
a not b
a is is b
a in in b
not
a not
x = not
a < > b
a <> b
a =< b
a => b
a == = b
a = = b
(a, b
{a, b
{a: b, c}
{a, b: c}
{a: }
{: a}
{a: b c: d}
{**a, b}
{*a, b: c}
[a b]
[a, , b]
[,]
(,)
(a,,)
[x for]
[x for y]
[x for y in]
[x for y in z if]
[for x in y]
[x, y for x in z]
[x for x in y, z]
[x for x in y z]
{x: y, z for x in w}
{**x for x in y}
[*x for x in y]
(*x for x in y)
(*x)
x = (*y)
return *x
x if y
x if y else
x if else z
if x else y
lambda
lambda x
lambda x:
lambda (x): x
lambda x: return x
pass x
pass; ;
; x
x;; y
:
.
..
x.
x.1
.x
x[
x[]
x[1:2:3:4]
x[:, *]
x[*y] = z
x[*]
x = \ y
x = 1 \
\
if x: if y: pass
for x in y: for z in w: pass
if x: def f(): pass
x = if y: z
while True: x = 1; else: pass
def f(): pass; def g(): pass
with x: with y: pass
try: x; except: y
class A: x = ; y
"""


def sources():
    """Lines of the list; a line and what follows it is one source if it does not start at the margin."""
    pending = []
    lines = SOURCES.strip("\n").split("\n")
    for i, line in enumerate(lines):
        pending.append(line)
        following = lines[i + 1] if i + 1 < len(lines) else "x"
        joined = following[:1] in (" ", "\t") and following[:2] != " x" or following.startswith((
            "else:", "except:", "except ", "except*", "finally:")) and line.startswith(("if", "try", "except"))
        if not joined:
            yield "\n".join(pending)
            pending = []


for source in sources():
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as exc:
        print(repr(source), type(exc).__name__, exc.msg, "line", exc.lineno, "column", exc.offset)
    except Exception as exc:
        print(repr(source), type(exc).__name__, exc)
    else:
        print(repr(source), "compiles")
