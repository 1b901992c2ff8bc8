"""open() and file objects: text, bytes, modes, seeking, errors."""
import os

from table import effects, values

folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), "weft-files-test-%d" % os.getpid())
os.mkdir(folder)
os.chdir(folder)
name = "file.txt"
bad = "missing.txt"

effects(globals(), """
f = open(name, "w"); print(f.write("line 1\\nline 2\\r\\nlast é"), f.tell() > 0, f.writable(), f.readable(), f.seekable(), f.closed, f.mode, f.encoding.lower() in ("utf-8", "utf8")); f.close(); print(f.closed); f.close(); f.write("x")

with open(name) as f: print(repr(f.read()), repr(f.read()), f.name == name, f.newlines)

with open(name) as f: print(f.readlines())

with open(name) as f: print([line for line in f], f.readline())

with open(name) as f: print(repr(f.readline()), repr(f.readline(3)), repr(f.read(4)), repr(f.readline()), repr(f.readline()))

with open(name, newline="") as f: print(f.readlines())

with open(name, "rb") as f: print(f.read(5), f.tell(), f.seek(0), f.readline(), f.seek(-2, 2), f.read(), f.read(), f.mode)

with open(name, "rb") as f: print(list(f), f.seek(3), f.readinto(b := bytearray(4)), b)

with open(name, "a") as f: f.write("\\nappended")

with open(name, "r+") as f: print(f.read(4)); f.seek(0); f.write("LINE"); f.seek(0); print(f.readline())

with open(name, "w+") as f: f.writelines(["a\\n", "b\\n"]); f.seek(0); print(f.read()); f.truncate(1)

print(open(name).read()); open(name, "x")

open(bad)

open(bad, "r+")

open("/", "r")

open(name, "q")

open(name, "rw")

open(name, "")

open(name, "rbt")

open(name, "rb", encoding="utf-8")

open(name, "r", encoding="nope")

open(name, buffering=0)

open(5.5)

open(-1)

open(None)

open(name + chr(0))

with open(name, "wb") as f: print(f.write(b"\\xff\\xfe\\x00caf\\xe9\\n")); f.write("text")

open(name).read()

print(repr(open(name, errors="replace").read()), repr(open(name, encoding="latin-1").read()), ascii(open(name, errors="surrogateescape").read()), repr(open(name, errors="ignore").read()))

with open(name, "w", encoding="ascii") as f: f.write("é")

with open(name, "w", encoding="utf-16") as f: f.write("aé")

print(open(name, "rb").read() in (b"\\xff\\xfea\\x00\\xe9\\x00", b"\\xfe\\xff\\x00a\\x00\\xe9"), open(name, encoding="utf-16").read())

with open(name, "w", newline="\\r\\n") as f: f.write("a\\nb\\n")

print(open(name, "rb").read(), open(name).read()); 
with open(name) as f: f.write("x")

with open(name, "w") as f: f.read()

with open(name, "w") as f: f.write(b"x")

with open(name, "w") as f: f.write(5)

f = open(name); f.close(); f.read()

for line in f: pass

with f: pass

f = open(name, "w"); print("printed", 5, file=f, sep="-"); f.flush(); print(open(name).read()); f.close(); print(repr(f)[:25], f.name == name)

with open(name, "wb", buffering=0) as f: print(f.write(b"raw"), type(f).__name__); print(type(open(name)).__name__, type(open(name, "rb")).__name__, type(open(name, "wb")).__name__, type(open(name, "r+b")).__name__)

with open(name, "w") as f:
    for i in range(10000): f.write("line %d\\n" % i)
print(sum(1 for _ in open(name)), os.path.getsize(name)); print(open(name).read().count("9"), max(open(name), key=len))

with open(name) as f: next(f); f.tell()

with open(name) as f: f.readline(); p = f.tell(); x = f.readline(); f.seek(p); print(x == f.readline()); f.seek(0, 2); print(f.read() == ""); f.seek(1, 1)

with open(name) as f: f.seek(-1)

with open(name, "r+b") as f: f.seek(100); f.write(b"X" * 10); f.seek(95); print(f.read(20)); print(f.truncate(50), f.seek(0, 2)); print(len(f.raw.__class__.__name__) > 0, f.peek(1) if hasattr(f, "peek") else "")

fd = os.open(name, os.O_RDONLY); print(os.read(fd, 6)); f = os.fdopen(fd); print(f.fileno() == fd); f.close()

os.remove(name); print(os.path.exists(name)); os.remove(name)
""")
os.chdir("..")
os.rmdir(folder)
