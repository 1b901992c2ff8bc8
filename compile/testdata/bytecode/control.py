def loops(a, b):
    total = 0
    for i, x in enumerate(a):
        if x is None or x in (1, 2):
            continue
        total += x
    while total > 3:
        total -= 1
        if b(total):
            break
    else:
        total = 5
    while True:
        if not total:
            return a
        total -= 1


def chain(a, b, c):
    if a < b < c and not (a == 1 or b != c):
        return a
    return a <= b <= c


def choose(a, b):
    x = a or b
    y = a if b else None
    return x and y


def debug(x):
    if __debug__:
        x = 1
    if 0:
        x = 2
    assert x == 1, "one"
    return x


def match(p):
    match p:
        case 1 | 2:
            return "small"
        case [a, *rest] if a:
            return rest
        case {"k": v, **more}:
            return v, more
        case Point(x=0, y=y):
            return y
        case _:
            return None


def deleted(x):
    y = 1
    for i in x:
        if i:
            del y
        print(y)
    return i, y
