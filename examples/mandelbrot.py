"""Draws the Mandelbrot set into a grey picture (PGM), one transaction for each row.

    python examples/mandelbrot.py [width [file [workers]]]
"""

import sys

import transaction

LIMIT = 200  # after so many steps a point counts as inside
LEFT, RIGHT, TOP, BOTTOM = -2.2, 0.8, 1.0, -1.0


def row(imag, width):
    """The pixels of one row, from black (inside) to white (escapes at once)."""
    pixels = bytearray(width)
    for x in range(width):
        real = LEFT + (RIGHT - LEFT) * (x + 0.5) / width
        a = b = aa = bb = 0.0
        steps = 0
        while aa + bb <= 4.0 and steps < LIMIT:
            b = 2.0 * a * b + imag
            a = aa - bb + real
            aa = a * a
            bb = b * b
            steps += 1
        pixels[x] = 255 - steps * 255 // LIMIT
    return bytes(pixels)


def main(args):
    width = int(args[0]) if args else 240
    name = args[1] if len(args) > 1 else "mandelbrot.pgm"
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    height = width * 2 // 3

    def one(line):
        return row(TOP + (BOTTOM - TOP) * (line + 0.5) / height, width)

    inside = 0
    checksum = 0
    with open(name, "wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (width, height))
        for pixels in transaction.map(one, range(height)):
            file.write(pixels)
            inside += pixels.count(0)
            checksum = (checksum * 31 + sum(pixels)) % 1000000007
    area = (RIGHT - LEFT) * (TOP - BOTTOM) * inside / (width * height)
    print("%s: %d x %d pixels" % (name, width, height))
    print("%d inside, so the area is about %.4f; checksum %d" % (inside, area, checksum))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
