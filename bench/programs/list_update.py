"""Reading and writing list elements by index."""

import timed


def work(n):
    size = 1000
    data = list(range(size))
    for i in range(n):
        k = i % size
        data[k] = data[k] + data[k - 1] & 65535
    return sum(data)


timed.main(work, 6000000)
