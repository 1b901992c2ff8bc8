"""The characters of strs and the bytes of bytes, one by one and in slices."""

texts = [
    "", "a", "é", "日", "😀", "\ud800", "\udfff", "aé", "日本語", "a😀b", "x\ud83d\ude00y", "\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff",
    "abcdé" * 60, "日本 x" * 70, "a😀é日" * 80, "\ud800a" * 150, "e" * 300 + "é",
]
for text in texts:
    chars = list(text)
    assert chars == [c for c in text] == [text[i] for i in range(len(text))] == [text[i - len(text)] for i in range(len(text))]
    assert tuple(text) == tuple(chars) and [*text] == chars and sorted(text) == sorted(chars)
    assert set(text) == set(chars) and "".join(chars) == text and len(chars) == len(text)
    assert [chr(ord(c)) for c in text] == chars
    assert [hash(chr(ord(c))) for c in chars] == [hash(c) for c in chars]
    assert all(len(c) == 1 and c.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") == c for c in text)
    more = ["before"]
    more.extend(text)
    more += text
    assert more == ["before"] + chars * 2
    for step in (-1, 1, -2, 2, 3, -7, 1000, -1000):
        assert text[::step] == "".join(chars[::step]), (text, step)
        for start, stop in ((1, -1), (-1, 1), (5, 200), (200, 5), (None, 17), (17, None), (130, 131)):
            assert text[start:stop:step] == "".join(chars[start:stop:step]), (text, start, stop, step)
    for c in set(text):
        assert text.find(c) == chars.index(c)
        assert text.rfind(c) == len(chars) - 1 - chars[::-1].index(c)
        assert text.index(c, len(text) // 3) >= len(text) // 3 if c in text[len(text) // 3:] else True
    print(len(text), ascii(text[:7]), ascii(text[-3:]))

data = bytes(range(256)) + b"tail"
assert list(data) == [c for c in data] == [data[i] for i in range(len(data))] and bytes([c for c in data]) == data
assert tuple(data) == tuple(list(data)) and [*data] == list(data) and sorted(data)[-3:] == [253, 254, 255]
total = 0
for byte in data:
    total += byte
    if byte == 200:
        break
else:
    print("never")
print(total, byte)


def steps(data):
    for item in data:
        yield item


it = steps(b"abc")
print(next(it), list(it), list(steps(b"")), list(steps("é日a")))
for byte in b"":
    print("never")
else:
    print("nothing", [b for b in b""], [b * 2 for b in b"\x00\xff"])


class Text(str):
    def __iter__(self):
        return iter("overridden")


class Data(bytes):
    def __iter__(self):
        return iter((1, 2))


print(list(Text("é")), [c for c in Text("é")], sorted(Text("é")), "".join(Text("é")))
print(list(Data(b"xyz")), [c for c in Data(b"xyz")], tuple(Data(b"xyz")))

print(sorted("hello"), sorted(b"hello"), sorted([]), sorted(["b", "a"]), sorted([3, 1, 2], key=lambda x: -x), sorted("bAc", key=str.lower))
print(sorted([1, 2, 3], reverse=True), sorted([1, 2, 3], key=None), sorted("ab", key=None, reverse=True))
for call in (lambda: sorted(), lambda: sorted(1), lambda: sorted([1, "a"]), lambda: sorted([1], [2]), lambda: sorted([1], cmp=2),
             lambda: sorted([1, 2], key=1), lambda: sorted([1, 2], key=len), lambda: sorted(key=len), lambda: sorted([1, 2], reverse="x")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

for method in ("upper", "lower", "casefold", "title", "swapcase", "capitalize"):
    single = "".join(getattr(chr(i), method)() for i in range(0x180))
    print(method, ascii(single[60:127]), len(single), getattr("", method)() == "", all(getattr(chr(i) + "é", method)()[:1] == single[i] for i in range(128)))


class Letter(str):
    pass


print([type(getattr(Letter(c), m)()).__name__ for c in ("", "a", "A", "ab") for m in ("upper", "lower", "strip", "title")])
