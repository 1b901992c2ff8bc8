# stdin: first line\nsecond\n\nlast without newline
"""print, input, stdout and stderr."""
import sys

from table import effects


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("FLUSH")


effects(globals(), """
print(); print(1); print(1, "a", None, [1]); print("a", "b", sep=""); print("a", "b", sep="-", end="|\\n"); print(end=""); print(sep="x"); print("a", sep=None, end=None)

print("é", "😀", "\\u4e2d", "tab\\there"); print("multi\\nline"); print(""); print(" "); print(*[]); print(*"abc", sep=", "); print("a" * 5, "b", flush=True)

w = Writer(); print("x", 1, file=w); print("y", end="", file=w, flush=True); print(w.parts)

print("x", file=None); print("x", file=5)

print(sep=5)

print("a", end=b"x")

class NoWrite: pass
print("x", file=NoWrite())

class BadStr:
    def __str__(self): raise ValueError("str")
print("before", BadStr(), "after")

print()

saved = sys.stdout; sys.stdout = w = Writer(); print("captured"); sys.stdout = saved; print(w.parts)

sys.stdout.write("direct\\n"); print(sys.stdout.write("12345\\n")); sys.stdout.writelines(["a", "b\\n"]); sys.stdout.flush(); print(sys.stdout.writable(), sys.stdout.readable(), sys.stdout.name, sys.stdout.encoding.lower(), sys.stdout.mode, sys.stdin.name, sys.stderr.name, sys.stdout.errors, sys.stdout.fileno(), sys.stdout.closed, sys.stdout.isatty(), sys.__stdout__ is sys.stdout)

sys.stdout.write(5)

sys.stdout.read()

print(repr(input())); print(repr(input("prompt> "))); print(repr(sys.stdin.readline())); print(repr(sys.stdin.read())); input()

sys.stdin.read(); print(repr(sys.stdin.readline()))

input(1, 2)

print("to stderr", file=sys.stderr); sys.stderr.write("direct err\\n")

sys.stdout.buffer.write(b"bytes \\xc3\\xa9\\n"); sys.stdout.buffer.flush(); sys.stdout.flush()

del sys.stdout
try: print("lost")
except RuntimeError as e: sys.stdout = saved; print(e)

sys.stdout = None; print("nowhere"); sys.stdout = saved; print("back")
""")
