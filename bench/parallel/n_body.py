"""A cloud of bodies that attract each other, as in examples/nbody.py: in each step a call for some of them.

The calls of a step read all bodies and change none; they return accelerations.
"""

import modes
from nbody import cloud, energy, move

SHARE = 12


def attractions(job):
    some, bodies = job
    return [body.attraction(bodies) for body in some]


def work(map, n):
    bodies = cloud(48)
    shares = [bodies[i:i + SHARE] for i in range(0, len(bodies), SHARE)]
    for _ in range(n):
        for some, results in zip(shares, map(attractions, [(some, bodies) for some in shares])):
            for body, result in zip(some, results):
                body.accelerate(*result)
        move(bodies)
    return "%.9f" % energy(bodies)


if __name__ == "__main__":
    modes.main(work, 1000)
