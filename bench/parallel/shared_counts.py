"""Many transactions that all change one dict: words are counted in a table of all files.

Mode tx uses transaction.add() and writes to the shared dict, the others return a dict for each text.
"""

import sys

import modes


def text(number):
    seed = number
    words = []
    for _ in range(400):
        seed = (seed * 1103515245 + 12345) % 2147483648
        words.append("w%d" % ((seed >> 12) % 5000))
    return " ".join(words)


def count(text):
    table = {}
    for word in text.split():
        table[word] = table.get(word, 0) + 1
    return table


def count_into(total, text):
    for word, number in count(text).items():
        total[word] = total.get(word, 0) + number


def work(map, n):
    texts = [text(number % 50) for number in range(n)]
    if sys.argv[1] == "tx":
        import transaction
        total = transaction.stmdict()
        for one in texts:
            transaction.add(count_into, total, one)
        transaction.run()
    else:
        total = {}
        for table in map(count, texts):
            for word, number in table.items():
                total[word] = total.get(word, 0) + number
    return len(total), sum(total.values()), max(total.values())


if __name__ == "__main__":
    modes.main(work, 3000)
