# exit: 1
"""An uncaught exception."""
print("before", flush=True)


class Custom(Exception):
    pass


def f(x):
    raise Custom("text", x)


f(5)
