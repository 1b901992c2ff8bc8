# exit: 1
"""The limit of recursion counts the module's frame first."""


def f():
    f()


def depth():
    n = 0

    def deeper():
        nonlocal n
        n += 1
        deeper()

    try:
        deeper()
    except RecursionError as e:
        print(n, e)


depth()
f()
