"""The implementation is known, not read from sys.version."""


def _amend():
    version = sys.version.split()[0]
    compiler = sys.version.partition("[")[2].rstrip("]")
    _sys_version_cache[sys.version] = (sys.implementation.name, version, "", "", "", "", compiler)


_amend()
del _amend
