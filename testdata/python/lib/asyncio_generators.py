"""The event loop closes asynchronous generators that are dropped unfinished."""
import asyncio


async def ticker(n, name='t'):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print('done', name)
async def first(a):
    async for x in ticker(9, 'return'):
        if x == a: return x
async def main():
    async for x in ticker(5):
        if x == 1: break
    print('left')
    await asyncio.sleep(0)
    print('after a turn')
    print(await first(2))
    await asyncio.sleep(0)
    print('after another')
    a = ticker(3, 'kept'); print(await anext(a))
    async for x in a:
        print(x); break
    b = ticker(3, 'closed')
    async for x in b:
        await b.aclose()
    print([x async for x in ticker(2, 'comp')])
    global g
    g = a
    print('main ends')
asyncio.run(main())
print('end')
