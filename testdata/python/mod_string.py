"""Module string: Formatter, Template."""
import string
from table import values

f = string.Formatter()

values(globals(), r"""
f.format("{0} {a!r:>5} {b[1].real}", 1, a="x", b=[1, 2])
list(f.parse("a{b!r:c}d{{}}{}"))
list(f.parse("a{"))
list(f.parse("{0[a].b!s:{x}}"))
f.format("{} {}", 1, 2)
f.format("{} {0}", 1)
f.format("{a}")
f.format("{0:{1}}", 5, ">4")
f.vformat("{0}", (1,), {})
f.get_field("0.real[x]", (1,), {})
string.Template("$a ${b} $$").substitute(a=1, b=2)
string.Template("$a ${b").substitute(a=1)
string.Template("$a").safe_substitute()
string.capwords("hello wide  world")
string.ascii_letters, string.digits, string.punctuation, string.whitespace
""")
