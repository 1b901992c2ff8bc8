"""What programs are told of a forgotten await, of locals() that exec fills, and of a failing __getattr__."""
import asyncio
import gc
import sys
import traceback
import warnings


async def other():
    return 1


async def main():
    other()
    await asyncio.sleep(0)
    return await other()


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(asyncio.run(main()))
    kept = other()
    closed = other()
    closed.close()
    gc.collect()
    print([(str(w.message), w.category.__name__) for w in seen], seen[0].lineno)
    kept.close()


def f():
    exec("a = 1")
    exec("b = a + 1")
    print(locals(), locals() is locals(), sys._getframe().f_locals is locals())
    c = 3
    names = locals()
    print(names)
    del c
    print(locals(), names)
    d = eval("b + 1")

    def g():
        nonlocal d
        d = 9

    g()
    print(locals()["d"], names["d"])
    return sorted(names)


print(f(), f())


class Proxy:
    field = 1

    def __getattr__(self, name):
        raise AttributeError(name)


class Meta(type):
    def __getattr__(cls, name):
        raise AttributeError("meta " + name)


class Made(metaclass=Meta):
    plain = 1


def error(f):
    try:
        f()
    except AttributeError as e:
        print(repr(e), e.name, type(e.obj), traceback.format_exception_only(e))


error(lambda: Proxy().fieldd)
error(lambda: getattr(Proxy(), "fieldd"))
error(lambda: Made.plan)
try:
    object().__init__(3)
except TypeError as e:
    print(e)


class Plain:
    pass


try:
    Plain().__init__(3)
except TypeError as e:
    print(e)

import copy
import threading

try:
    copy.copy(threading.Lock())
except TypeError as e:
    print(e)

import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
tracemalloc.start(5)
large = [bytearray(100000) for i in range(20)]
current, peak = tracemalloc.get_traced_memory()
print(current > 1_000_000, peak >= current, tracemalloc.get_traceback_limit())
print(type(tracemalloc.take_snapshot().statistics("lineno")))
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
try:
    tracemalloc.start(0)
except ValueError as e:
    print(e)
