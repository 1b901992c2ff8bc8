"""A plain module."""
import sys

value = 42
_hidden = 1
seen = [__name__, "plain" in sys.modules, sys.modules["plain"].value]


def function():
    return value
