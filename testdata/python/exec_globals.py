"""Functions whose globals are a plain dict: they see every change of it, and it stays a dict."""
g = {1: "one", "x": 1, (2, 3): "pair"}
exec("def f(): return x\ndef put(v):\n  global x, y\n  x = y = v\ndef drop():\n  global x\n  del x\ndef build(): return len([x]), y\n", g)
f, put, drop, build = g["f"], g["put"], g["drop"], g["build"]
print(f(), list(g)[:3])
g["x"] = 2
print(f())
put(3)
print(f(), g["x"], g["y"], build())
g["len"] = lambda s: "my len"
print(build())
del g["len"]
print(build())
drop()
try:
    f()
except NameError as e:
    print(e)
print("x" in g, g.get("x"), [k for k in g if not str(k).startswith("__")])
g["x"] = 5
print(f(), g.pop("x"), "x" in g, g.setdefault("x", 6), f())
g.update(x=7, z=8)
print(f(), sorted(k for k in g if isinstance(k, str) and len(k) == 1))
h = dict(g)
h["x"] = 9
print(f(), h["x"], g == h, g.copy() == g, len(g) == len(h))
g[4] = "four"
del g[1]
print([k for k in g if not isinstance(k, str)], g[4], {**g}["x"])
for k, v in list(g.items()):
    if k != "x" and k != "__builtins__":
        del g[k]
print(f(), sorted(g))
g.clear()
try:
    f()
except NameError as e:
    print(e)
g["x"] = "again"
print(f())


class Space(dict):
    def __missing__(self, key):
        return key * 2


s = Space(a=1)
exec("b = c", {}, s)
print(s["b"])
s = Space(a=1)
exec("def f(): return a, b\nr = f()", s)
print(s["r"], type(s).__name__, s["zz"])
for i in range(3):
    ns = {"i": i}
    exec("def f(): return i + 1", ns)
    print(ns["f"](), eval("(lambda: i * 2)()", ns), eval("[i for _ in 'ab']", ns))
