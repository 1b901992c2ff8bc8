"""bytearray: the methods that change it, and how they fail."""
from table import effects, values

values(globals(), r"""
bytearray(), bytearray(3), bytearray(b"abc"), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray(range(3)), repr(bytearray(b"a'b")), str(bytearray(b"x"))
bytearray("abc")
bytearray(-1)
bytearray([256])
bytearray(1.5)
bytearray(b"abc")[0], bytearray(b"abc")[1:], bytearray(b"abc")[::-1], len(bytearray(5)), list(bytearray(b"ab")), bytearray(b"ab") + b"c", b"c" + bytearray(b"ab"), bytearray(b"ab") * 2, 97 in bytearray(b"a"), bytearray(b"a") == b"a", bytearray(b"a") < bytearray(b"b")
type(b"a" + bytearray(b"b")).__name__, type(bytearray(b"a") + b"b").__name__, type(bytearray(b"abc").upper()).__name__, bytearray(b"abc").split(b"b"), bytearray(b",").join([b"a", b"b"]), bytearray.fromhex("6162"), bytearray(b"abc").replace(b"b", b""), bytearray(b"a b").partition(b" "), bytearray(b"ab").hex(), bytearray(b"\xc3\xa9").decode(), bytearray(b"%d") % 5
hash(bytearray(b"a"))
{bytearray(b"a")}
bytearray(b"abc")[5]
bytearray(b"abc")["a"]
bytearray(b"a") + "b"
bool(bytearray()), bool(bytearray(1)), max(bytearray(b"abc")), bytes(bytearray(b"abc")), bytearray(b"abc").copy(), bytearray(b"abc").find(b"c"), bytearray(b"ABC").lower(), bytearray(b"abc").isalpha()
""")

effects(globals(), """
a = bytearray(b"abcdef"); a[0] = 65; print(a); a[-1] = 90; print(a); a[1:3] = b"xyz"; print(a); a[::2] = b"1234"; print(a)

del a[0]; print(a); del a[1:3]; print(a); a[1:1] = [50, 51]; print(a); a[:] = b""; print(a)

a = bytearray(b"abc"); a.append(100); a.extend(b"ef"); a.extend([103, 104]); a.insert(0, 95); a.insert(100, 33); a.insert(-1, 45); print(a)

print(a.pop(), a.pop(0), a.pop(-2)); a.remove(98); a.reverse(); print(a); a += b"++"; print(a); a *= 2; print(a); a.clear(); print(a)

a = bytearray(b"abc"); b = a; b += b"d"; print(a, a is b); a *= 0; print(b)

a = bytearray(b"abc"); a[5] = 1

a[0] = 256

a[0] = -1

a[0] = "a"

a[0] = b"a"

a[0] = 1.5

a[0:1] = "x"

a[0:1] = 5

a[0:1] = [300]

a[::2] = b"x"

del a[10]

a.append(256)

a.append("a")

a.extend("abc")

a.extend([1, 300])

a.extend(5)

a.remove(1)

a.remove(300)

a.pop(10)

bytearray().pop()

a.insert("a", 1)

a += "x"

a += 5

with memoryview(a := bytearray(b"abc")) as m: a.append(1)

a.append(1); print(a)

a = bytearray(range(10)); a[2:8:2] = b"abc"; print(a); del a[::3]; print(a); a[5:2] = b"zz"; print(a)

a = bytearray(b"hello"); a[0:0] = a; print(a); a[:] = a[::-1]; print(a); a.extend(a); print(a)

for i, x in enumerate(bytearray(b"ab")): print(i, x)
""")
