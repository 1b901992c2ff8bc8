"""Building strings: +=, join, repetition, slices and character by character."""

import timed


def work(n):
    total = 0
    for i in range(n):
        text = ""
        for j in range(50):
            text += "ab"
            text += str(j)
        parts = []
        for char in text:
            if char != "a":
                parts.append(char)
        joined = "-".join(parts)
        backwards = joined[::-1]
        total += len(joined * 2) + ord(backwards[i % 100])
        total += joined[10:60].count("b")
    return total


timed.main(work, 38000)
