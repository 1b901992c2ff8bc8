"""What anext() and the methods of asynchronous generators return, awaited in unusual ways."""


def run(coroutine):
    try:
        while True:
            print("yielded", coroutine.send(None))
    except StopIteration as e:
        return e.value


class Bad:
    def __await__(self):
        return 42


class Steps:
    def __init__(self, make):
        self.make = make

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.make()


def generator():
    yield 1


async def numbers():
    got = yield 1
    got = yield got
    yield got * 100


async def awaits(make):
    for args in (), ("default",):
        awaitable = anext(Steps(make), *args)
        print(type(awaitable).__name__)
        try:
            print(await awaitable)
        except (TypeError, RuntimeError) as e:
            print(type(e).__name__, e)


for make in Bad, generator, lambda: iter([1]), lambda: 5:
    run(awaits(make))


async def wrong():
    try:
        async for x in Steps(lambda: 1):
            pass
    except TypeError as e:
        print(e, "|", repr(e.__cause__), e.__context__ is e.__cause__)


run(wrong())

it = numbers()
for value in None, 10, 12:
    try:
        it.__anext__().send(value)
    except StopIteration as e:
        print(e.value)
for make in (lambda: numbers().__anext__(), lambda: numbers().asend(3), lambda: numbers().aclose(), lambda: numbers().athrow(KeyError)):
    awaitable = make()
    for i in range(2):
        try:
            awaitable.send(100)
        except BaseException as e:
            print(type(e).__name__, e)


async def twice():
    for awaitable in numbers().aclose(), numbers().asend(None), numbers().athrow(ValueError("thrown")):
        for i in range(2):
            try:
                print(await awaitable)
            except Exception as e:
                print(type(e).__name__, e)


run(twice())
