"""Flipping pancakes in all orders: list slices and swaps."""

import timed


def work(n):
    order = list(range(n))
    counts = [0] * n
    most = checksum = 0
    sign = 1
    left = n
    while True:
        while left > 1:
            counts[left - 1] = left
            left -= 1
        if order[0]:
            stack = order[:]
            flips = 0
            top = stack[0]
            while top:
                stack[:top + 1] = stack[top::-1]
                flips += 1
                top = stack[0]
            most = max(most, flips)
            checksum += sign * flips
        sign = -sign
        while True:
            if left == n:
                return checksum, most
            first = order[0]
            for i in range(left):
                order[i] = order[i + 1]
            order[left] = first
            counts[left] -= 1
            if counts[left] > 0:
                break
            left += 1


timed.main(work, 9)
