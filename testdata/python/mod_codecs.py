"""Codecs: encodings, error handlers, incremental decoding, the registry."""
import codecs
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

TEXTS = ["", "abc", "é", "中文", "😀", "a\ud800b", "\udc80\udcff", "x\udfff\ud800y", "\x80\x9f", "€‚", "a\\b\n\t\x00\x7f", "+-é+😀-a", "\ufeffa", "ИВ"]
DATA = [b"", b"abc", b"\xc3\xa9", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00\x00\x00", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"a\xffb\xc0\x80",
        b"\\u00e9\\x41\\n\\q\\", b"\\N{BULLET}\\N{nope}\\U00110000", b"+AOk-x+2D3eAA-y+", b"+A", b"\x81\x8d", b"\x00\xd8a\x00", b"\x00\xdc", b"\xef\xbb\xbfa",
        b"\\u12", b"\\101\\7\\400", b"\x00\x00\xfe\xff\x00\x00\x00a", b"+//--"]
ENCODINGS = ["utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig", "utf-7",
             "unicode_escape", "raw_unicode_escape", "cp1252", "cp437", "koi8-r", "iso8859-15", "U8", "Latin1", "US-ASCII", "windows-1252"]
ERRORS = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass", "nope", "twice", "back"]


def twice(e):
    if isinstance(e, UnicodeDecodeError):
        return "<%s>" % e.object[e.start:e.end].hex(), e.end
    return "??", e.end


seen = []


def back(e):
    seen.append((type(e).__name__, e.encoding, e.start, e.end, e.reason))
    return "", e.end - len(e.object) or e.end


codecs.register_error("twice", twice)
codecs.register_error("back", back)


def attempt(f, *args):
    try:
        return ascii(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for enc in ENCODINGS:
    for err in ERRORS:
        for t in TEXTS:
            print(enc, err, ascii(t), attempt(t.encode, enc, err))
        for d in DATA:
            print(enc, err, d, attempt(d.decode, enc, err))
print(seen[::50])
for enc in ENCODINGS[:15]:
    for d in DATA:
        dec = codecs.getincrementaldecoder(enc)("replace")
        out = []
        for i in range(len(d)):
            out.append(attempt(dec.decode, d[i:i + 1]))
            if enc != "utf-7":
                out.append(dec.getstate()[0])
        out.append(attempt(dec.decode, b"", True))
        print(enc, d, out)
for name in "utf-8", "hex", "rot13", "base64", "nope", "UTF_8", "utf 8", "bz2x":
    print(name, attempt(lambda: codecs.lookup(name).name))
print(attempt("abc".encode, "hex"), attempt(b"abc".decode, "rot13"), attempt(codecs.encode, b"abc", "hex"), attempt(codecs.decode, b"616", "hex"), attempt(codecs.encode, "Hello", "rot13"))
print(attempt("abc".encode, 5), attempt(b"abc".decode, "utf-8", 5), attempt(str, b"a", "ascii"), attempt(str, "a", "ascii"), attempt(str, 5, "ascii"), str(b"\xff", errors="ignore"))
for name in ERRORS[:8]:
    h = codecs.lookup_error(name)
    for e in (UnicodeEncodeError("ascii", "aé\ud800b", 1, 3, "bad"), UnicodeDecodeError("utf-8", b"a\xed\xa0\x80b", 1, 2, "bad"), UnicodeTranslateError("aéb", 1, 2, "bad"), ValueError("x")):
        print(name, type(e).__name__, attempt(h, e))
print(attempt(codecs.lookup_error, "nope"), attempt(codecs.register_error, "x", 1), attempt(codecs.register, 1))


def search(name):
    if name == "doubled":
        return codecs.CodecInfo(lambda s, e="strict": ((s + s).encode(), len(s)), lambda b, e="strict": (bytes(b).decode()[::2], len(b)), name="doubled")


codecs.register(search)
print("ab".encode("Doubled"), b"aabb".decode("doubled"), codecs.lookup("doubled").name)
codecs.unregister(search)
print(attempt("ab".encode, "doubled"))
print(codecs.charmap_encode("ab", "strict", {97: 1, 98: b"xy"}), attempt(codecs.charmap_encode, "c", "strict", {97: 1}), codecs.charmap_decode(b"\0\1", "replace", "a"), codecs.charmap_decode(b"\0\1", "strict", {0: "zz", 1: 0x1F600}), attempt(codecs.charmap_decode, b"\2", "strict", {0: "zz"}))
print(codecs.escape_decode(rb"\x41\n\101\\"), codecs.escape_encode(b"a'\"\n\xff"), attempt(codecs.escape_decode, b"\\x4"))
print([codecs.utf_16_ex_decode(b"\xfe\xff\0a", "strict", 0, True), codecs.utf_16_encode("a", "strict", 1), codecs.utf_32_ex_decode(b"a\0\0\0", "strict", -1)])
print(list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")), codecs.BOM_UTF8)
