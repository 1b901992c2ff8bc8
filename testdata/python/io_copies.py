"""Copies of streams in memory, and what a raw stream lacks."""
import copy
import io
import pickle


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Text(io.StringIO):
    pass


text = io.StringIO("one\ntwo")
text.readline()
data = io.BytesIO(b"12345")
data.seek(2)
for duplicate in (copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))):
    show(lambda: duplicate(text).read())
    show(lambda: duplicate(data).read())
show(lambda: copy.copy(Text("x")).getvalue())
show(lambda: type(io.StringIO.__new__(io.StringIO)))
show(lambda: type(io.BytesIO.__new__(io.BytesIO)))
show(lambda: io.RawIOBase().read(1))
show(lambda: io.RawIOBase().readall())
show(lambda: io.RawIOBase().write(b""))
show(lambda: io.RawIOBase().readinto(bytearray(1)))
show(lambda: io.BufferedIOBase().read())
show(lambda: open("x", closefd=False))
show(lambda: format(1.0, ".99999999999f"))
show(lambda: format("text", ".99999999999"))
