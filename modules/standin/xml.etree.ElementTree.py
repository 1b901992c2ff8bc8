"""An element without children is false, without a warning, an index that it has not is said
to be that of a child, and an error of the parser is all that is shown."""


def _amend():
    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    raise_error = XMLParser._raiseerror

    def _raiseerror(self, value):
        try:
            raise_error(self, value)
        except ParseError as e:
            raise e from None

    XMLParser._raiseerror = _raiseerror
    del Element.__bool__
    Element.__getitem__ = __getitem__


_amend()
del _amend
