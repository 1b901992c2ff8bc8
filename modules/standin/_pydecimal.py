"""An error of decimal arithmetic names its condition, and a context shows its signals in
the order of libmpdec."""


def _amend():
    raise_error = Context._raise_error

    def _raise_error(self, condition, explanation=None, *args):
        return raise_error(self, condition, [condition], *args)

    Context._raise_error = _raise_error
    order = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]
    _signals.sort(key=order.index)
    for context in (DefaultContext, BasicContext, ExtendedContext):
        for name in ("flags", "traps"):
            signals = getattr(context, name)
            setattr(context, name, {signal: signals[signal] for signal in order})


_amend()
del _amend
