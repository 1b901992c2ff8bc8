"""Building lists by append, by comprehension, by slices and by concatenation."""

import timed


def work(n):
    total = 0
    for i in range(n):
        grown = []
        for j in range(100):
            grown.append(j * i)
        squares = [j * j for j in grown if j & 1 == 0]
        pairs = [(a, b) for a in range(5) for b in range(a)]
        both = grown[10:50] + squares[::2]
        both.reverse()
        both.pop()
        both.extend(grown[:5])
        total += len(both) + len(pairs) + both[3]
    return total


timed.main(work, 60000)
