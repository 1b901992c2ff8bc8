"""contextvars: variables, tokens, contexts, threads."""
import contextvars
import threading
from contextvars import Context, ContextVar, Token, copy_context

from table import effects, values

plain = ContextVar("plain")
with_default = ContextVar("with_default", default=7)
other = ContextVar("other", default=[])


def hide(text):
    """Drops addresses."""
    import re
    return re.sub("0x[0-9a-f]+", "0x", text)


def in_context(f, *args, **kwargs):
    return copy_context().run(f, *args, **kwargs)


values(globals(), r"""
plain.name, with_default.get(), with_default.get(1), plain.get(None), plain.get("x")
in_context(lambda: (plain.set(1), plain.get())[1]), plain.get("unset")
ContextVar(5)
hide(repr(with_default)), hide(repr(plain)), repr(Token.MISSING), hide(str(in_context(lambda: plain.set(3))))
Token()
Context(1)
hash(Context())
Context() == Context(), Context() == 5, Context() != Context()
len(Context()), list(Context()), plain in Context(), Context().get(plain), Context().get(plain, 4)
5 in Context()
Context().get(5)
Context().run()
Context().run(lambda *a, **k: (a, k), 1, 2, x=3)
ContextVar[int], Token[int]
type("X", (ContextVar,), {})
in_context(lambda: with_default.set(2).old_value), in_context(lambda: plain.set(2).old_value is Token.MISSING)
in_context(lambda: plain.reset(5))
""")

effects(globals(), r"""
def f():
    a = plain.set(1); b = plain.set(2); print(plain.get(), b.old_value, a.var is plain)
    plain.reset(b); print(plain.get()); plain.reset(a); print(plain.get("gone"))
    try: plain.reset(a)
    except RuntimeError as e: print(hide(str(e)))
    try: other.reset(plain.set(5))
    except ValueError as e: print(hide(str(e)))
    tok = plain.set(6)
    try: in_context(plain.reset, tok)
    except ValueError as e: print(hide(str(e)))
in_context(f)

try: plain.get()
except LookupError as e: print(e.args[0] is plain)

c = copy_context(); print(c.run(plain.set, 10).old_value is Token.MISSING, c[plain], plain in c, len(c), c.get(plain), [v.name for v in c], list(c.values()), [(k.name, v) for k, v in c.items()], [k.name for k in c.keys()]); d = c.copy(); print(c == d); d.run(plain.set, 11); print(c == d, c[plain], d[plain]); print(c.run(lambda: c.copy()[plain]))

c = copy_context()
try: c.run(lambda: c.run(print))
except RuntimeError as e: print(hide(str(e)))
c.run(print, "again")

try: Context()[plain]
except KeyError as e: print(e.args[0] is plain)

c = Context(); many = [ContextVar("v%d" % i) for i in range(1000)]
def fill():
    tokens = [v.set(i) for i, v in enumerate(many)]; print(all(v.get() == i for i, v in enumerate(many)), len(copy_context()))
    for v, t in zip(many[::2], tokens[::2]): v.reset(t)
    print(len(copy_context()), sum(v.get(0) for v in many))
    for v, t in zip(many[1::2], tokens[1::2]): v.reset(t)
    print(len(copy_context()))
c.run(fill); print(len(c))

def worker(out): out.append(with_default.get()); with_default.set(99); out.append(with_default.get())
out = []
def main():
    with_default.set(50); t = threading.Thread(target=worker, args=(out,)); t.start(); t.join(); print(out, with_default.get())
in_context(main)

import decimal
def narrow():
    decimal.getcontext().prec = 5; return decimal.Decimal(1) / 3
print(in_context(narrow))

contextvars.Context().run(lambda: 1 / 0)
""")
