"""Counting words: split, a dict of counts, sorting by count."""

import timed

SYLLABLES = ["ka", "to", "mi", "ra", "ne", "su", "lo", "vi", "pe", "du"]


def text(count):
    seed = 11
    words = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        word = ""
        value = (seed >> 10) % 3000
        while value:
            word += SYLLABLES[value % 10]
            value //= 10
        words.append(word or "a")
        if seed & 0x70000 == 0:
            words.append("\n")
    return " ".join(words)


def work(n):
    source = text(n)
    total = 0
    for _ in range(5):
        counts = {}
        for line in source.split("\n"):
            for word in line.split():
                counts[word] = counts.get(word, 0) + 1
        first = {}
        for word, count in counts.items():
            first.setdefault(word[0], []).append((count, word))
        for letter in sorted(first):
            count, word = max(first[letter])
            total += count * len(word)
    return total, len(counts)


timed.main(work, 270000)
