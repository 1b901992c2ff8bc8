"""Which words and identifiers do the source files of a folder use most?

The files are read one after another; each is taken apart in a transaction of its own.

    python examples/wordstat.py folder [ending [workers]]

The ending is .py unless another is given.
"""

import os
import sys

import transaction

KEYWORDS = """False None True and as assert async await break class continue def del elif else except finally
for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split()

SHOWN = 10


class Statistics:
    """What one file, or all of them, contain."""

    def __init__(self):
        self.files = 0
        self.lines = 0
        self.keywords = {}
        self.identifiers = {}

    def count(self, text):
        self.files += 1
        self.lines += len(text.splitlines())
        for word in words(text):
            table = self.keywords if word in KEYWORDS else self.identifiers
            table[word] = table.get(word, 0) + 1

    def merge(self, other):
        self.files += other.files
        self.lines += other.lines
        for mine, theirs in ((self.keywords, other.keywords), (self.identifiers, other.identifiers)):
            for word, count in theirs.items():
                mine[word] = mine.get(word, 0) + count


def words(text):
    """The identifiers in a text, in order. Comments and strings count as well."""
    start = None
    for place, char in enumerate(text):
        if char == "_" or char.isalnum():
            if start is None:
                start = place
        elif start is not None:
            if not text[start].isdigit():
                yield text[start:place]
            start = None
    if start is not None and not text[start].isdigit():
        yield text[start:]


def sources(folder, ending):
    """The text of each file below a folder whose name has the ending, in the order of the names."""
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from sources(path, ending)
        elif name.endswith(ending):
            with open(path, encoding="utf-8", errors="replace") as file:
                yield file.read()


def analyse(text):
    result = Statistics()
    result.count(text)
    return result


def show(title, table):
    print("%s: %d different, %d in all" % (title, len(table), sum(table.values())))
    for word, count in sorted(table.items(), key=lambda entry: (-entry[1], entry[0]))[:SHOWN]:
        print("%8d  %s" % (count, word))


def main(args):
    if not args:
        print("usage: wordstat.py folder [ending [workers]]", file=sys.stderr)
        return 2
    ending = args[1] if len(args) > 1 else ".py"
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    total = Statistics()
    for result in transaction.map(analyse, sources(args[0], ending)):
        total.merge(result)
    print("%d files, %d lines" % (total.files, total.lines))
    show("keywords", total.keywords)
    show("identifiers", total.identifiers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
