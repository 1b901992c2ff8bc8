"""The picture of examples/raytracer.py, a call for each row. All rows read the same scene."""

import modes
from raytracer import Scene

scene = Scene()


def row(job):
    line, width, height = job
    return sum(scene.row(line, width, height))


def work(map, n):
    height = n * 3 // 4
    return sum(map(row, [(line, n, height) for line in range(height)]))


if __name__ == "__main__":
    modes.main(work, 170)
