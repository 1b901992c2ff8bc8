"""Processes are started anew: there is no fork()."""


def _amend():
    def get_all_start_methods(self):
        return ["spawn"]

    for name in ("fork", "forkserver"):
        _concrete_contexts.pop(name, None)
    DefaultContext.get_all_start_methods = get_all_start_methods


_amend()
del _amend
_default_context = DefaultContext(_concrete_contexts["spawn"])
