# Keys of JSON objects are one object for each text, however many there are
import json

for n in 0, 1, 7, 8, 9, 10, 40:
    text = json.dumps([{"key%d" % i: i, "k\u00e9y\n": 1, "": 2, "x": 3} for i in range(n)] * 2)
    for doc in (text, text.replace("key", "k\\u0065y")):
        back = json.loads(doc)
        ids = {}
        for row in back:
            for k in row:
                ids.setdefault(k, set()).add(id(k))
        print(n, len(back), sorted(ids) == sorted(["key%d" % i for i in range(n)] + ["k\u00e9y\n", "", "x"] * bool(n)), all(len(s) == 1 for s in ids.values()))
print(json.loads('{"a": 1, "a": 2, "b": {"a": 3}}'), json.loads('{"\\ud800": 1, "\\ud83d\\ude00": 2}'))
