"""Looks at tracebacks."""


def functions(exc):
    """The names of the functions in the traceback of an exception, outermost first."""
    names = []
    tb = exc.__traceback__
    while tb is not None:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return names
