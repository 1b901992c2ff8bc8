"""csv, configparser, tomllib."""
import configparser
import csv
import io
import tomllib

from table import effects, values

values(globals(), r"""
list(csv.reader(['a,b,"c,d"', '1,"say ""hi"" x",', "x;y"])), list(csv.reader(["a;b"], delimiter=";")), list(csv.DictReader(["k,v", "1,2", "3,4,5"])), list(csv.reader(["a\tb"], "excel-tab")), csv.list_dialects(), list(csv.reader(["1,2"], quoting=csv.QUOTE_NONNUMERIC)), csv.Sniffer().sniff("a;b\nc;d\n").delimiter
list(csv.reader(['"a'], strict=True))
list(csv.reader([b"x"]))
tomllib.loads('a = 1\nb = "x"\n[t]\nc = [1, 2.5, true]\nd = 2024-01-01\n[[l]]\nx = 1\n[[l]]\nx = 2')
tomllib.loads("a = ")
""")

effects(globals(), r"""
out = io.StringIO(); w = csv.writer(out); w.writerow(["a", 'b"c', "d,e", 5, None, 1.5]); w.writerows([[1], ["x\ny"]]); print(repr(out.getvalue())); d = csv.DictWriter(out, ["k"], extrasaction="raise"); d.writeheader(); d.writerow({"k": 1, "z": 2})

csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"])

c = configparser.ConfigParser(); c.read_string("[a]\nx = 1\ny: two\n  lines\n[b]\nz = %(q)s\nq = 5\nflag = yes\n"); print(c.sections(), c["a"]["x"], c.getint("a", "x"), c["a"]["y"], c["b"]["z"], c.getboolean("b", "flag"), c.get("a", "nope", fallback="f"), "a" in c, dict(c["a"])); c["n"] = {"k": "v"}; o = io.StringIO(); c.write(o); print(o.getvalue()); c["zz"]

c.get("a", "missing")

c.read_string("[a]\nbroken")
""")
