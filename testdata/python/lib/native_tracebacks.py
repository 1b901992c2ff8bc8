"""What is written in C leaves no trace in tracebacks; frozen modules leave one without text."""
import asyncio
import datetime
import decimal
import importlib
import io
import logging
import os
import traceback
import xml.etree.ElementTree as ElementTree
import zoneinfo
from decimal import Decimal


def show(f):
    try:
        print(f())
    except Exception as e:
        while e is not None:
            print(type(e).__name__, str(e))
            for frame in traceback.extract_tb(e.__traceback__):
                print("   ", os.path.basename(frame.filename), frame.name, "" if frame.line else "no text")
            e = None if e.__suppress_context__ else e.__context__


async def boom():
    raise ValueError("boom")


async def waits(what):
    await what()


async def group():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(boom())


async def future():
    f = asyncio.get_running_loop().create_future()
    print(f, type(f), type(asyncio.current_task()))
    f.set_exception(KeyError("key"))
    await f


show(lambda: asyncio.run(boom()))
show(lambda: asyncio.run(waits(lambda: asyncio.create_task(boom()))))
show(lambda: asyncio.run(waits(lambda: asyncio.gather(boom(), boom()))))
show(lambda: asyncio.run(waits(lambda: asyncio.wait_for(asyncio.sleep(9), 0.01))))
show(lambda: asyncio.run(group()))
show(lambda: asyncio.run(future()))
show(lambda: asyncio.Future.nothing)

for text in ("Decimal('x')", "Decimal(1) / 0", "Decimal(0) / 0", "Decimal(-1).sqrt()", "Decimal(1) + 1.5", "Decimal(1).nothing", "Decimal(1) < 'a'",
             "Decimal('nan') < 1", "Decimal('inf') - Decimal('inf')", "Decimal(2) // Decimal('1e-40')", "Decimal(0) ** 0"):
    show(lambda: eval(text))
context = decimal.Context(prec=3)
context.divide(Decimal(1), 3)
print(context)
print(decimal.Context(traps=[decimal.Overflow, decimal.InvalidOperation]))

zone = zoneinfo.ZoneInfo("Europe/Paris")
print(repr(zone), zone, repr(datetime.datetime(2024, 1, 1, tzinfo=zone)))
show(lambda: zoneinfo.ZoneInfo("No/Where"))

tree = ElementTree.fromstring("<a><b/></a>")
print(bool(tree), bool(tree[0]), not tree[0])
show(lambda: tree[1])
show(lambda: tree.nothing)
show(lambda: ElementTree.fromstring("<a>"))

show(lambda: os.makedirs(os.path.join(os.devnull, "a", "b")))
show(lambda: importlib.import_module("no_such_module.inner"))
print(os.makedirs.__code__.co_filename, os.path.basename(os.__file__))
