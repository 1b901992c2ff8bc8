# exit: 1
"""An uncaught exception with a context, through several frames."""


def low(x):
    return x["missing"]


def middle(x):
    try:
        low(x)
    except KeyError:
        raise ValueError("middle: {}".format(x))


class C:
    def method(self, *args):
        for arg in args:
            middle(arg)


C().method({"a": 1}, {})
