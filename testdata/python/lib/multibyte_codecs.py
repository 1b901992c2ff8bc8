"""Codecs of Chinese, Japanese and Korean, their tables, errors, and coders with state."""
import codecs
import hashlib
import io

for name in ["gb2312", "gbk", "big5", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"]:
    decoded, encoded = hashlib.md5(), hashlib.md5()
    for a in range(0x80, 0x100):
        for b in range(0x30, 0x100, 3):
            for prefix in (b"\x8f", b"") if name == "euc_jp" else (b"",):
                try:
                    s = (prefix + bytes([a, b])).decode(name)
                except UnicodeDecodeError as e:
                    s = str(e)
                decoded.update(s.encode())
    for u in range(0x80, 0xFFFF, 5):
        try:
            encoded.update(b"%x " % u + chr(u).encode(name))
        except UnicodeEncodeError:
            pass
    print(name, decoded.hexdigest(), encoded.hexdigest())

print("\uac02\uac00\u3164".encode("euc_kr"), ascii("\uac02\uac00".encode("euc_kr").decode("euc_kr")))
for name, bad in [("gbk", b"abc\x80\x80\xc1\xc4"), ("euc_jp", b"a\x8f\xa1"), ("shift_jis", b"\x82"), ("cp949", b"\xb0\xa1\xff")]:
    for errors in ["strict", "replace", "ignore", "backslashreplace", "surrogateescape"]:
        try:
            print(name, errors, ascii(bad.decode(name, errors)))
        except UnicodeDecodeError as e:
            print(name, errors, e, e.start, e.end, e.reason)
for errors in ["strict", "replace", "ignore", "backslashreplace", "xmlcharrefreplace", "namereplace"]:
    try:
        print(errors, "a\u4e02\U0001f600b".encode("gb2312", errors))
    except UnicodeEncodeError as e:
        print(errors, e, e.start, e.end)
d = codecs.getincrementaldecoder("gbk")()
print([ascii(d.decode(bytes([c]))) for c in "\u4e2d\u6587a".encode("gbk")], d.getstate())
d.decode(b"\xd6")
print(d.getstate())
try:
    d.decode(b"", True)
except UnicodeDecodeError as e:
    print(e)
f = io.TextIOWrapper(io.BytesIO("\u65e5\u672c\n\u30c6\u30ad\n".encode("shift_jis")), encoding="shift_jis")
print(ascii(f.read()))
r = codecs.getreader("euc_jp")(io.BytesIO("\u65e5\u672c\n\u30c6\u30ad\n".encode("euc_jp")))
print(ascii(r.readline()), ascii(r.read(2)), ascii(r.readlines()))
b = io.BytesIO()
w = codecs.getwriter("big5")(b)
w.write("\u4e2d\u6587")
w.writelines(["a", "\u6587"])
print(b.getvalue())
for name in ["chinese", "ms936", "ujis", "sjis", "ms-kanji", "uhc", "ks_c_5601-1987", "big5-tw", "csiso58gb231280"]:
    print(name, codecs.lookup(name).name)
e = codecs.getincrementalencoder("cp932")("replace")
print(e.encode("\u3042\U0001f600"), e.errors, e.getstate())
