"""A picture of the Mandelbrot set, a call for each row."""

import modes

LIMIT = 200
ROWS = 100


def row(job):
    """The number of steps that the points of a row take together."""
    line, width = job
    imag = 1.0 - 2.0 * (line + 0.5) / ROWS
    total = 0
    for x in range(width):
        real = 3.0 * (x + 0.5) / width - 2.2
        a = b = aa = bb = 0.0
        steps = 0
        while aa + bb <= 4.0 and steps < LIMIT:
            b = 2.0 * a * b + imag
            a = aa - bb + real
            aa = a * a
            bb = b * b
            steps += 1
        total += steps
    return total


def work(map, n):
    return sum(map(row, [(line, n) for line in range(ROWS)]))


if __name__ == "__main__":
    modes.main(work, 1000)
