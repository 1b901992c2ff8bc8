import builtins


class Quitter:
    """A command that ends the program."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'

    def __call__(self, code=None):
        # A shell may catch the exception, and see that its input has ended.
        import sys
        try:
            sys.stdin.close()
        except Exception:
            pass
        raise SystemExit(code)


class _Printer:
    """A command that shows a text about the implementation."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __call__(self):
        print(self.text)


class _Helper:
    """The command that shows documentation, of its argument or of what is asked for."""

    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)


def install(eof, copyright):
    for name in 'quit', 'exit':
        setattr(builtins, name, Quitter(name, eof))
    builtins.copyright = _Printer(copyright)
    builtins.credits = _Printer(
        'weft is free software; so are the standard library of Python, which it uses,\n'
        'and the libraries that its documentation names. Thanks to all who wrote them.')
    builtins.license = _Printer(
        'weft: see the file LICENSE that came with it.\n'
        "Python's standard library: see https://www.python.org/psf/license/")
    builtins.help = _Helper()
