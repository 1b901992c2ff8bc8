"""Bit operations on integers that fit into a machine word: a random generator and a population count."""

import timed


def work(n):
    state = 88172645463325252
    ones = 0
    checksum = 0
    for _ in range(n):
        state ^= state << 13 & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= state << 17 & 0xFFFFFFFFFFFFFFFF
        x = state & 0xFFFFFFFF
        x = x - (x >> 1 & 0x55555555)
        x = (x & 0x33333333) + (x >> 2 & 0x33333333)
        x = x + (x >> 4) & 0x0F0F0F0F
        ones += (x * 0x01010101 & 0xFFFFFFFF) >> 24
        checksum = checksum * 31 + ones & 0xFFFFFFF
    return ones, checksum


timed.main(work, 600000)
