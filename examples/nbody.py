"""Bodies that attract each other: a cloud of stars, calculated step by step.

In each step, transactions work out the forces on some bodies each, and then move them. The energy of the
whole must stay what it is.

    python examples/nbody.py [bodies [steps [workers]]]
"""

import math
import sys

import transaction

STEP = 0.0005     # of time
SOFTENING = 0.05  # keeps the force finite when two bodies meet
SHARE = 8         # bodies that one transaction looks after


class Body:
    def __init__(self, x, y, z, mass):
        self.x, self.y, self.z = x, y, z
        self.vx = self.vy = self.vz = 0.0
        self.mass = mass

    def attraction(self, bodies):
        """The acceleration by the force of all bodies."""
        x, y, z = self.x, self.y, self.z
        ax = ay = az = 0.0
        for other in bodies:
            dx = other.x - x
            dy = other.y - y
            dz = other.z - z
            squared = dx * dx + dy * dy + dz * dz + SOFTENING
            strength = other.mass / (squared * math.sqrt(squared))
            ax += dx * strength
            ay += dy * strength
            az += dz * strength
        return ax, ay, az

    def accelerate(self, ax, ay, az):
        self.vx += ax * STEP
        self.vy += ay * STEP
        self.vz += az * STEP

    def move(self):
        self.x += self.vx * STEP
        self.y += self.vy * STEP
        self.z += self.vz * STEP


def pull(some, bodies):
    for body in some:
        body.accelerate(*body.attraction(bodies))


def move(some):
    for body in some:
        body.move()


def cloud(count):
    """Bodies at rest at random places in a ball."""
    seed = 1
    bodies = []
    while len(bodies) < count:
        place = []
        for _ in range(3):
            seed = (seed * 1103515245 + 12345) % 2147483648
            place.append(seed / 1073741824.0 - 1.0)
        x, y, z = place
        if x * x + y * y + z * z <= 1.0:
            bodies.append(Body(x, y, z, 1.0 + len(bodies) % 3))
    return bodies


def energy(bodies):
    total = 0.0
    for i, body in enumerate(bodies):
        total += 0.5 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz)
        for other in bodies[i + 1:]:
            dx, dy, dz = body.x - other.x, body.y - other.y, body.z - other.z
            total -= body.mass * other.mass / math.sqrt(dx * dx + dy * dy + dz * dz + SOFTENING)
    return total


def main(args):
    count = int(args[0]) if args else 48
    steps = int(args[1]) if len(args) > 1 else 40
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    bodies = cloud(count)
    shares = [bodies[i:i + SHARE] for i in range(0, count, SHARE)]
    before = energy(bodies)
    for _ in range(steps):
        for some in shares:
            transaction.add(pull, some, bodies)
        transaction.run()
        for some in shares:
            transaction.add(move, some)
        transaction.run()
    after = energy(bodies)
    print("%d bodies, %d steps" % (count, steps))
    print("energy %.6f before, %.6f after" % (before, after))
    if not abs(after - before) <= abs(before) * 0.01:
        print("wrong: more than 1 % of it has changed")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
