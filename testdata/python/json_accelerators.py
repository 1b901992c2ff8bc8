"""The scanner and encoder behind module json."""
import _json, json


def show(names, text):
    for line in text.strip().splitlines():
        try:
            result = repr(eval(line, names))
        except BaseException as exc:
            result = "raises %s: %s" % (type(exc).__name__, exc)
        print(line, "->", result)


s = _json.make_scanner(json.JSONDecoder())
enc = _json.encode_basestring_ascii
I = type("I", (int,), {"__repr__": lambda s: "x"})
F = type("F", (float,), {"__repr__": lambda s: "x"})


def mk(**k):
    d = dict(markers={}, default=lambda o: repr(o), encoder=enc, indent=None, key_separator=": ", item_separator=", ",
             sort_keys=False, skipkeys=False, allow_nan=True)
    d.update(k)
    return _json.make_encoder(*d.values())


show(globals(), r'''
_json.scanstring('abc"d', 0), _json.scanstring('a\nb"', 0, False), _json.scanstring('\\ud83d\\ude00"', 0), _json.scanstring('\\ud83d"', 0), _json.scanstring('\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"', 0)
_json.scanstring('é"é"x', 3), _json.scanstring('😀\\n😀"x', 0)
_json.scanstring('abc', 0)
_json.scanstring('a\nb"', 0)
_json.scanstring('a\\u12"', 0)
_json.scanstring('a\\u123g"', 0)
_json.scanstring('é\\x"', 0)
_json.scanstring('abc', 5)
_json.scanstring(1, 0)
_json.scanstring('abc"', -1)
_json.scanstring('a\\', 0)
enc('aé"\\\n\x7f😀\ud800'), enc(''), _json.encode_basestring('aé"\\\n\x7f\x1f😀')
enc(1)
s('[1,2.5,-0,1e5,NaN,-Infinity,true,null,{"a":1}, "é", [], {}]x', 0), s('[12345678901234567890, 1e400, -1E-2]', 0)
s('', 0)
s('[1,]', 0)
s('[1 2]', 0)
s('["é" 2]', 0)
s('{1}', 0)
s('{"a" 1}', 0)
s('{"a":1,}', 0)
s('{"a":}', 0)
s('-', 0)
s('01', 0), s('1.', 0), s('1.e5', 0), s('1e', 0), s('1e+', 0), s('-0.0', 0)
s('tru', 0)
s(' 1', 0)
s('1', -1)
s(1, 0)
s('[', 0)
s('{', 0)
s('{"a"', 0)
s('{"a":1', 0)
s('[1', 0)
s('[', 1)
s('[' * 100000, 0)
json.loads('{"a": {"a": [1, {"b": "c"}]}}'), json.loads(' [1 , 2 ] '), json.loads('"x"'), json.loads(b'{"k": 1}')
json.loads('{"a":1}', object_hook=lambda d: ("hook", d)), json.loads('{"a":1,"a":2}', object_pairs_hook=list), json.loads('[1.5,2,NaN]', parse_float=str, parse_int=lambda x: "i" + x, parse_constant=lambda c: c)
json.loads('[1] x')
json.loads('')
json.loads('{"é": tru}')
mk()([1, "a", None, True, 1.5, {"a": 1}, (2,), I(5), F(5), 10 ** 30], 0), mk()(float("nan"), 0), mk()([], 0), mk()({}, 0), mk()("x", 0)
mk(allow_nan=False)([float("nan")], 0)
mk(default=lambda o: 1 / 0)([object], 0)
mk()({(1, 2): 3}, 0)
mk(skipkeys=True)({(1, 2): 3, "a": 1}, 0), mk()({1: 1, 2.5: 2, None: 4, "b": 5, False: 6}, 0), mk(sort_keys=True)({"b": 1, "a": 2}, 0)
mk(sort_keys=True)({"b": 1, 1: 2}, 0)
mk(markers=None)([1, [2]], 0), mk(encoder=lambda s: "<" + s + ">")({"a": "b"}, 0)
mk(markers=5)
mk(encoder=lambda s: 1)(["b"], 0)
mk(default=lambda o: o)(1j, 0)
_json.make_encoder()
_json.make_scanner(1)
mk()(1)
mk().markers, s.strict, s.parse_float, mk().encoder is enc, mk().indent, mk().key_separator, mk().sort_keys, s.object_hook
json.dumps({"a": [1, 2, {"b": None}], "é": "é"}), json.dumps({"é": "é"}, ensure_ascii=False), json.dumps([1, {"a": 2}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":"))
json.dumps(1j)
json.dumps({1, 2}, default=sorted)
''')
l = []
l.append(l)
d = {}
d["a"] = d
deep = []
for _ in range(100000):
    deep = [deep]
show(globals(), '''
mk()(l, 0)
mk()(d, 0)
mk()(deep, 0)
''')
