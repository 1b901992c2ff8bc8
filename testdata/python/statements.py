"""if, while, for, else, break, continue, pass, del, global, assert, chained and augmented assignment, walrus."""
from table import effects, values

five, none = 5, None

effects(globals(), """
for i in range(3): print(i)
else: print("else", i)

for i in range(3):
    if i == 1: break
else: print("never")
print(i)

for i in []: pass
else: print("empty else")

for i in range(4):
    if i % 2: continue
    print(i)

i = 0
while i < 3: i += 1
else: print("while else", i)

while True:
    i += 1
    if i > 5: break
else: print("never")
print(i)

while False: pass
else: print("at once")

for i in range(2):
    for j in range(3):
        if j == 1: break
        print(i, j)
    else: print("no break")
else: print("outer else")

for a, b in [(1, 2), "xy"]: print(a, b)

for a, *b in ["abc"]: print(a, b)

for d["k"] in range(2): pass

d = {}
for d["k"] in range(2): print(d)

class O: pass
o = O()
for o.x in "ab": print(o.x)

for (i), [j] in [(1, [2])]: print(i, j)

for i in 1, 2, *[3]: print(i)

for i in (x := [1, 2]): print(i, x)

for i in "abc": print(i, end=" ")
print()

if 0: print("no")
elif []: print("no")
elif "x": print("elif")
else: print("no")

if not 0 and (1 or 1 / 0): print("short")

x = 1 if True else 2; y = "a" if 0 else "b" if 0 else "c"; print(x, y)

a = b = [0]; a.append(1); print(b); c = d = e = 5; print(c, d, e)

x = y = z = 0; x, y = 1, 2; (x, y), z = (y, x), x; print(x, y, z)

x = 5; x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x <<= 3; x >>= 1; x |= 1; x ^= 3; x &= 7; print(x); x /= 2; print(x)

s = "a"; s += "b"; s *= 2; print(s); l = [1]; l += "ab"; l *= 2; print(l); t = (1,); t += (2,); print(t)

x += undefined_name

undefined_name += 1

l[0] += [1]

(x) = 5; [x] = [6]; print(x); (x), = [7]; print(x); x: int = 8; print(x); y2: int
y2

if (n := len("abc")) > 2: print(n)

while (n := n - 1) > 0: print(n)

print((a := 1) + (b := a + 1), a, b); print([c := 5, c + 1]); f = lambda: (q := 3); print(f()); (z := 1); print(z); print(x := 9); print(x)

def f(v=(w := 4)): return v
print(f(), w)

x = [y := 1, y ** 2]; print(x, y); print(f"{(v := 3)} {v}"); {(k := "a"): 1}; print(k)

del x, y; x

a = [1, 2, 3]; del a[0], a[-1]; print(a); del (a)
a

x, y, z = 1, 2, 3; del (x, y), [z]
z

del a.b

del undefined_name

del 1 if False else None
""".replace("del 1 if False else None\n", "") + """

def f():
    x = 1
    del x
    x = 2
    return x
print(f())

assert 1, "fine"; assert "x"; print("asserted")

assert not 1

assert 0, "why"

assert 0, ValueError("as message")

assert undefined_name

def f():
    return
    print("unreachable")
print(f()); print((lambda: None)())

def f():
    if True: return 1
    else: return 2
print(f())

pass; pass
x = 1; y = 2; print(x, y)

if 1: pass; print("same line"); x = 5

print(x) if x else None; x and print("and"); 0 or print("or")

1; "string"; [1, 2]; None; ...; x

def f(): "doc"; return 1
print(f.__doc__, f())

def f(): "not", "doc"
print(f.__doc__)

def f(): f"not {1} doc"
print(f.__doc__)

def f():
    global g1, g2
    g1 = 1
    del g2
g2 = 5; f(); print(g1); g2

x = 10
def f():
    global x
    x += 1
    return x
print(f(), x)

import sys as system, os.path as p; print(system.__name__, p.__name__ in ("posixpath", "ntpath")); from sys import version_info as v, path; print(v[0], type(path).__name__)

from sys import *
print(maxsize > 0, "path" in globals())

from table import (values as vv, effects as ee,); print(vv.__name__)

import os, sys; print(os.__name__, sys.__name__); import os.path; print(os.path is p)

from sys import nope

import nope.nope

import sys.nope

from table import values as q, nope

for x in range(2):
    try: continue
    finally: print("f", x)

x = 5
match = 3; case = 4; type = 5; _ = 6; print(match + case + type + _); del type, _; match.real; print(match, case)

print = print; print("rebound"); del print; print("back")

x = (1,
     2,
     # comment
     3); print(x)

x = 1 + \\
    2; print(x)

if True:
        print("odd indent")

if True:
  if True:
     print("mixed")
  print("less")

def f(a,
      b = 1,
      ): return a + b
print(f(
  1,
))

x = [
    1, 2,
][0]; print(x)

try: pass
finally: pass

print(1 if 0 else 2 if 0 else 3, (lambda: 1 if 0 else 2)(), [0, 1][True], not 1 == 2, 1 < 2 == 2 < 3, 1 in [1] == True, "a" "b" in "cab", -2 ** 2, 2 ** -1, not not 1, 5 - -5, ~-1, 1 if 1 else 0 or 5, 2 ** 3 ** 2, (-2) ** 2, 7 // 2 * 2, 7 % 4 * 2, 1 | 2 ^ 3 & 4, 1 << 2 + 1, 1 + 2 << 1, lambda: 5)
""".replace(", lambda: 5)", ")"))

values(globals(), """
1 < 2 < 3, 1 < 2 > 0, 3 > 2 >= 2 != 1, five == five is not none, 1 < 3 < 2, "a" < "b" < "c", not (1 < 2), None is None, None is not five, [] is [], 1 in (1,), 1 not in (2,), "" in "a"
1 and 2, 0 and 2, 1 or 2, 0 or 2, [] or {} or 0, 1 and [] and 5, not [], not 5, None or False, "" and 1 / 0, 1 or 1 / 0
0 or 1 / 0
1 < "a" or 5
3 > 2 > "a"
3 < 2 < "a"
undefined_name or 1
1 or undefined_name
""")
