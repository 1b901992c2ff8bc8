# What random programs are built on. Every effect is logged, and the number of
# effects is limited, so that every program ends.

LOG = []


class Stop(BaseException):
    pass


def log(*values):
    LOG.append(" ".join([show(v) for v in values]))
    tick()


def tick():
    global ticks
    ticks += 1
    if ticks > 60:
        raise Stop
    return True


def show(v, depth=0):
    """A short text for v that does not depend on addresses."""
    if depth > 3:
        return "~"
    if isinstance(v, (tuple, list)):
        text = ",".join([show(x, depth + 1) for x in v][:6])
        return "(" + text + ")" if isinstance(v, tuple) else "[" + text + "]"
    if isinstance(v, dict):
        items = [show(k, depth + 1) + ":" + show(x, depth + 1) for k, x in v.items()]
        return "{" + ",".join(items[:6]) + "}"
    if isinstance(v, int):
        return str(v)[:12]
    if isinstance(v, str):
        return v[:12]
    if v is None:
        return "None"
    if isinstance(v, NameError):
        return "NameError"  # UnboundLocalError or not: comprehensions differ by version
    return type(v).__name__


def error(e):
    """The text of an exception and of those it came from."""
    text = "raised"
    while e is not None:
        if isinstance(e, NameError):
            text += " NameError " + (str(e).split("'") + ["", ""])[1]
        else:
            text += " " + type(e).__name__ + " " + str(e)
        e = e.__context__
    return text


def trace(x):
    log("trace", x)
    return x


def number(x):
    return x if isinstance(x, int) and -10**6 < x < 10**6 else 7


def items(x):
    return x[:3] if isinstance(x, (list, tuple)) else [x, 1] if x else [2]


def pairs(x):
    return [((x, 1), 2), ([5, x], x)]


def call(*args, k=None):
    log("call", args, k)
    return args[0]


class Manager:
    def __init__(self, suppresses):
        self.suppresses = suppresses

    def __enter__(self):
        log("enter")
        return 5

    def __exit__(self, kind, value, tb):
        log("exit", kind is None)
        return self.suppresses


def run(f, *args):
    """Runs a function and prints its result and log."""
    global ticks
    ticks = 0
    LOG.clear()
    try:
        result = show(f(*args))
    except Stop:
        result = "stopped"
    except Exception as e:
        result = error(e)
    print(result, "|", "; ".join(LOG))


def drive(f, *args):
    """Runs a generator function, sending and throwing things."""
    global ticks
    ticks = 0
    LOG.clear()
    out = []
    try:
        g = f(*args)
        out.append(show(next(g)))
        for i in range(8):
            out.append(show(g.throw(ValueError("thrown")) if i == 3 else g.send(i)))
    except StopIteration as e:
        out.append("returned " + show(e.value))
    except Stop:
        out.append("stopped")
    except Exception as e:
        out.append(error(e))
    print(out, "|", "; ".join(LOG))
