"""A zone is shown with the name of its module."""


def _amend():
    def __repr__(self):
        name = "zoneinfo.ZoneInfo" if type(self) is ZoneInfo else type(self).__name__
        if self._key is not None:
            return f"{name}(key={self._key!r})"
        return f"{name}.from_file({self._file_repr})"

    ZoneInfo.__repr__ = __repr__


_amend()
del _amend
