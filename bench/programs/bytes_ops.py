"""bytes and bytearray: indexing, slices, building, searching, a checksum."""

import timed


def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def work(n):
    block = bytes(range(256)) * 4
    total = 0
    for i in range(n):
        out = bytearray()
        for start in range(0, 1024, 64):
            out += block[start:start + 32]
            out.append(i & 255)
        for k in range(0, len(out), 3):
            out[k] ^= 0x5A
        total ^= adler(out)
        total += bytes(out).find(b"\x5a\x5b") + out.count(7)
    return total


timed.main(work, 5500)
