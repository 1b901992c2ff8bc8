# exit: 1
"""A replaced sys.excepthook."""
import sys


def hook(kind, exc, tb):
    print("hook", kind.__name__, exc, tb.tb_lineno, file=sys.stderr)


sys.excepthook = hook
raise ValueError("v")
