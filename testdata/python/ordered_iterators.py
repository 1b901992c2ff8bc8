"""Iterators of OrderedDict: at the end once the last key is given, whatever happens to the dict then."""
from collections import OrderedDict

d = OrderedDict(a=1, b=2)
for make in (iter, reversed):
    i = make(d); print(next(i), next(i)); d["c"] = 1; print(next(i, "end"), next(i, "end")); del d["c"]
    i = make(d); print(next(i)); d["c"] = 1
    try: print(next(i))
    except RuntimeError as e: print(e)
    del d["c"]
    i = make(d); print(next(i)); d.move_to_end("a")
    try: print(next(i))
    except RuntimeError as e: print(e)
    d.move_to_end("b")
e = OrderedDict(); i = iter(e); e[1] = 2
try: print(next(i, "end"))
except RuntimeError as x: print(x)
print(list(d.items()), list(reversed(d.items())), i.__reduce__ and list(iter(d)))
