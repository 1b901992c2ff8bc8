"""_csv: dialects, the reader's states, the writer's quoting."""
import csv
import _csv
import io

from table import effects, values


def write(*rows, **params):
    out = io.StringIO()
    w = csv.writer(out, **params)
    w.writerows(rows)
    return out.getvalue()


def read(*lines, **params):
    return list(csv.reader(lines, **params))


def dialect(**params):
    d = csv.writer(io.StringIO(), **params).dialect
    return d.delimiter, d.quotechar, d.escapechar, d.quoting, d.lineterminator, d.strict, d.doublequote, d.skipinitialspace


class Semicolons(csv.excel):
    delimiter = ";"


class Odd:
    delimiter = "|"
    quoting = csv.QUOTE_ALL


d = csv.reader([]).dialect

values(globals(), r"""
dialect(), dialect(dialect="unix"), dialect(dialect=Semicolons), dialect(dialect=Semicolons()), dialect(dialect=Odd), dialect(dialect=5), dialect(quotechar=None)
dialect(delimiter="")
dialect(delimiter="ab")
dialect(delimiter=None)
dialect(quotechar=5)
dialect(quotechar="")
dialect(escapechar="")
dialect(escapechar="ab")
dialect(lineterminator=5)
dialect(lineterminator=None)
dialect(quoting=9)
dialect(quoting="a")
dialect(quotechar=None, quoting=1)
dialect(foo=1)
dialect(doublequote=[], strict=5)
dialect(dialect="nope")
_csv.Dialect("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
_csv.Dialect(None, 1)
_csv.Dialect("excel", delimiter="\u20ac").delimiter, _csv.Dialect(dialect=d) is d
csv.reader(5)
csv.writer(5)
csv.reader([], "nope")
csv.reader()
csv.reader([], "excel", 5)
csv.get_dialect("q")
csv.get_dialect([])
csv.unregister_dialect("q")
csv.register_dialect(5)
csv.register_dialect()
csv.register_dialect("a", "nope")
csv.field_size_limit("a")
csv.field_size_limit(1, 2)
csv.field_size_limit(2 ** 70)
csv.field_size_limit()
write([5]), write(["a", None, 1.5, True, "x y"]), write([""]), write([None]), write(["", ""]), write([]), write(['"', ",", "\r", "\n", "é,"])
write(['\n', '\r', 'a!b'], lineterminator="!")
write(["a", 1, 1.5, None, 2j, "b"], quoting=csv.QUOTE_NONNUMERIC), write(["a", 1], quoting=csv.QUOTE_ALL)
write(['a"b', "c"], doublequote=False, escapechar="\\"), write(["a\\b"], escapechar="\\"), write(["a,b\\"], quoting=csv.QUOTE_NONE, escapechar="\\")
write(['a"b'], doublequote=False)
write(["a,b"], quoting=csv.QUOTE_NONE)
write([""], quoting=csv.QUOTE_NONE)
write(5)
write([[1, "x"]], delimiter="\t"), write(["aéb", "cd"], delimiter="é")
read("a,b,c"), read(""), read("a,b\n", "", "c\r\n"), read("a,,"), read('"a,b",c'), read('"a""b"'), read('"a"b'), read('a"b"c'), read("a b, c", skipinitialspace=True)
read('"a\n', 'b",c'), read('"a'), read('"a\n'), read("a\\,b", escapechar="\\"), read("a\\", "b", escapechar="\\"), read('"a\\"b"', escapechar="\\", doublequote=False)
read("a\\\nb,c\n", escapechar="\\"), read('"a\\\n', 'b"', escapechar="\\"), read('a"b,c"', quoting=csv.QUOTE_NONE), read("1,2.5,\"x\"", quoting=csv.QUOTE_NONNUMERIC)
read("1,x", quoting=csv.QUOTE_NONNUMERIC)
read('"a"b', strict=True)
read('"a', strict=True)
read("a\rb")
read("a\r", "b")
read(5)
read(b"a")
read("a\0b"), read("aéb,ü", "x€y"), read("aéb", delimiter="é"), read("€a,b€", quotechar="€")
csv.reader([]).line_num, csv.reader([]).dialect.delimiter, type(csv.reader([])), type(csv.writer(io.StringIO())), type(d)
type(csv.reader([]))()
sorted(csv.list_dialects())
""")

effects(globals(), r"""
d.delimiter = 1

d.strict = 1

del d.quoting

csv.reader([]).line_num = 5

import copy; copy.copy(d)

r = csv.reader(['a\n', '"b\n', 'c"\n', 'd']); print([(row, r.line_num) for row in r])

old = csv.field_size_limit(5); print(old, csv.field_size_limit(), read("abcde,f")); print(read("abcdef"))

csv.field_size_limit(old); print(csv.field_size_limit())

csv.register_dialect("mine", Semicolons, quoting=csv.QUOTE_ALL); print(write(["a", 1], dialect="mine"), csv.get_dialect("mine").delimiter, "mine" in csv.list_dialects()); csv.unregister_dialect("mine"); print("mine" in csv.list_dialects())

class W:
    def write(self, s): return len(s)
print(csv.writer(W()).writerow(["abc", 5]), csv.writer(W()).writerows([[1]]))

rows = [["%d,%d" % (i, j) if j % 3 else 'q"%d\n' % i for j in range(5)] for i in range(50)]; print(list(csv.reader(io.StringIO(write(*rows), newline=""))) == rows)

sample = "name;age\nann;30\nbob;25\n"; s = csv.Sniffer(); print(s.sniff(sample).delimiter, s.has_header(sample)); print(list(csv.DictReader(io.StringIO(sample), delimiter=";")))
""")
