"""Formatting: f-strings, % and format()."""

import timed


def work(n):
    total = 0
    for i in range(n):
        x = i / 7
        a = f"{i} and {x:.3f} and {i * 2:>8}|{'left':<10}|{i:#x}"
        b = "%d, %s, %08.3f, %r, %x" % (i, "text", x, "q", i)
        c = "{:,} {:e} {name!r}".format(i * 1000, x, name="n")
        total += len(a) + len(b) + len(c) + len(str(x))
    return total


timed.main(work, 180000)
