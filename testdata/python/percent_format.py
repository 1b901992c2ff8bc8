"""The % operator of str."""
from table import values


class Custom:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repré"


class Index:
    def __index__(self):
        return 5


class Int:
    def __int__(self):
        return 6


class Float:
    def __float__(self):
        return 2.5


class Mapping:
    def __getitem__(self, key):
        return key.upper()


c = Custom()
inf = float("inf")
plain = object()

values(globals(), r"""
"%s" % 5, "%s %s" % (1, "a"), "%d" % 5, "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%s" % (1,), "%s" % [1, 2], "%r" % "a", "%%" % (), "100%%", "%s%%" % 5, "%a" % "é", "%s" % None
"%s %r %a" % (c, c, c), "%10s|%-10s|%.2s|%10.2s" % ("abc", "abc", "abc", "abc"), "%c%c" % (65, "B"), "%5c|%-5c|" % ("a", "b"), "%c" % 0x1F600
"%i %u %o %x %X" % (10, 10, 10, 255, 255), "%#o %#x %#X" % (8, 255, 255), "%x" % -255, "%#x" % -255, "%08x" % 255, "%#010x" % 255, "%.5d" % 42, "%.5x" % 255, "%+.3d" % 5, "%-08d|" % 5, "%+05d" % 5, "% 05d" % 5, "%8.3d|" % 5, "%#.4x" % 255, "%d" % 2 ** 100, "%x" % 2 ** 100, "%o" % -2 ** 70
"%d" % 3.99, "%d" % -3.99, "%d" % True, "%i" % 1e20, "%d" % Index(), "%d" % Int(), "%x" % Index(), "%s" % True, "%f" % Float(), "%f" % Index(), "%d" % 10 ** 30
"%f" % 3.14159, "%.2f" % 3.14159, "%10.3f|" % 3.14159, "%-10.3f|" % 3.14159, "%010.3f" % -3.14159, "%+f" % 1, "%e" % 12345.678, "%.2E" % 12345.678, "%g" % 12345.678, "%g" % 1e20, "%G" % 1e-10, "%.3g" % 1234567, "%#g" % 5, "%#.0f" % 5, "%.0f" % 0.5, "%.0f" % 1.5, "%F" % inf, "%f" % -inf, "%5.1f|" % float("nan"), "%.10g" % 0.1, "%f" % 10 ** 20, "%.3e" % 0, "%.0e" % 12345, "%f" % True, "%.50f" % 0.1
"%(a)s %(b)d %(a)r" % {"a": "x", "b": 5}, "%(a)5s|%(a)-5s|%(n)05.1f" % {"a": "x", "n": 2.55}, "%(a)s" % Mapping(), "%()s" % {"": "empty"}, "%(a(b))s" % {"a(b)": 1}, "%%(a)s" % {"a": 1}, "no" % {}, "%s" % {"a": 1}
"%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.5), "%*d|" % (-5, 42), "%0*d" % (6, 42)
"%ld %hd %Ld" % (1, 2, 3), "%s" % (("a", "b"),), "abc" % (), "%s" % b"a", "%r" % b"a", "é%s" % "ü", "%s" % "日本", "%5s|" % "日本", "%s" "%s" % (1, 2), "%s" % 1.0, "%s" % 1e20, "%r" % 0.1
"%d" % "5"
"%d" % None
"%d" % [1]
"%x" % 1.5
"%x" % "a"
"%o" % 1.5
"%f" % "a"
"%f" % None
"%e" % [1]
"%c" % "ab"
"%c" % ""
"%c" % -1
"%c" % 0x110000
"%c" % 1.5
"%c" % None
"%d" % float("inf")
"%d" % float("nan")
"%s"  % ()
"%s %s" % (1,)
"%s" % (1, 2)
"abc" % 5
"abc" % (1,)
"abc" % "x"
"abc" % [1]
"abc" % plain
"%z" % 5
"%5z" % 5
"%" % 5
"%5" % 5
"%é" % 5
"%(a" % {"a": 1}
"%(a)" % {"a": 1}
"%(a)s" % 5
"%(a)s" % (1,)
"%(a)s" % {}
"%(a)s" % [1]
"%(a)s" % "x"
"%*d" % (1.5, 2)
"%*d" % ("a", 2)
"%.*f" % (1.5, 2)
"%*d" % 5
"%(a)*d" % {"a": 5}
"%s" % c, "%s %s" % ("a", c), "%r" % (c,), "%a" % c
"%.-5d" % 5
"%999999999999999999999d" % 5
"%.999999999999999999999f" % 5
"a" % {} , "%s" % {}, "%s" % ({},), "" % {}, "" % ()
"" % 5
""")


class Broken:
    def __str__(self):
        return 5

    def __repr__(self):
        raise ValueError("in repr")


values(globals(), """
"%s" % Broken()
"%r" % Broken()
"{}".format(Broken())
f"{Broken()}"
str(Broken())
repr(Broken())
[Broken()]
print(Broken())
""")
