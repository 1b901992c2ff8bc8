"""The last thing that a program hears of: a coroutine that it never awaited."""
import asyncio


async def other():
    return 1


async def main():
    other()
    print("main ends")


asyncio.run(main())
