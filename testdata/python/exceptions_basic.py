"""Raising, catching, attributes and text of exceptions; the hierarchy."""
from table import effects, values


class Custom(Exception):
    pass


class WithInit(Exception):
    def __init__(self, a, b=2):
        self.a, self.b = a, b


class WithStr(ValueError):
    def __str__(self):
        return "my str"


values(globals(), r"""
str(Exception()), repr(Exception()), str(Exception(1)), repr(Exception(1)), str(Exception(1, "a")), repr(Exception(1, "a")), repr(Exception("a")), str(Exception(None)), repr(Exception([1])), Exception("x").args, Exception(1, 2).args
str(KeyError("a")), repr(KeyError("a")), str(KeyError()), str(KeyError(1, 2)), str(KeyError((1,))), str(KeyError("it's")), str(KeyError(None))
Custom("x"), repr(Custom()), str(Custom("a", 1)), WithInit(5).args, str(WithInit(5)), WithInit(5, b=3).args, repr(WithInit(1, 2)), str(WithStr()), repr(WithStr("q")), f"{WithStr()}"
OSError(2, "No such file"), OSError(2, "m", "file").filename, str(OSError(2, "m", "file")), str(OSError(2, "m", "a", None, "b")), OSError("one arg").errno, str(OSError(1, 2)), type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(OSError(110, "x")).__name__, OSError(5, "x", "f").args, OSError(1).args, type(OSError(32, "")).__name__, type(OSError(20, "")).__name__, type(OSError(21, "")).__name__, type(OSError(3, "")).__name__, type(OSError(111, "")).__name__, type(OSError(4, "")).__name__, type(OSError(11, "")).__name__, type(FileNotFoundError(1, "x")).__name__
IOError is OSError, EnvironmentError is OSError, BlockingIOError(1, "a", 5).characters_written, repr(FileNotFoundError(2, "n", "f"))
SystemExit(3).code, SystemExit().code, SystemExit("a", "b").code, StopIteration(5).value, StopIteration().value, StopIteration(1, 2).value, StopAsyncIteration(1).args
ImportError("m", name="n", path="p").name, ImportError("m").path, str(ImportError("m", name="n")), repr(ImportError("m", name="n")), ModuleNotFoundError("x", name="y").name, ImportError().msg, ImportError(1, 2).msg
ImportError(nope=1)
NameError("m", name="n").name, NameError("x").name, AttributeError("m", name="n", obj=5).obj, AttributeError("x").name
NameError(nope=1)
AttributeError("a", foo=1)
UnicodeDecodeError("utf-8", b"abc", 1, 2, "why"), str(UnicodeDecodeError("utf-8", b"a\xffc", 1, 2, "why")), str(UnicodeDecodeError("utf-8", b"abcd", 1, 3, "why")), str(UnicodeEncodeError("ascii", "aé", 1, 2, "why")), str(UnicodeEncodeError("ascii", "a\u4e2d\U0001f600", 2, 3, "why")), str(UnicodeTranslateError("abc", 0, 2, "why")), UnicodeDecodeError("a", b"b", 0, 1, "c").reason, UnicodeEncodeError("a", "b", 0, 1, "c").object
UnicodeDecodeError("utf-8", "abc", 1, 2, "why")
UnicodeDecodeError("utf-8")
UnicodeEncodeError("a", b"b", 0, 1, "c")
SyntaxError("m", ("f", 3, 5, "text")).lineno, SyntaxError("m", ("f", 3, 5, "text")).msg, str(SyntaxError("m", ("dir/f.py", 3, 5, "text"))), SyntaxError("m").filename, SyntaxError("m", ("f", 1, 2, "t", 3, 4)).end_lineno, str(SyntaxError("m")), SyntaxError().msg, str(SyntaxError("m", ("f", None, 2, "t")))
SyntaxError("m", 5)
SyntaxError("m", (1, 2))
[c.__name__ for c in ZeroDivisionError.__mro__], [c.__name__ for c in FileNotFoundError.__mro__], [c.__name__ for c in KeyError.__mro__], [c.__name__ for c in UnicodeDecodeError.__mro__], [c.__name__ for c in ModuleNotFoundError.__mro__], [c.__name__ for c in RecursionError.__mro__], [c.__name__ for c in IndentationError.__mro__], [c.__name__ for c in UnboundLocalError.__mro__], [c.__name__ for c in BrokenPipeError.__mro__], [c.__name__ for c in GeneratorExit.__mro__], [c.__name__ for c in ResourceWarning.__mro__], [c.__name__ for c in EncodingWarning.__mro__], [c.__name__ for c in ExceptionGroup.__mro__]
sorted(n for n in dir(__import__("builtins")) if isinstance(getattr(__import__("builtins"), n), type) and issubclass(getattr(__import__("builtins"), n), BaseException))
Exception("a") == Exception("a"), hash(Exception("a")) != 0, Exception("x").__cause__, Exception("x").__context__, Exception("x").__suppress_context__, Exception("x").__traceback__, Exception.__doc__ is not None, Exception().__dict__, Exception("x").with_traceback(None).args, BaseException.__subclasses__().__class__.__name__
Exception.args
Exception("x").__reduce__(), OSError(2, "x").__reduce__(), Custom("c").__reduce__()[1], ImportError("x", name="n").__reduce__()[2]
Exception("x").with_traceback(5)
""")

effects(globals(), """
raise ValueError

raise ValueError("text")

raise ValueError("a", 5)

raise Custom

raise WithInit

raise WithInit(1)

raise 5

raise "string"

raise None

raise int

raise object()

raise

raise ValueError from KeyError

raise ValueError from 5

raise ValueError from None

raise undefined_exception

class NotExc:
    def __new__(cls): return 5
raise NotExc

class Returns(Exception):
    def __new__(cls): return 5
raise Returns

try: raise ValueError("v")
except ValueError as e: print(type(e).__name__, e, e.args, e.__traceback__ is not None)

e

try: raise ValueError("v")
except (TypeError, ValueError): print("tuple")
except Exception: print("not here")

try: raise KeyError("k")
except LookupError as e: print(repr(e))

try: raise ValueError("v")
except TypeError: print("no")

try: raise ValueError("v")
except: print("bare")

try: pass
except: print("no")
else: print("else")
finally: print("finally")

try: 1 / 0
except 5: pass

try: 1 / 0
except (ValueError, 5): pass

try: 1 / 0
except "ZeroDivisionError": pass

try: 1 / 0
except int: pass

try: 1 / 0
except (ZeroDivisionError, 5): print("found before the bad one")

try: 1 / 0
except undefined_class: pass

try: pass
except undefined_class: pass
print("never evaluated")

try: 1 / 0
except [ZeroDivisionError]: pass

try: 1 / 0
except ((ValueError, ZeroDivisionError), KeyError): print("nested")

def classes(): print("evaluated"); return ZeroDivisionError
try: 1 / 0
except ValueError: pass
except classes(): print("dynamic")

try:
    try: 1 / 0
    except ValueError: print("no")
    finally: print("inner finally")
except ZeroDivisionError: print("outer")

try:
    try: raise ValueError("first")
    except ValueError: raise
except ValueError as e: print("re-raised", e)

try: raise ValueError("v")
except ValueError as e:
    e = 5; print(e)

try: raise ValueError("v")
except ValueError as e: del e
print("deleted fine")

def f():
    try: raise ValueError("in f")
    except ValueError as e: return str(e)
print(f())

for i in range(3):
    try:
        if i == 1: raise ValueError(i)
        print(i)
    except ValueError: continue
    else: print("else", i)
    finally: print("finally", i)

e = ValueError("x"); e.extra = 5; print(e.extra, e.__dict__); e.args = (1, 2); print(e, e.args); e.args = "ab"; print(e.args); e.args = 5

e.__cause__ = 5

e.__context__ = "x"

e.__traceback__ = 5

e.__cause__ = KeyError("c"); print(repr(e.__cause__), e.__suppress_context__); e.__cause__ = None; print(e.__cause__); e.__suppress_context__ = 1; print(e.__suppress_context__)

e.__suppress_context__ = "x"

del e.args

class E(Exception):
    code = 5
    def __init__(self, message): super().__init__(message, "second"); self.message = message
    def __eq__(self, o): return True
    __hash__ = None
try: raise E("m")
except E as e: print(e, e.args, e.message, e.code, e == 5)

class E(Exception):
    def __str__(self): raise ValueError("in str")
print(repr(E("r"))); str(E())

class Exc(ValueError, KeyError): pass
for k in (ValueError, KeyError, Exc, LookupError):
    try: raise Exc("multi")
    except k as e: print(k.__name__, str(e), repr(e))

class Exc2(KeyError, AttributeError): pass
print(str(Exc2("q")), Exc2("a").args)

import sys
print(sys.exc_info()); 
try: 1 / 0
except ZeroDivisionError as e: print(sys.exc_info()[:2] == (type(e), e), sys.exc_info()[2] is e.__traceback__, sys.exception() is e)
print(sys.exc_info(), sys.exception())

def f():
    try: 1 / 0
    except ZeroDivisionError: g(); print(sys.exc_info()[0].__name__)
def g():
    print(sys.exc_info()[0].__name__)
    try: raise KeyError
    except KeyError: print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
f()

try: 1 / 0
except ZeroDivisionError as e: tb = e.__traceback__; print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next, type(tb).__name__, tb.tb_lasti >= 0)

def f(): raise ValueError
def g(): f()
try: g()
except ValueError as e:
    tb, names = e.__traceback__, []
    while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
    print(names)

try: g()
except ValueError as e: e2 = e.with_traceback(None); print(e2 is e, e.__traceback__)

e = ValueError("reused")
for _ in range(2):
    try: raise e
    except ValueError as x: print(x is e, x.__traceback__.tb_next is not None)

def retry(n):
    for i in range(n):
        try: raise ValueError(i)
        except ValueError:
            if i == n - 1: raise
retry(3)

assert True, 1 / 0

assert False

assert False, "message"

assert 0, ("tuple", 1)

assert (), None

assert [] == [1], f"not {5}"

raise SystemExit

raise KeyboardInterrupt("k")

raise GeneratorExit

def f():
    try: return "try"
    except: return "except"
    else: return "else"
    finally: print("finally ran")
print(f())

try:
    raise ValueError("x").with_traceback(None) from KeyError("y")
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__)

class Meta(type):
    def __subclasscheck__(cls, sub): return True
class Any_(Exception, metaclass=Meta): pass
try: raise ValueError
except Any_: print("caught by subclasscheck")
except ValueError: print("real class only")

try: [][0]
except IndexError as e: print(e)
try: {}["k"]
except KeyError as e: print(e, e.args)
try: int("x")
except ValueError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: None.x
except AttributeError as e: print(e, e.name, e.obj)
try: nope
except NameError as e: print(e, e.name)
try: import no_such_module
except ImportError as e: print(e, e.name, type(e).__name__)
try: from sys import no_such_name
except ImportError as e: print(e, e.name)
""")
