"""The outer planets: floats in attributes of objects."""

import math

import timed

DAYS = 365.24
SOLAR = 4 * math.pi * math.pi

# Position and velocity (per day) in astronomical units, and mass in masses of the sun.
PLANETS = [
    (4.841431442464721, -1.1603200440274284, -0.10362204447112311,
     0.001660076642744037, 0.007699011184197404, -0.0000690460016972063, 0.0009547919384243266),
    (8.34336671824458, 4.124798564124305, -0.4035234171143214,
     -0.002767425107268624, 0.004998528012349172, 0.000023041729757376393, 0.0002858859806661308),
    (12.894369562139131, -15.111151401698631, -0.22330757889265573,
     0.002964601375647616, 0.0023784717395948095, -0.000029658956854023756, 0.00004366244043351563),
    (15.379697114850917, -25.919314609987964, 0.17925877295037118,
     0.0026806777249038932, 0.001628241700382423, -0.00009515922545197159, 0.00005151389020466115),
]


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def system():
    bodies = [Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR)]
    for x, y, z, vx, vy, vz, mass in PLANETS:
        bodies.append(Body(x, y, z, vx * DAYS, vy * DAYS, vz * DAYS, mass * SOLAR))
    sun = bodies[0]
    for body in bodies[1:]:
        sun.vx -= body.vx * body.mass / SOLAR
        sun.vy -= body.vy * body.mass / SOLAR
        sun.vz -= body.vz * body.mass / SOLAR
    return bodies


def advance(bodies, pairs, time):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        squared = dx * dx + dy * dy + dz * dz
        strength = time / (squared * math.sqrt(squared))
        pull = b.mass * strength
        a.vx -= dx * pull
        a.vy -= dy * pull
        a.vz -= dz * pull
        pull = a.mass * strength
        b.vx += dx * pull
        b.vy += dy * pull
        b.vz += dz * pull
    for body in bodies:
        body.x += time * body.vx
        body.y += time * body.vy
        body.z += time * body.vz


def energy(bodies, pairs):
    total = 0.0
    for body in bodies:
        total += 0.5 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz)
    for a, b in pairs:
        dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
        total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def work(n):
    bodies = system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(n):
        advance(bodies, pairs, 0.01)
    return "%.9f" % energy(bodies, pairs)


timed.main(work, 90000)
