"""struct and array."""
import array
import struct

from table import effects, values

values(globals(), r"""
struct.pack("<i", 5), struct.pack(">hbB", 1, -1, 255), struct.unpack("<I", b"\x01\0\0\0"), struct.pack("<d", 1.5), struct.pack(">f", 0.1), struct.calcsize("<ibq"), struct.pack("<3s5p", b"abcd", b"xy"), struct.unpack("<?c", b"\x01a"), struct.pack("<4x"), struct.pack("<2h", 1, 2), struct.pack("!Q", 2 ** 64 - 1), struct.unpack_from("<h", b"abcd", 1), list(struct.iter_unpack("<h", b"\1\0\2\0")), struct.pack("<e", 1.5), struct.Struct("<i").size, struct.pack("<n" if False else "<l", -1)
struct.pack("<i", 2 ** 31)
struct.pack("<i", "a")
struct.pack("<i")
struct.pack("z", 1)
struct.unpack("<i", b"abc")
struct.pack("<B", 256)
struct.pack("<f", 1e40)
struct.pack("<c", b"ab")
array.array("i", [1, 2, 3]), array.array("d", [1.5]), array.array("u", "ab"), array.array("b", b"\xff"), array.array("i", [1, 2])[1], array.array("i", [1]) + array.array("i", [2]), array.array("i", [1]) * 3, len(array.array("h", range(5))), array.array("i", [3, 1]).tolist(), array.array("B", [1, 2]).tobytes(), array.array("i", [1]) == array.array("d", [1.0]), array.array("q").itemsize, array.array("i", [1, 2, 3])[::-1], sorted(array.typecodes), array.array("i", [5]).index(5)
array.array("i", [1.5])
array.array("b", [200])
array.array("z")
array.array("i")[0]
array.array("i", "ab")
""")

effects(globals(), """
a = array.array("i", [1, 2, 3]); a.append(4); a.extend([5]); a.insert(0, 0); a.pop(); a.remove(2); a.reverse(); a[0] = 9; del a[1]; a[1:1] = array.array("i", [7, 8]); print(a); a.frombytes(b"\\1\\0\\0\\0"); a.byteswap(); print(len(a), a.buffer_info()[1], memoryview(a).format); a[0:1] = [1]

b = bytearray(8); struct.pack_into("<ih", b, 1, 5, 6); print(b, struct.unpack_from("<ih", b, 1)); struct.pack_into("<q", b, 5, 1)
""")
