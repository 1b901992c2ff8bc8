"""string, textwrap, difflib, shlex, fnmatch, html, pprint, unicodedata, codecs, locale-free."""
import codecs
import difflib
import fnmatch
import html
import pprint
import shlex
import string
import textwrap
import unicodedata

from table import effects, values

long = "The quick brown fox jumps over the lazy dog. " * 3

values(globals(), r"""
string.ascii_letters, string.digits, string.punctuation, string.hexdigits, string.whitespace, string.capwords("hello big  world"), string.Template("$a ${b} $$ $c").safe_substitute(a=1, b=2), string.Template("$a").substitute({"a": "x"}), string.Formatter().format("{0} {x!r}", 1, x="y"), list(string.Formatter().parse("a{b!r:c}d"))
string.Template("$a").substitute()
string.Template("$1").substitute()
textwrap.wrap(long, 30), textwrap.fill("aaa bbb ccc", 7), textwrap.dedent("  a\n    b\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.shorten("hello big world", 11), textwrap.wrap("averyveryverylongword x", 6), textwrap.wrap("a-b-c-d e", 4), textwrap.fill("x y z", 3, initial_indent="* ", subsequent_indent="  "), textwrap.wrap("")
list(difflib.unified_diff(["a\n", "b\n"], ["a\n", "c\n"], "from", "to")), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), list(difflib.ndiff(["one\n"], ["ore\n"])), difflib.SequenceMatcher(None, "abxcd", "abcd").get_opcodes()
shlex.split("a 'b c' \"d e\" f\\ g"), shlex.quote("it's"), shlex.quote("plain"), shlex.join(["a", "b c"]), shlex.split("a # c", comments=True)
shlex.split("'unclosed")
fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["a.py", "b.txt"], "*.t*"), fnmatch.translate("a?[!b]*"), fnmatch.fnmatchcase("A", "a")
html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;&amp;&#233;&eacute;&nbsp;&#x41;&notanentity;"), html.escape("'", quote=False)
pprint.pformat({"b": [1, 2], "a": {"nested": list(range(30))}}), pprint.pformat([{"key": "value" * 5}] * 4, width=40), pprint.pformat({3, 1, 2}), pprint.pformat(("a",)), pprint.pformat("x" * 100, width=30), pprint.pformat([[[[1]]]], depth=2), pprint.pformat({"b": 1, "a": 2}, sort_dicts=False)
unicodedata.name("é"), unicodedata.lookup("SNOWMAN"), unicodedata.category("a"), unicodedata.bidirectional("א"), unicodedata.combining("\u0301"), unicodedata.east_asian_width("中"), unicodedata.mirrored("("), unicodedata.decomposition("é"), unicodedata.normalize("NFD", "é") == "e\u0301", unicodedata.normalize("NFC", "e\u0301"), unicodedata.normalize("NFKC", "ﬁ①"), unicodedata.normalize("NFKD", "½"), unicodedata.numeric("½"), unicodedata.digit("²"), unicodedata.decimal("٣"), unicodedata.is_normalized("NFC", "é"), unicodedata.name("\x00", "none"), unicodedata.name("가"), unicodedata.name("中"), unicodedata.category("\U0001F600")
unicodedata.name("\x00")
unicodedata.lookup("no such thing")
unicodedata.numeric("a")
unicodedata.normalize("NFX", "a")
codecs.encode("abc", "rot13"), codecs.decode(b"616263", "hex"), codecs.encode(b"abc", "base64"), codecs.lookup("utf8").name, codecs.getencoder("ascii")("a"), codecs.BOM_UTF8, list(codecs.iterencode(["a", "é"], "utf-8")), codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"), codecs.escape_decode(b"\\n")[0], codecs.charmap_encode("a", "strict", {97: 98})
codecs.lookup("nope")
codecs.encode("é", "ascii")
""")

effects(globals(), """
codecs.register_error("mine", lambda e: ("?" * (e.end - e.start), e.end)); print("aéb".encode("ascii", "mine"), b"a\\xffb".decode("ascii", "mine"))

d = codecs.getincrementaldecoder("utf-8")(); print(d.decode(b"\\xe4\\xb8"), d.decode(b"\\xad"), d.decode(b"", True))

print(textwrap.TextWrapper(width=12, max_lines=2, placeholder="...").fill(long)); s = difflib.Differ(); print(list(s.compare(["a"], ["b"])))

pprint.pprint([{"id": i, "name": "n" * i} for i in range(8)], width=50, compact=True)

class T(string.Template): delimiter = "%"
print(T("%x and $x").substitute(x=5))
""")
