# exit: 1
"""A sys.excepthook that raises itself."""
import sys


def hook(kind, exc, tb):
    raise KeyError("in hook")


sys.excepthook = hook
raise ValueError("original")
