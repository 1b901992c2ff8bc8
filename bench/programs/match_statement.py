"""Expression trees simplified and evaluated by match statements."""

import timed


class Number:
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value


class Binary:
    __match_args__ = ("operator", "left", "right")

    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right


def evaluate(tree):
    match tree:
        case Number(value):
            return value
        case Binary("+", left, right):
            return evaluate(left) + evaluate(right)
        case Binary("-", left, right):
            return evaluate(left) - evaluate(right)
        case Binary("*", left, right):
            return evaluate(left) * evaluate(right) % 1000003
    raise ValueError(tree)


def simplify(tree):
    match tree:
        case Binary("*", Number(0), _) | Binary("*", _, Number(0)):
            return Number(0)
        case Binary("*", Number(1), other) | Binary("*", other, Number(1)) | Binary("+", other, Number(0)):
            return simplify(other)
        case Binary(operator, left, right):
            return Binary(operator, simplify(left), simplify(right))
        case _:
            return tree


def command(words):
    match words:
        case ["go", ("north" | "south") as direction]:
            return len(direction)
        case ["take", *things] if things:
            return len(things)
        case {"kind": "event", "code": int(code)}:
            return code
        case [int(x), int(y)] | {"x": x, "y": y}:
            return x + y
        case None | "quit":
            return 1
    return 0


def build(depth, seed):
    if depth == 0:
        return Number(seed % 4)
    return Binary("+-*"[seed % 3], build(depth - 1, seed * 5 + 1), build(depth - 1, seed * 7 + 3))


def work(n):
    tree = build(7, 2)
    inputs = [["go", "north"], ["take", "lamp", "rope"], {"kind": "event", "code": 7, "more": 0}, [3, 4],
              {"x": 1, "y": 2}, None, "quit", ["take"], 3.5]
    total = 0
    for _ in range(n):
        total += evaluate(tree) - evaluate(simplify(tree))
        total += evaluate(tree) % 1000
        for words in inputs:
            total += command(words)
    return total


timed.main(work, 700)
