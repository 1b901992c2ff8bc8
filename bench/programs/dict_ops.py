"""Dicts with string, integer and tuple keys: storing, looking up, deleting, iterating."""

import timed


def work(n):
    names = ["key%d" % i for i in range(500)]
    total = 0
    for turn in range(n):
        table = {}
        for name in names:
            table[name] = turn
        for i, name in enumerate(names):
            table[name] += i
            table[i] = name
        for i in range(0, 500, 2):
            del table[i]
            if i in table:
                total -= 1
        for i in range(100):
            table[i, turn] = i
            total += table.get((i, turn - 1), 1)
        for key, value in table.items():
            if value == turn:
                total += 1
        total += table[names[7]] + len(table)
    return total


timed.main(work, 2800)
