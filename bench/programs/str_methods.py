"""Methods of str: split, strip, replace, find, case, tests."""

import timed

TEXT = """The quick brown fox jumps over the lazy dog. Pack my box with five dozen liquor jugs!
How vexingly quick daft zebras jump; sphinx of black quartz, judge my vow. 1234567890 times 42."""


def work(n):
    total = 0
    for i in range(n):
        for line in TEXT.splitlines():
            for word in line.split():
                word = word.strip(".,;!").lower()
                if word.isdigit():
                    total += int(word) % 97
                elif word.startswith("qu") or word.endswith("x"):
                    total += word.upper().count("X") + 1
                else:
                    total += word.replace("e", "ee").find("ee") + len(word.title())
            head, _, tail = line.partition("quick")
            total += len(head) - tail.rfind(" ") + len(line.rjust(120, "*"))
            total += " " in head
    return total


timed.main(work, 48000)
