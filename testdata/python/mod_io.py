"""Module io: streams in memory and in files, driven by pseudo-random operations."""
import io
import os

state = 1


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


def attempt(what, f, *args):
    try:
        r = f(*args)
    except Exception as e:
        r = f"{type(e).__name__}: {e}"
    if isinstance(r, memoryview):
        r = bytes(r)
    print(what, *args[: what != "lines"], "->", ascii(r))


LETTERS = "abc\n\r\r\n é中😀x\n"


def text(n):
    return "".join(LETTERS[rnd(len(LETTERS))] for _ in range(n))


def data(n):
    return bytes(b"ab\ncd\r\n\xff\x00"[rnd(9)] for _ in range(n))


def binary(f, steps):
    for _ in range(steps):
        k = rnd(12)
        if k == 0:
            attempt("read", f.read, rnd(20))
        elif k == 1:
            attempt("read1", getattr(f, "read1", f.read), rnd(20))
        elif k == 2:
            attempt("readline", f.readline, rnd(10) - 1)
        elif k == 3:
            attempt("write", f.write, data(rnd(30)))
            f.flush()
        elif k == 4:
            attempt("seek", f.seek, rnd(60))
        elif k == 5:
            attempt("seek", f.seek, rnd(9) - 4, 1)
        elif k == 6:
            attempt("seek", f.seek, -rnd(20), 2)
        elif k == 7:
            attempt("tell", f.tell)
        elif k == 8:
            b = bytearray(rnd(12))
            attempt("readinto", f.readinto, b)
            print(bytes(b))
        elif k == 9 and rnd(3) == 0:
            attempt("truncate", f.truncate, rnd(60))
        elif k == 10:
            attempt("flush", f.flush)
        elif k == 11 and rnd(4) == 0:
            attempt("readlines", f.readlines, rnd(20))


def textual(f, steps):
    marks = [0]
    for _ in range(steps):
        k = rnd(8)
        if k == 0:
            attempt("read", f.read, rnd(12))
        elif k == 1:
            attempt("readline", f.readline, rnd(12) - 1)
        elif k == 2:
            attempt("write", f.write, text(rnd(20)))
            f.flush()
        elif k == 3:
            try:
                marks.append(f.tell())
                print("tell", marks[-1] if marks[-1] < 1 << 64 else "far")
            except Exception as e:
                print("tell", type(e).__name__, e)
        elif k == 4:
            f.seek(marks[rnd(len(marks))])
        elif k == 5 and rnd(3) == 0:
            attempt("seek", f.seek, 0, 2)
        elif k == 6:
            attempt("flush", f.flush)
        elif k == 7 and rnd(4) == 0:
            attempt("lines", list, f)


folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"mod_io-{os.getpid()}")
os.mkdir(folder)
os.chdir(folder)
try:
    binary(io.BytesIO(data(50)), 200)
    for mode in "w+b", "r+b", "a+b", "rb", "wb", "ab":
        for buffering in -1, 0, 7:
            print(mode, buffering)
            with open("file", mode, buffering) as f:
                binary(f, 60)
            with open("file", "rb") as f:
                print(f.read())
    for newline in None, "", "\n", "\r", "\r\n":
        for initial in "", "a\nb\r\nc\rd":
            s = io.StringIO(initial, newline)
            print("StringIO", ascii(initial), ascii(newline), ascii(s.getvalue()))
            textual(s, 40)
            print(ascii(s.getvalue()))
        for encoding in "utf-8", "utf-16", "latin-1", "ascii", "utf-8-sig", "utf-32-be", "cp1252":
            for mode in "w", "r", "a":
                print(encoding, ascii(newline), mode)
                with open("text", mode, encoding=encoding, errors="backslashreplace", newline=newline) as f:
                    textual(f, 12)
                with open("text", "rb") as f:
                    print(f.read())
            os.remove("text")
    with open("text", "w", encoding="utf-8", newline="") as f:
        f.write(text(500))
    for newline in None, "", "\n", "\r", "\r\n":
        for chunk in 1, 3, 10, 8192:
            with open("text", encoding="utf-8", newline=newline) as f:
                f._CHUNK_SIZE = chunk
                places = []
                while True:
                    places.append(f.tell())
                    if not f.read(rnd(5) + 1) if rnd(2) else not f.readline():
                        break
                print(ascii(f.newlines))
                total = 0
                for p in places[::7]:
                    f.seek(p)
                    rest = f.read()
                    total = total * 31 + len(rest) + hash(rest == "") & 0xFFFFFF
                print(ascii(newline), chunk, len(places), total)
finally:
    for name in os.listdir("."):
        os.remove(name)
    os.chdir("/")
    os.rmdir(folder)
