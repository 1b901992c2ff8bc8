"""The context of exceptions that come through built-in functions and generators."""
import contextlib
class MyException(Exception): pass
@contextlib.contextmanager
def my_cm():
     try: yield
     except BaseException:
         exc = MyException()
         try: raise exc
         finally: exc.__context__ = None
try:
    with my_cm(): raise IndexError()
except MyException as e: print(e.__context__)
def bad(): raise KeyError
def chk(f, *a):
    try:
        try: raise IndexError
        except IndexError: f(*a)
    except Exception as e: print(type(e), repr(e.__context__), repr(e.__context__ and e.__context__.__context__))
chk(bad)
chk(int, "x")
chk(lambda: sorted([1,2], key=lambda x: 1/0))
chk(lambda: {}["q"])
old = None
def again():
    raise old
try: 1/0
except Exception as e: old = e
chk(again)
chk(lambda: list(map(lambda x: bad(), [1])))
class A:
    def __getattr__(self, n): raise AttributeError(n)
    def __len__(self): 1/0
chk(lambda: A().x); chk(lambda: len(A())); chk(lambda: bool(A()))
def g():
    try: yield
    finally: bad()
x = g(); next(x)
chk(x.close)
x = g(); next(x)
chk(x.throw, OSError())
x = g(); next(x)
chk(x.throw, old)
