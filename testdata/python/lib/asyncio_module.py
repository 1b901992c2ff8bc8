"""asyncio: tasks, gather, queues, timeouts, cancellation."""
import asyncio

from table import effects

effects(globals(), """
async def f(x): await asyncio.sleep(0); return x * 2
print(asyncio.run(f(5)))

async def main(): return await asyncio.gather(f(1), f(2), f(3))
print(asyncio.run(main()))

async def main():
    t = asyncio.create_task(f(4), name="my task"); print(t.get_name(), t.done()); r = await t; return r, t.done(), t.result()
print(asyncio.run(main()))

log = []
async def worker(name, n):
    for i in range(n): log.append((name, i)); await asyncio.sleep(0)
async def main(): await asyncio.gather(worker("a", 3), worker("b", 2))
asyncio.run(main()); print(log)

async def main():
    try: await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as e: print("timeout", repr(e))
    async with asyncio.timeout(5): print("in time")
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(10)
    except TimeoutError: print("timeout block")
asyncio.run(main())

async def main():
    async def forever():
        try: await asyncio.sleep(100)
        except asyncio.CancelledError: print("cancelled"); raise
    t = asyncio.create_task(forever()); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print("seen", t.cancelled(), e.args)
asyncio.run(main())

async def bad(): raise ValueError("bad")
asyncio.run(bad())

async def main(): return await asyncio.gather(f(1), bad(), return_exceptions=True)
print(asyncio.run(main()))

async def main():
    async with asyncio.TaskGroup() as tg: a = tg.create_task(f(1)); b = tg.create_task(f(2))
    return a.result(), b.result()
print(asyncio.run(main()))

async def main():
    async with asyncio.TaskGroup() as tg: tg.create_task(bad()); tg.create_task(asyncio.sleep(10))
try: asyncio.run(main())
except ExceptionGroup as g: print(g.message, g.exceptions)

async def main():
    q = asyncio.Queue(2); out = []
    async def producer():
        for i in range(5): await q.put(i)
        await q.put(None)
    async def consumer():
        while (x := await q.get()) is not None: out.append(x)
    await asyncio.gather(producer(), consumer()); return out, q.empty()
print(asyncio.run(main()))

async def main():
    lock = asyncio.Lock(); log = []
    async def use(n):
        async with lock: log.append(("in", n)); await asyncio.sleep(0); log.append(("out", n))
    await asyncio.gather(use(1), use(2)); return log
print(asyncio.run(main()))

async def main():
    e = asyncio.Event(); log = []
    async def wait(): await e.wait(); log.append("woken")
    t = asyncio.create_task(wait()); await asyncio.sleep(0); log.append("set"); e.set(); await t; return log
print(asyncio.run(main()))

async def main():
    done, pending = await asyncio.wait([asyncio.create_task(f(i)) for i in range(3)]); return sorted(t.result() for t in done), pending
print(asyncio.run(main()))

async def main():
    loop = asyncio.get_running_loop(); order = []; loop.call_soon(order.append, 1); loop.call_later(0.01, order.append, 3); order.append(0); await asyncio.sleep(0.03); fut = loop.create_future(); loop.call_soon(fut.set_result, 7); return order, await fut, loop.is_running()
print(asyncio.run(main()))

async def agen():
    for i in range(3): yield i; await asyncio.sleep(0)
async def main(): return [x async for x in agen()]
print(asyncio.run(main()))

async def main(): return await asyncio.to_thread(sum, [1, 2, 3]), await asyncio.get_running_loop().run_in_executor(None, max, 4, 9)
print(asyncio.run(main()))

async def main():
    results = []
    for c in asyncio.as_completed([f(1), f(2)]): results.append(await c)
    return sorted(results)
print(asyncio.run(main()))

async def handle(r, w): data = await r.readline(); w.write(data.upper()); await w.drain(); w.close()
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0); port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection("127.0.0.1", port); w.write(b"hello\\n"); answer = await r.readline(); w.close(); server.close(); return answer
print(asyncio.run(main()))

asyncio.get_running_loop()

asyncio.run(5)

async def main(): asyncio.run(f(1))
coro = None
async def main2():
    c = f(1)
    try: asyncio.run(c)
    except RuntimeError as e: print(e)
    finally: c.close()
asyncio.run(main2())

async def main():
    s = asyncio.Semaphore(2); active = most = 0
    async def use():
        nonlocal active, most
        async with s: active += 1; most = max(most, active); await asyncio.sleep(0); active -= 1
    await asyncio.gather(*[use() for _ in range(6)]); return most
print(asyncio.run(main()))

with asyncio.Runner() as runner: print(runner.run(f(1)), runner.run(f(2)))

async def shielded():
    t = asyncio.create_task(f(9))
    try: return await asyncio.shield(t)
    except asyncio.CancelledError: return await t
print(asyncio.run(shielded()), asyncio.iscoroutinefunction(f), asyncio.iscoroutine(5))
""")
