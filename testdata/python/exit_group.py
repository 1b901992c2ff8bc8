# exit: 1
"""An uncaught exception group."""


def fail(n):
    raise ValueError("number %d" % n)


errors = []
for i in range(2):
    try:
        fail(i)
    except ValueError as exc:
        exc.add_note("note %d" % i)
        errors.append(exc)
raise ExceptionGroup("both", errors)
