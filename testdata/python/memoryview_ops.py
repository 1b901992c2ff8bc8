"""memoryview: indexing, slicing, writing, casting, releasing."""
from table import effects, values

view = memoryview(b"abcdef")
array = bytearray(b"0123456789ab")
wide = memoryview(array).cast("I")

values(globals(), r"""
view[0], view[-1], view[1:3].tobytes(), bytes(view), view.tolist(), len(view), view[::2].tolist(), view[::-1].tobytes(), list(view[2:4])
view.readonly, view.format, view.itemsize, view.nbytes, view.ndim, view.shape, view.strides, view.suboffsets, view.c_contiguous, view.f_contiguous, view.contiguous, view.obj
view == b"abcdef", view[1:3] == b"bc", view == memoryview(b"abcdef"), view != b"x", view == "abcdef", view[::2] == b"ace"
view < b"x"
hash(view) == hash(b"abcdef")
hash(memoryview(array))
97 in view, b"a" in view, [*view[:2]], view.hex(), view.hex(":"), bytes(view[1:1]), view[::2].contiguous, view[::2].strides
view[10]
view["a"]
view[1.0]
view[0, 0]
memoryview("abc")
memoryview(5)
memoryview()
memoryview([1])
wide.format, wide.itemsize, wide.shape, wide.nbytes, len(wide), wide.tolist() == [int.from_bytes(array[i:i + 4], "little") for i in (0, 4, 8)], wide.cast("B").tobytes()
memoryview(b"\xff\x00").cast("b").tolist(), memoryview(b"\xff\xff").cast("h").tolist(), memoryview(b"ab").cast("c").tolist(), memoryview(b"\x00\x01").cast("?").tolist(), memoryview(bytes(8)).cast("d").tolist(), memoryview(bytes(8)).cast("f").tolist(), memoryview(b"\xff" * 8).cast("q")[0], memoryview(b"\xff" * 8).cast("Q")[0]
memoryview(b"abc").cast("H")
memoryview(b"abc").cast("z")
memoryview(b"abcd").cast("I").cast("H")
memoryview(bytes(range(12))).cast("B", [3, 4]).tolist(), memoryview(bytes(range(12))).cast("B", (3, 4))[1, 2], memoryview(bytes(range(12))).cast("B", (3, 4)).shape
memoryview(bytes(12)).cast("B", [5, 2])
memoryview(bytes(range(12))).cast("B", [3, 4])[0]
view.toreadonly().readonly, memoryview(array).readonly, memoryview(array).toreadonly().readonly, type(view).__name__, repr(view)[:11]
b"x".join([view]), bytearray(view), int.from_bytes(view, "big"), b"abc" + view[:1], str(view[:3], "ascii"), list(reversed(view))
view + b"x"
view.tobytes("A"), view.tobytes(order="C")
""")

effects(globals(), """
a = bytearray(b"abcdef"); m = memoryview(a); m[0] = 65; m[1:3] = b"XY"; print(a); m[::-1][0:2] = b"12"; print(a)

m[0] = 256

m[0] = "a"

m[0] = b"a"

m[10] = 1

m[1:3] = b"toolong"

m[1:3] = "ab"

m[1:3] = 5

del m[0]

view[0] = 1

del view

n = m[2:5]; n[0] = 33; print(a, n.tobytes()); m.release(); n[1] = 34; print(a); m[0]

m.tobytes()

repr(m)[:11]

m.release(); n.release(); a.append(1); print(a)

with memoryview(a) as m: m[0] = 48

print(a); m[0]

m = memoryview(bytearray(8)).cast("i"); m[0] = -1; m[1] = 2 ** 31 - 1; print(m.tolist()); m[0] = 2 ** 31

m = memoryview(bytearray(8)).cast("d"); m[0] = 2.5; print(m[0]); m[0] = "a"

m = memoryview(bytearray(4)).cast("c"); m[0] = b"x"; print(m.tolist()); m[1] = 5

m = memoryview(bytearray(2)).cast("?"); m[0] = 5; print(m.tolist())

a = bytearray(b"abc"); m = memoryview(a); m[:] = a[::-1]; print(a); m[0:2] = m[1:3]; print(a)
""")
