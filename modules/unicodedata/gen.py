"""Write the tables of this package from the unicodedata of the running Python.

    python3 gen.py

decomposition.txt has "code mapping" a line, numeric.txt "code value" for
characters that are no decimal digits, mirrored.txt "first last".
"""

import fractions
import unicodedata


def main():
    chars = list(map(chr, range(0x110000)))
    with open('decomposition.txt', 'w') as f:
        for c in chars:
            d = unicodedata.decomposition(c)
            if d and not 0xAC00 <= ord(c) <= 0xD7A3:
                print(f'{ord(c):X} {d}', file=f)
    with open('numeric.txt', 'w') as f:
        for c in chars:
            n = unicodedata.numeric(c, None)
            if n is None or unicodedata.decimal(c, None) is not None:
                continue
            v = fractions.Fraction(n).limit_denominator(1000)
            digit = ' d' if unicodedata.digit(c, None) is not None else ''
            print(f'{ord(c):X} {v}{digit}', file=f)
    with open('mirrored.txt', 'w') as f:
        first = None
        for c in chars + [None]:
            m = c is not None and unicodedata.mirrored(c)
            if m and first is None:
                first = ord(c)
            elif not m and first is not None:
                print(f'{first:X} {ord(c) - 1:X}', file=f)
                first = None


main()
