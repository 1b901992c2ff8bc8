def handlers(f):
    try:
        f()
    except (KeyError, ValueError) as e:
        return e
    except OSError:
        pass
    else:
        f(1)
    finally:
        f(2)


def final(a):
    for x in a:
        try:
            if x:
                continue
            return x
        finally:
            print(x)


def managers(open):
    with open("a") as f, open("b"):
        return f.read()


def groups(f):
    try:
        f()
    except* ValueError as e:
        print(e)
    except* TypeError:
        f()
