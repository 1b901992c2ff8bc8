"""Sets: adding, testing, union, intersection and difference."""

import timed


def work(n):
    total = 0
    for turn in range(n):
        seen = set()
        for i in range(300):
            seen.add(i * 7 % 101 + turn)
        evens = {i for i in range(0, 200, 2)}
        common = seen & evens
        either = seen | evens
        rest = either - common
        for i in range(100):
            if i in rest:
                total += 1
            rest.discard(i)
        total += len(common) + len(either) * 3 + len(seen ^ evens)
        total += common <= seen
    return total


timed.main(work, 12000)
