# A generator or coroutine may handle the very exception that its caller is handling.
import asyncio


def rethrowing():
    try:
        yield 1
    except KeyError:
        yield 2
        raise


g = rethrowing()
next(g)
try:
    raise KeyError("a")
except KeyError as e:
    print(g.throw(e))
try:
    next(g)
except KeyError as e:
    print("raised again", e)


def nested():
    try:
        yield 1
    except KeyError as e:
        try:
            raise ValueError("inner")
        except ValueError as v:
            print("context", v.__context__ is e, (yield 2))
        print((yield 3))
        raise


g = nested()
next(g)
try:
    raise KeyError("b")
except KeyError as e:
    print(g.throw(e))
    print(g.send("sent"))
try:
    g.send("again")
except KeyError as e:
    print("raised again", e)


def leaves():
    try:
        yield 1
    except KeyError:
        pass
    yield 2
    raise


g = leaves()
next(g)
try:
    raise KeyError("c")
except KeyError as e:
    print(g.throw(e))
    try:
        next(g)
    except KeyError as f:
        print("the caller's", f is e)
g = leaves()
next(g)
try:
    raise KeyError("d")
except KeyError as e:
    g.throw(e)
try:
    next(g)
except RuntimeError as e:
    print(e)


async def inner(log):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
        log.append("tidied up")
        raise


async def main():
    log = []
    t = asyncio.create_task(inner(log))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", log)
    try:
        await asyncio.wait_for(inner(log), 0.001)
    except asyncio.TimeoutError:
        print("too slow", log)


asyncio.run(main())
