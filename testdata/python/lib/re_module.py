"""re."""
import re

from table import effects, values

values(globals(), r"""
re.match("a+", "aab").group(), re.match("b", "ab"), re.search("b", "ab").span(), re.fullmatch("a.", "ab") is not None, re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall("(a)|b", "ab"), re.split(r"[,;]\s*", "a, b;c"), re.split("(,)", "a,b"), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1), re.sub("a", "b", "aaa", count=2), re.sub(r"(\w)(\w)", r"\2\1", "abcd"), re.subn("a", "", "banana"), re.escape("a.b*c[d]")
re.sub(r"(?P<n>\d+)", lambda m: str(int(m["n"]) * 2), "1 a 22"), re.sub(r"(?P<x>a)", r"<\g<x>>\g<1>\g<0>", "a"), re.sub("", "-", "abc"), re.sub("b*", "-", "abc"), re.sub(r"\bfoo\b", "bar", "foo food foo"), re.sub("(a)(b)?", r"[\1\2]", "ab a")
re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05").groupdict(), re.match(r"(a)(b)?(c)?", "ab").groups(), re.match(r"(a)(b)?", "a").groups("default"), re.match("(a)(b)", "ab").group(0, 1, 2), re.match("(a)", "a")[1], re.match("(?P<q>a)", "a")["q"], re.match("(a)(b)", "ab").regs, re.match("(a)(b)?", "a").start(2), re.match("a(b)", "ab").end(1), re.match("(a)(b)", "ab").lastindex, re.match("(?P<z>a)", "a").lastgroup, re.match("a", "ab").string, re.match("a", "ab").endpos, re.match("(.)(.)", "xy").expand(r"\2-\1")
re.match("a", "A", re.I).group(), re.findall("^.", "ab\ncd", re.M), re.findall("a.b", "a\nb", re.S), re.match(r"a b # comment", "ab", re.X).group(), re.findall("(?i)a", "aA"), re.findall("(?i:a)b", "Ab AB"), re.findall("(?m)^x$", "x\nx"), re.match("(?s:.)", "\n").group(), re.match("(?x) a b ", "ab").group(), re.findall(r"\w+", "é ñ"), re.findall(r"\w+", "é a", re.A), re.findall(rb"\w+", b"ab \xe9")
re.findall("a*?", "aa"), re.match("a+?b", "aab").group(), re.match("a{2}", "aaa").group(), re.match("a{2,}", "aaa").group(), re.match("a{1,2}", "aaa").group(), re.match("a{,2}", "aaa").group(), re.match("a{1,3}?", "aaa").group(), re.match("(ab)+", "ababa").group(), re.match("(?:ab)+", "abab").group(), re.match("a|ab", "ab").group(), re.match("(a|b)*", "abba").group(1), re.match("a++b", "aab").group(), re.match("(?>a+)b", "aab").group(), re.match("a*+a", "aaa"), re.match("x{a}", "x{a}").group()
re.search(r"(?<=a)b", "ab").span(), re.search(r"(?<!a)b", "ab cb").span(), re.search(r"a(?=b)", "ac ab").span(), re.search(r"a(?!b)", "ab ac").span(), re.match(r"(a)\1", "aa").group(), re.match(r"(?P<n>a)(?P=n)", "aa").group(), re.match(r"(a)?(?(1)b|c)", "ab").group(), re.match(r"(a)?(?(1)b|c)", "c").group(), re.match(r"(?P<q>')?x(?(q)')", "'x'").group()
re.findall(r"\bab\b", "ab cab ab"), re.findall(r"\B.", "ab"), re.findall(r"\Aab", "ab ab"), re.findall(r"ab\Z", "ab ab"), re.findall(r"\d\D\s\S\w\W", "1a b_ "), re.findall(r"[^a-c\d]", "a1xZ"), re.findall(r"[\]\-a]", "]-a"), re.findall(r"[a\-z]", "a-z"), re.findall("[]a]", "]a"), re.findall("[^]a]", "]ab"), re.findall(r"[\w-]+", "a-b c"), re.findall(r"\x41\u0042\103\t", "ABC\t"), re.findall(r"\N{BULLET}", "•")
re.findall("é", "É", re.I), re.findall("ß", "ẞ", re.I), re.findall("[à-ö]", "É", re.I), re.findall("K", "\u212a", re.I), re.findall("k", "\u212a", re.I | re.A), re.findall("σ", "ς Σ", re.I), re.findall("i", "İı", re.I)
[m.span() for m in re.finditer("a*", "baac")], [m.group() for m in re.finditer(r"\w", "a b")], re.compile("a").findall("banana", 2), re.compile("a").search("banana", 2, 3), re.compile("^a").match("ba", 1), re.compile("a$").search("ab", 0, 1).span(), re.compile("(a)(?P<n>b)").groups, re.compile("(a)(?P<n>b)").groupindex["n"], re.compile("a").pattern, re.compile("a", re.I).flags, re.compile("a") == re.compile("a"), re.compile("a") is re.compile("a"), re.compile(b"a").flags
re.compile("a"), re.compile("a", re.I | re.M), repr(re.match("a", "abc")), re.I, re.I | re.M, re.RegexFlag(0), re.match("a", "a").re.pattern, re.compile(re.compile("x")).pattern
re.compile("(")
re.compile(")")
re.compile("[a")
re.compile("*a")
re.compile("a**")
re.compile("a{2,1}")
re.compile("(?P<1>a)")
re.compile("(?P<a>x)(?P<a>y)")
re.compile("(?P=nope)")
re.compile(r"\1")
re.compile(r"(a)\2")
re.compile("(?z)")
re.compile("a(?i)b")
re.compile("(?<=a+)b")
re.compile("[b-a]")
re.compile(r"\q")
re.compile("\\")
re.compile("(?")
re.compile("(?P<a")
re.compile("(?(1)a|b|c)")
re.compile("(?(5)a)")
re.compile(b"a").match("a")
re.compile("a").match(b"a")
re.match("a", 5)
re.sub("a", r"\9", "a")
re.sub("a", r"\g<nope>", "a")
re.sub("a", r"\q", "a")
re.sub("a", 5, "a")
re.match("a", "b").group()
re.match("(a)", "a").group(2)
re.match("(a)", "a").group("x")
re.compile("a", 99999)
re.split("", "abc"), re.split(r"\b", "ab cd"), re.findall("", "ab"), re.sub("$", "!", "a\n"), re.findall("$", "a\n"), re.findall("(?m)$", "a\nb"), re.sub("x", r"\n\t\\", "x"), re.sub(".", r"\g<0>\g<0>", "ab"), re.sub("(?P<a>.)", r"\g<a>1", "x")
[(m.group(), m.lastgroup) for m in re.finditer(r"(?P<num>\d+)|(?P<name>[a-z]+)|(?P<op>[-+*/])", "ab+12*c")]
re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", "-1.5e10").groups(), re.fullmatch(r"((a)|(b))*", "ab").groups(), re.match(r"(.*?)(\d+)$", "abc123").groups(), re.match("(?:(a)|b)*", "ab").groups(), re.match("((a)b)*", "abab").span(2)
re.findall(r"(?:(?<=\s)|^)#\w+", "#a b #c"), re.search("(?i)straße", "STRASSE"), re.findall(r"(\w+)\s+\1\b", "the the cat sat sat"), re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseName").lower(), re.split(r"(?<=\W)", "a b,c")
re.match("(a*)*b", "a" * 20), re.match("(a|a)*$", "a" * 15 + "b"), len(re.match("(?:x)*", "x" * 10000).group()), re.search("a.*b.*c", "a" + "x" * 1000 + "b" + "y" * 1000 + "c").span()
""")

effects(globals(), r"""
p = re.compile(r"(?P<a>\d)(?P<b>\w)?"); m = p.match("1x"); print(m.group("a", "b"), m.groupdict(), m.span("b"), m.pos, m.re is p); import copy; print(copy.copy(p) is p, copy.deepcopy(m) is m)

s = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)]); print(s.scan("12 ab 3 !"))

try: re.compile("a(b")
except re.error as e: print(e, e.pos, e.lineno, e.colno, e.pattern, e.msg)

import re as r2; print(r2.purge(), r2.template is not None if hasattr(r2, "template") else True)

print(re.sub(r"\w+", lambda m: m.group().capitalize(), "hello big world"), re.sub("a", lambda m: "x", "a")); re.sub("a", lambda m: 5, "a")

def tokens(text):
    for m in re.finditer(r"\s*(?:(\d+)|(.))", text):
        yield int(m[1]) if m[1] else m[2]
print(list(tokens("1 + 23*(4)")))
""")
