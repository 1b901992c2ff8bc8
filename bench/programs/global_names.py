"""Reading and writing names of the module, and reading built-in names."""

import timed

counter = 0
LIMIT = 1000
values = [5, 3, 8]


def bump(amount):
    global counter
    counter += amount
    if counter > LIMIT:
        counter -= LIMIT


def work(n):
    for _ in range(n):
        bump(len(values))
        bump(abs(-7) + LIMIT % 10)
    return counter


timed.main(work, 3200000)
