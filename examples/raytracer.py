"""Draws a scene of mirroring spheres over a chequered floor into a picture (PPM), one transaction a row.

    python examples/raytracer.py [width [file [workers]]]
"""

import math
import sys

import transaction


class Vector:
    """A point, a direction or a colour. Never changed."""

    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def mirrored(self, normal):
        return self - normal * (2.0 * self.dot(normal))


SKY_LOW = Vector(0.85, 0.9, 1.0)
SKY_HIGH = Vector(0.25, 0.45, 0.8)


class Sphere:
    """A ball of one colour that mirrors a part of the light."""

    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def distance(self, origin, direction):
        """How far a ray travels until it hits, or None."""
        to_centre = self.centre - origin
        along = to_centre.dot(direction)
        squared = self.radius * self.radius - to_centre.dot(to_centre) + along * along
        if squared < 0.0:
            return None
        root = math.sqrt(squared)
        if along - root > 1e-6:
            return along - root
        if along + root > 1e-6:
            return along + root
        return None

    def normal(self, point):
        return (point - self.centre) * (1.0 / self.radius)

    def colour_at(self, point):
        return self.colour


class Floor:
    """The plane y = 0, chequered."""

    mirror = 0.15

    def distance(self, origin, direction):
        if direction.y > -1e-6:
            return None
        far = -origin.y / direction.y
        return far if far > 1e-6 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        if (math.floor(point.x) + math.floor(point.z)) % 2:
            return Vector(0.9, 0.9, 0.85)
        return Vector(0.2, 0.2, 0.25)


class Scene:
    """Things to see, a light, and an eye at (0, 1.6, -6) that looks along z."""

    depth = 3  # mirrors in mirrors
    eye = Vector(0.0, 1.6, -6.0)
    light = Vector(5.0, 9.0, -7.0)

    def __init__(self):
        self.things = [
            Floor(),
            Sphere(Vector(-1.7, 1.0, 0.3), 1.0, Vector(0.9, 0.3, 0.2), 0.25),
            Sphere(Vector(0.5, 0.7, -0.9), 0.7, Vector(0.2, 0.7, 0.3), 0.35),
            Sphere(Vector(1.9, 1.3, 1.2), 1.3, Vector(0.3, 0.4, 0.9), 0.45),
            Sphere(Vector(-0.3, 0.35, -2.3), 0.35, Vector(0.9, 0.8, 0.2), 0.15),
        ]

    def hit(self, origin, direction):
        """The nearest thing that a ray hits, and how far it is."""
        nearest, best = None, 1e30
        for thing in self.things:
            distance = thing.distance(origin, direction)
            if distance is not None and distance < best:
                nearest, best = thing, distance
        return nearest, best

    def trace(self, origin, direction, depth):
        """The colour that comes from a direction."""
        thing, distance = self.hit(origin, direction)
        if thing is None:
            height = max(direction.y, 0.0)
            return SKY_LOW * (1.0 - height) + SKY_HIGH * height
        point = origin + direction * distance
        normal = thing.normal(point)
        point = point + normal * 1e-5
        to_light = self.light - point
        far = math.sqrt(to_light.dot(to_light))
        to_light = to_light * (1.0 / far)
        brightness = 0.15
        facing = normal.dot(to_light)
        if facing > 0.0:
            blocker, blocked_at = self.hit(point, to_light)
            if blocker is None or blocked_at > far:
                brightness += 0.85 * facing
        colour = thing.colour_at(point) * brightness
        if thing.mirror and depth:
            seen = self.trace(point, direction.mirrored(normal), depth - 1)
            colour = colour * (1.0 - thing.mirror) + seen * thing.mirror
        return colour

    def row(self, line, width, height):
        """The pixels of one row, three bytes each."""
        pixels = bytearray()
        y = (height * 0.5 - line - 0.5) / width
        for column in range(width):
            x = (column + 0.5 - width * 0.5) / width
            colour = self.trace(self.eye, Vector(x, y, 0.9).unit(), self.depth)
            for part in (colour.x, colour.y, colour.z):
                pixels.append(min(int(math.sqrt(max(part, 0.0)) * 255.0 + 0.5), 255))
        return bytes(pixels)


def main(args):
    width = int(args[0]) if args else 120
    name = args[1] if len(args) > 1 else "raytracer.ppm"
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    height = width * 3 // 4
    scene = Scene()
    checksum = 0
    with open(name, "wb") as file:
        file.write(b"P6\n%d %d\n255\n" % (width, height))
        for pixels in transaction.map(lambda line: scene.row(line, width, height), range(height)):
            file.write(pixels)
            checksum = (checksum * 31 + sum(pixels)) % 1000000007
    print("%s: %d x %d pixels, checksum %d" % (name, width, height, checksum))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
