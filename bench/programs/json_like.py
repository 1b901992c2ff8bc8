"""Encoding nested data as text and parsing it again, as a JSON library does."""

import timed

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


def encode(value, out):
    if value is None:
        out.append("null")
    elif value is True or value is False:
        out.append("true" if value else "false")
    elif isinstance(value, str):
        out.append('"' + "".join([ESCAPES.get(char, char) for char in value]) + '"')
    elif isinstance(value, (int, float)):
        out.append(repr(value))
    elif isinstance(value, dict):
        mark = "{"
        for key, item in value.items():
            out.append(mark)
            encode(key, out)
            out.append(":")
            encode(item, out)
            mark = ","
        out.append("}" if mark == "," else "{}")
    else:
        mark = "["
        for item in value:
            out.append(mark)
            encode(item, out)
            mark = ","
        out.append("]" if mark == "," else "[]")


class Parser:
    def __init__(self, text):
        self.text = text
        self.place = 0

    def value(self):
        char = self.text[self.place]
        if char == '"':
            return self.string()
        if char == "{":
            return dict(self.items("}", self.pair))
        if char == "[":
            return list(self.items("]", self.value))
        for word, value in (("null", None), ("true", True), ("false", False)):
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return value
        return self.number()

    def items(self, end, one):
        self.place += 1
        if self.text[self.place] == end:
            self.place += 1
            return
        while True:
            yield one()
            self.place += 1
            if self.text[self.place - 1] == end:
                return

    def pair(self):
        key = self.string()
        self.place += 1
        return key, self.value()

    def string(self):
        self.place += 1
        chars = []
        while True:
            char = self.text[self.place]
            self.place += 1
            if char == '"':
                return "".join(chars)
            if char == "\\":
                char = self.text[self.place]
                self.place += 1
                if char == "n":
                    char = "\n"
            chars.append(char)

    def number(self):
        start = self.place
        while self.text[self.place] in "+-.0123456789e":
            self.place += 1
        digits = self.text[start:self.place]
        return float(digits) if "." in digits or "e" in digits else int(digits)


def work(n):
    total = 0
    for i in range(n):
        data = {
            "id": i, "name": "item \"%d\"\n" % i, "price": i / 8, "tags": ["a", "b", "c\\d"], "none": None,
            "nested": {"deep": [[1, 2], [], {}, {"x": -1.5e300}], "yes": True, "no": False},
        }
        out = []
        encode(data, out)
        text = "".join(out)
        if Parser(text).value() != data:
            return "wrong"
        total += len(text)
    return total


timed.main(work, 15000)
