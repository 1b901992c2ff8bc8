"""json: encoding and decoding."""
import json

from table import values

data = {"a": [1, 2.5, None, True, False, "é\n\"\\\u2028😀"], "b": {"c": {}, "d": []}, "": -0.0, "big": 10 ** 30}


class Other:
    pass


def default(obj):
    if isinstance(obj, set):
        return sorted(obj)
    return "<%s>" % type(obj).__name__


values(globals(), r"""
json.dumps(data)
json.dumps(data, ensure_ascii=False)
json.dumps(data, indent=2)
json.dumps(data, sort_keys=True, separators=(",", ":"))
json.dumps({"b": 1, "a": {2: 3, None: 4, True: 5, 1.5: 6}})
json.dumps([{1, 2}, Other()], default=default)
json.dumps(Other())
json.dumps({(1, 2): 3})
json.dumps({(1, 2): 3, "a": 1}, skipkeys=True)
json.dumps([float("nan"), float("inf")])
json.dumps(float("nan"), allow_nan=False)
json.dumps((1, [2, (3,)])), json.dumps("a/b"), json.dumps("\x00\x7f"), json.dumps(1e100), json.dumps(0.1)
json.loads(json.dumps(data)) == data
json.loads("[1, 2.0, -3e2, true, false, null, \"\\u00e9\\n\"]")
json.loads(' {"a" : [ ] , "b":{}} '), json.loads("5"), json.loads('"x"'), json.loads("1E5"), json.loads("-0"), json.loads("NaN"), json.loads("-Infinity"), json.loads(b'{"k": 1}'), json.loads("123456789012345678901234567890")
json.loads('{"a": 1, "a": 2}'), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)), json.loads("1.5", parse_float=str), json.loads("[1, 2]", parse_int=lambda s: int(s) * 2)
json.loads("\"\\ud83d\\ude00\""), json.loads('"\\ud83d"') == "\ud83d"
json.loads("")
json.loads("[1,")
json.loads("[1,]")
json.loads('{"a"}')
json.loads("{'a': 1}")
json.loads("nul")
json.loads("[1] x")
json.loads('"abc')
json.loads('"\n"')
json.loads('"\\x"')
json.loads("01")
json.loads("1.")
json.loads("\ufeff1")
json.loads(5)
json.JSONDecoder().raw_decode('[1] rest')
json.JSONEncoder(indent=1).encode([1, [2]])
list(json.JSONEncoder().iterencode([1, {"a": 2}]))
""")
deep = []
for _ in range(50):
    deep = [deep]
print(json.dumps(deep), json.loads(json.dumps(deep)) == deep)
circular = []
circular.append(circular)
try:
    json.dumps(circular)
except ValueError as exc:
    print(exc)
