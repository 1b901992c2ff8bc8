"""Exception groups, except*, notes."""
from table import effects, values


def tree(exc):
    if isinstance(exc, BaseExceptionGroup):
        return "%s(%r, [%s])" % (type(exc).__name__, exc.message, ", ".join(tree(e) for e in exc.exceptions))
    return repr(exc)


group = ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])

values(globals(), """
group, str(group), group.message, group.exceptions[0], len(group.exceptions), group.args[0], tree(group)
ExceptionGroup("one", [ValueError(1)]), str(ExceptionGroup("one", (ValueError(1),))), type(BaseExceptionGroup("b", [ValueError(1)])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__
ExceptionGroup("x")
ExceptionGroup()
ExceptionGroup("x", [])
ExceptionGroup("x", 5)
ExceptionGroup("x", [5])
ExceptionGroup("x", [ValueError])
ExceptionGroup(5, [ValueError()])
ExceptionGroup("x", [KeyboardInterrupt()])
ExceptionGroup("x", [ValueError()], 1)
tree(group.subgroup(ValueError)), group.subgroup(OSError), tree(group.subgroup((TypeError, KeyError))), tree(group.subgroup(lambda e: isinstance(e, KeyError))), group.subgroup(ExceptionGroup) is group
[x and tree(x) for x in group.split(ValueError)], [x and tree(x) for x in group.split(OSError)], [x and tree(x) for x in group.split(Exception)]
group.subgroup(5)
group.split("x")
group.subgroup([ValueError])
tree(group.derive([ValueError("new")])), issubclass(ExceptionGroup, Exception), issubclass(ExceptionGroup, BaseExceptionGroup), issubclass(BaseExceptionGroup, Exception), ExceptionGroup[int]
""")

effects(globals(), """
try: raise group
except* ValueError as e: print("values", tree(e))
except* TypeError as e: print("types", tree(e))
except* KeyError as e: print("keys", tree(e))
else: print("no")
finally: print("finally")

try: raise group
except* ValueError as e: print("values", tree(e))

try: raise ExceptionGroup("all", [ValueError(1), ValueError(2)])
except* (ValueError, TypeError) as e: print(tree(e))
else: print("no else")

try: pass
except* ValueError: print("no")
else: print("else")

try: raise ValueError("naked")
except* ValueError as e: print(tree(e), type(e).__name__)

try: raise KeyError("not matched")
except* ValueError: print("no")

try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except* ValueError: raise TypeError("new")

try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise TypeError("new")
except ExceptionGroup as e: print(tree(e), tree(e.exceptions[0].__context__))

try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise
    except* KeyError: print("keys gone")
except ExceptionGroup as e: print(tree(e))

try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2), TypeError(3)])
    except* ValueError: raise OSError("a")
    except* KeyError: raise OSError("b")
except ExceptionGroup as e: print(tree(e))

try:
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError: raise OSError("only")
except ExceptionGroup as e: print(tree(e))

try: raise ExceptionGroup("g", [ValueError(1)])
except* ExceptionGroup: pass

try: raise ExceptionGroup("g", [ValueError(1)])
except* (ValueError, ExceptionGroup): pass

try: raise ValueError
except* 5: pass

try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except* ValueError as e: print(tree(e))
except* Exception as e: print("rest", tree(e))

try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except ExceptionGroup as e: print("plain except", tree(e))

try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except ValueError: print("never")

def f():
    for i in range(2):
        try: raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as e: x = tree(e); print(x)
    return "done"
print(f())

try:
    try: raise BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)])
    except* ValueError as e: print(tree(e))
except BaseExceptionGroup as e: print(tree(e))

try:
    try: raise group
    except* OSError: print("no")
except ExceptionGroup as e: print(e is group)

class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup("derived " + self.message, excs)
    def __new__(cls, msg, excs, extra=None): self = super().__new__(cls, msg, excs); self.extra = extra; return self
g = MyGroup("m", [ValueError(1), KeyError(2)], 5); print(g.extra, [tree(x) for x in g.split(ValueError)])
try:
    try: raise g
    except* ValueError as e: print(tree(e))
except MyGroup as e: print(tree(e))

class Strange(ExceptionGroup): pass
print(tree(Strange("s", [ValueError(1), KeyError(2)]).subgroup(KeyError)))

e = ValueError("v"); e.add_note("first"); e.add_note("second"); print(e.__notes__); raise e

e.add_note(5)

e.add_note()

print(hasattr(ValueError(), "__notes__")); e = ValueError(); e.__notes__ = "not a list"; e.add_note("x")

g = ExceptionGroup("g", [ValueError(1)]); g.add_note("on group"); s = g.subgroup(ValueError); print(s.__notes__, s is g, s.__notes__ is g.__notes__)

try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ExceptionGroup("from handler", [ValueError(1), KeyError(2)]) from e
except ExceptionGroup as g: a, b = g.split(ValueError); print(repr(a.__cause__), repr(b.__context__), a.__traceback__ is g.__traceback__)

try:
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* TypeError: 1 / 0
    except* ValueError as e: print("handled", tree(e))
except ExceptionGroup as e: print(tree(e))
""")
