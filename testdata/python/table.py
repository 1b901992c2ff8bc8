"""Prints what expressions and statements do: the value of each, or the exception."""


def describe(exc):
    text = "%s: %s" % (type(exc).__name__, exc)
    for note in getattr(exc, "__notes__", ()):
        text += " [%s]" % note
    return text


def values(names, text):
    """Evaluates each line of a text as an expression."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            result = repr(eval(line, names))
        except BaseException as exc:
            result = "raises " + describe(exc)
        print(line, "->", result)


def effects(names, text):
    """Executes each block of a text, blocks being divided by blank lines, and names the exceptions."""
    for block in text.strip().split("\n\n"):
        print("|", block.strip().replace("\n", "\n| "))
        try:
            exec(block, names)
        except BaseException as exc:
            print("raises", describe(exc))
