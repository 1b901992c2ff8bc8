"""io: StringIO, BytesIO, wrappers."""
import io

from table import effects, values

values(globals(), r"""
io.StringIO("abc").read(), io.StringIO("a\nb\n").readlines(), io.StringIO().getvalue(), io.BytesIO(b"abc").read(2), io.BytesIO(b"a\nb").readline(), list(io.StringIO("x\ny")), io.StringIO("a\r\nb", newline=None).read(), io.StringIO("a\r\nb").read(), io.BytesIO(bytearray(b"q")).getvalue(), io.DEFAULT_BUFFER_SIZE > 0, io.SEEK_END, issubclass(io.UnsupportedOperation, (OSError, ValueError)), io.open is open
io.StringIO(b"x")
io.BytesIO("x")
io.StringIO().write(b"x")
io.BytesIO().write("x")
io.StringIO("abc").seek(-1)
io.StringIO("abc").seek(1, 1)
io.BytesIO(b"abc").seek(-5, 2)
io.StringIO().fileno()
io.TextIOWrapper(io.BytesIO(b"\xc3\xa9\n"), encoding="utf-8").read(), io.TextIOWrapper(io.BytesIO("é\n".encode("latin-1")), encoding="latin-1").readline(), io.BufferedReader(io.BytesIO(b"abcdef")).peek(2)[:2], io.BytesIO(b"ab").readable(), io.StringIO().seekable(), io.StringIO().isatty(), isinstance(io.StringIO(), io.TextIOBase), isinstance(io.BytesIO(), io.BufferedIOBase), isinstance(io.StringIO(), io.IOBase)
io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read()
io.TextIOWrapper(io.StringIO())
io.IncrementalNewlineDecoder(None, True).decode("a\r\nb\rc"), io.text_encoding(None) in ("locale", "utf-8")
""")

effects(globals(), r"""
s = io.StringIO(); print(s.write("hello"), s.tell(), s.seek(1), s.read(2), s.write("XYZW"), s.getvalue(), s.truncate(3), s.getvalue(), s.seek(0, 2)); s.close(); s.read()

b = io.BytesIO(b"abc"); b.seek(1); b.write(b"XX"); b.seek(10); b.write(b"end"); print(b.getvalue(), b.tell(), b.getbuffer()[0], b.read1(5), b.seek(0), b.readinto(x := bytearray(2)), x); exec("with b.getbuffer() as m: b.write(b'more' * 100)")

m.release(); print(b.write(b"fine"))

w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n", write_through=True); w.write("é\n"); w.flush(); print(w.buffer.getvalue(), w.encoding, w.errors, w.line_buffering, w.newlines); d = w.detach(); print(type(d).__name__); w.read()

class Raw(io.RawIOBase):
    def __init__(self): self.data = b"raw data here"
    def readable(self): return True
    def readinto(self, b):
        n = min(len(b), 4); b[:n] = self.data[:n]; n = len(self.data[:n]); self.data = self.data[4:]; return n
print(io.BufferedReader(Raw()).read(), Raw().read(3), Raw().readall(), list(io.TextIOWrapper(io.BufferedReader(Raw()))))

s2 = io.StringIO(); print("a", 1, file=s2, end=""); print(s2.getvalue()); s2.writelines(["b", "c"]); print(s2.getvalue()); it = iter(io.StringIO("l1\nl2")); print(next(it), end=""); print(next(it)); next(it)

with io.StringIO("with") as f: print(f.read())
f.closed and print("closed")

t = io.TextIOWrapper(io.BytesIO(b"line1\nline2\nline3")); print(t.readline(), t.tell(), t.read(3)); p = t.tell(); r = t.read(); t.seek(p); print(t.read() == r); t.seek(0); print(t.readlines(8))

rw = io.BufferedRandom(io.BytesIO(b"abcdef")); print(rw.read(2)); rw.write(b"ZZ"); rw.seek(0); print(rw.read()); p = io.BufferedRWPair(io.BytesIO(b"in"), out := io.BytesIO()); p.write(b"out"); p.flush(); print(p.read(), out.getvalue())

class Up(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Up(); print("text", file=u); print(u.getvalue())
""")
