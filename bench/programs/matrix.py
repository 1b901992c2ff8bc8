"""Multiplying matrices that are lists of lists of floats."""

import timed


def multiply(a, b):
    size = len(b)
    width = len(b[0])
    result = []
    for row in a:
        new = [0.0] * width
        for k in range(size):
            factor = row[k]
            other = b[k]
            for j in range(width):
                new[j] += factor * other[j]
        result.append(new)
    return result


def work(n):
    a = [[(i * j % 7) / 7 for j in range(n)] for i in range(n)]
    b = [[(i + j) % 5 / 5 for j in range(n)] for i in range(n)]
    product = multiply(multiply(a, b), b)
    return "%.6f" % sum(map(sum, product))


timed.main(work, 160)
