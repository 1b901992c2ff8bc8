def gen(a):
    x = yield a
    yield from x
    return x


async def coro(a):
    await a
    async with a as b:
        pass
    async for x in a:
        print(x)
    return [y async for y in b if await y]


async def agen(a):
    yield await a
