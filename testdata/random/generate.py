"""Writes a random program: generate.py SEED NUMBER-OF-FUNCTIONS.

The functions use the helpers of prelude.py and mix all kinds of control flow,
assignments and nested scopes; what they do is of no interest, only that two
implementations agree on it.
"""

import os
import random
import sys
import warnings

VARIABLES = "abcde"
PATTERNS = [
    "1", "[a, b]", "[c, *d]", "(e, _)", "int()", "str() as a", "None", "[1, x] | [x, 2]",
    '{"k": b}', "[[a], c]", "True | False", "(1 | 2) as d", "list() as e",
]


class Writer:
    """Writes one function."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.statements = 0

    def chance(self, p):
        return self.random.random() < p

    def choice(self, *values):
        return self.random.choice(values)

    def variable(self):
        return self.random.choice(VARIABLES)

    def expr(self, depth=0):
        if depth > 3:
            return self.choice(self.variable(), str(self.random.randint(-3, 9)), "None", "True", "0")
        e = lambda: self.expr(depth + 1)
        v = self.variable
        kinds = [
            v, v, v, v, v,
            lambda: str(self.random.randint(-5, 300)),
            lambda: f"trace({e()})",
            lambda: f"({e()} {self.choice('and', 'or')} {e()})",
            lambda: f"(not {e()})",
            lambda: f"({e()} if {e()} else {e()})",
            lambda: f"({e()} {self.choice('==', '!=', 'is', 'is not')} {e()})",
            lambda: f"(number({e()}) {self.choice('<', '<=', '>', '>=')} number({e()}) < number({v()}))",
            lambda: f"(number({e()}) {self.choice('+', '-', '*')} {self.random.randint(1, 5)})",
            lambda: f"(number({e()}) {self.choice('+', '-')} number({e()}))",
            lambda: f"({v()} := {e()})",
            lambda: f"[{e()} for {v()} in items({e()}) if {e()}]",
            lambda: f"list({e()} for {v()} in items({e()}))",
            lambda: f"({e()}, {e()})",
            lambda: f"[{e()}, *items({e()}), {e()}]",
            lambda: f"call({e()}, {e()})",
            lambda: f"call({e()}, *items({e()}), k={e()})",
            lambda: f"(lambda x={e()}: (x, {v()}))()",
            lambda: f"{{x: {e()} for x in items({e()})}}",
            lambda: f"({e()} {self.choice('in', 'not in')} [{e()}, 1, (2,)])",
            lambda: f"show({e()})",
        ]
        return self.random.choice(kinds)()

    def block(self, indent, in_loop, depth):
        return "".join(self.statement(indent, in_loop, depth + 1) for _ in range(self.random.randint(1, 3)))

    def statement(self, indent, in_loop, depth):
        self.statements += 1
        pad = "    " * indent
        simple = [self.simple] * 12
        compound = [self.if_, self.if_, self.while_, self.while_, self.for_, self.for_,
                    self.try_, self.try_, self.try_, self.with_, self.function, self.match]
        if depth > 4 or self.statements > 60:
            compound = []
        return self.random.choice(simple + compound)(indent, pad, in_loop, depth)

    def simple(self, indent, pad, in_loop, depth):
        v, e = self.variable, self.expr
        leave = self.choice("break", "continue") if in_loop else "pass"
        error = self.choice("ValueError", "KeyError", "TypeError")
        return pad + self.choice(
            f"{v()} = {e()}", f"{v()} = {e()}", f"{v()} = {e()}",
            f"log({self.statements}, {v()})",
            f"{v()} += 1",
            f"{v()} = number({v()})",
            f"del {v()}",
            f"return {e()}",
            leave,
            f"if {e()}: {leave}",
            f"raise {error}({self.statements})",
            f"{v()}, {v()} = {e(1)}, {e(1)}",
            f"{v()} = {v()} = {e()}",
            f"{e()}",
        ) + "\n"

    def if_(self, indent, pad, in_loop, depth):
        text = f"{pad}if {self.expr()}:\n" + self.block(indent + 1, in_loop, depth)
        if self.chance(.3):
            text += f"{pad}elif {self.expr()}:\n" + self.block(indent + 1, in_loop, depth)
        if self.chance(.5):
            text += f"{pad}else:\n" + self.block(indent + 1, in_loop, depth)
        return text

    def while_(self, indent, pad, in_loop, depth):
        text = f"{pad}while tick() and {self.expr()}:\n" + self.block(indent + 1, True, depth)
        if self.chance(.4):
            text += f"{pad}else:\n" + self.block(indent + 1, in_loop, depth)
        return text

    def for_(self, indent, pad, in_loop, depth):
        v = self.variable
        target, iterable = self.choice(
            (v(), "items"), (f"{v()}, *{v()}", "pairs"), (f"({v()}, {v()}), {v()}", "pairs"),
        )
        text = f"{pad}for {target} in {iterable}({self.expr()}):\n{pad}    tick()\n"
        text += self.block(indent + 1, True, depth)
        if self.chance(.4):
            text += f"{pad}else:\n" + self.block(indent + 1, in_loop, depth)
        return text

    def try_(self, indent, pad, in_loop, depth):
        text = f"{pad}try:\n" + self.block(indent + 1, in_loop, depth)
        handlers = self.chance(.7)
        if handlers:
            for _ in range(self.random.randint(1, 2)):
                name = f" as {self.variable()}" if self.chance(.6) else ""
                kind = self.choice("ValueError", "(KeyError, TypeError)", "Exception", "NameError")
                text += f"{pad}except {kind}{name}:\n" + self.block(indent + 1, in_loop, depth)
                if self.chance(.2):
                    text += f"{pad}    raise\n"
            if self.chance(.3):
                text += f"{pad}else:\n" + self.block(indent + 1, in_loop, depth)
        if not handlers or self.chance(.4):
            text += f"{pad}finally:\n" + self.block(indent + 1, in_loop, depth)
        return text

    def with_(self, indent, pad, in_loop, depth):
        name = f" as {self.variable()}" if self.chance(.6) else ""
        second = ", Manager(False)" if self.chance(.3) else ""
        text = f"{pad}with Manager({self.choice(True, False)}){name}{second}:\n"
        return text + self.block(indent + 1, in_loop, depth)

    def function(self, indent, pad, in_loop, depth):
        name = f"inner{self.statements}"
        text = f"{pad}def {name}(x=1):\n"
        if self.chance(.4):
            text += f"{pad}    nonlocal {self.variable()}\n"
        text += self.block(indent + 1, False, depth)
        return text + f"{pad}{self.variable()} = {name}({self.expr(2)})\n"

    def match(self, indent, pad, in_loop, depth):
        text = f"{pad}match {self.expr()}:\n"
        for _ in range(self.random.randint(1, 3)):
            guard = f" if {self.expr(2)}" if self.chance(.3) else ""
            text += f"{pad}    case {self.random.choice(PATTERNS)}{guard}:\n"
            text += self.block(indent + 2, in_loop, depth)
        if self.chance(.5):
            text += f"{pad}    case _:\n" + self.block(indent + 2, in_loop, depth)
        return text

    def top(self, name):
        """Returns a whole function and the calls of it."""
        body = self.block(1, False, 0) + self.block(1, False, 0)
        runner = "run"
        if self.chance(.3):
            runner = "drive"
            body = body.replace("trace(", "(yield ") + "    yield a\n"
        if self.chance(.1):
            # More variables than instructions can name registers.
            many = "".join(f"    v{i} = {i}\n" for i in range(270))
            body = many + body + "    log(v0, v269)\n"
        text = f"def {name}(a, b, *c, d=4):\n{body}    log(a, b)\n    return a, b\n\n\n"
        return text + f'{runner}({name}, 1, [2, 3], 5)\n{runner}({name}, None, (0, "s"))\n\n\n'


def main():
    seed, count = sys.argv[1:]
    warnings.simplefilter("ignore")
    with open(os.path.join(os.path.dirname(__file__), "prelude.py"), encoding="utf-8") as f:
        print(f.read())
    for i in range(int(count)):
        for attempt in range(100):
            text = Writer(f"{seed}-{i}-{attempt}").top(f"f{i}")
            try:
                compile(text, "<random>", "exec")
            except SyntaxError:
                continue
            print(text)
            break


main()
