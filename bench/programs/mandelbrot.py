"""The Mandelbrot set with complex numbers."""

import timed


def work(n):
    inside = 0
    for line in range(n):
        for column in range(n):
            point = complex(column / n * 3 - 2.2, line / n * 2 - 1)
            z = 0j
            for _ in range(60):
                z = z * z + point
                if abs(z) > 2:
                    break
            else:
                inside += 1
    return inside


timed.main(work, 440)
