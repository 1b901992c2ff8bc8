# exit: 1
"""What is printed for an uncaught exception, with all the lines that CPython shows. See the .err file."""
import sys


def show(f, *args):
    try:
        f(*args)
    except BaseException as exc:
        sys.excepthook(type(exc), exc, exc.__traceback__)
        print("-" * 40, file=sys.stderr)


def simple():
    raise ValueError("simple")


def carets(a, b, c):
    return a + b * c


def call_in_expression():
    return len(5) + max(1, 2)


def subscript():
    data = {"a": {"b": None}}
    return data["a"]["b"]["c"]


def attribute_chain():
    class Node:
        next = None
    node = Node()
    return node.next.next.value


def multi_line():
    return (1 +
            2 /
            0)


def call_many_lines():
    return carets(
        1,
        "a",
        None,
    )


def nested():
    def inner():
        def innermost():
            return list(x for x in (1, 0) if 1 / x)
        return innermost()
    return inner()


def chained():
    try:
        simple()
    except ValueError:
        raise KeyError("second")


def caused():
    try:
        simple()
    except ValueError as exc:
        raise RuntimeError("third") from exc


def suppressed():
    try:
        simple()
    except ValueError:
        raise RuntimeError("alone") from None


def recursive(n):
    if n == 0:
        raise ValueError("deep")
    recursive(n - 1)


def mutual(n):
    if n == 0:
        1 / 0
    other(n - 1)


def other(n):
    mutual(n)


def no_message():
    raise ValueError


def many_lines():
    raise ValueError("line 1\nline 2\n\nline 4")


def notes():
    exc = ValueError("with notes")
    exc.add_note("first note")
    exc.add_note("second\nnote")
    raise exc


def group():
    raise ExceptionGroup("several", [
        ValueError("one"),
        ExceptionGroup("nested", [KeyError("two"), TypeError("three")]),
    ])


def raised_group():
    errors = []
    for f in (simple, subscript):
        try:
            f()
        except Exception as exc:
            errors.append(exc)
    raise ExceptionGroup("collected", errors) from errors[0]


def unicode_text():
    größe = "日本"; return größe + 5


def tabs_and_comment():
    x = 1  ;    y = x / 0  # a comment


def assertion():
    assert 1 == 2, "they differ"


def long_expression(value=None):
    return value.attribute.other if value is not None or value.something else value.third


def in_comprehension():
    return dict((k, v.missing) for k, v in {"a": 1}.items())


def in_lambda():
    return (lambda x: x.missing)(5)


def in_exec():
    exec("a = 1\nb = a.missing\n")


def in_exec_function():
    namespace = {}
    exec(compile("def made():\n    return 1 / 0\n", "made-up name.py", "exec"), namespace)
    namespace["made"]()


def in_generator():
    def gen():
        yield 1
        raise ValueError("in generator")
    return sum(gen())


def in_class():
    class A:
        x = 1
        y = x.missing


def in_method():
    class A:
        def method(self):
            return self.missing
    A().method()


def with_statement():
    class Ctx:
        def __enter__(self):
            return self

        def __exit__(self, *args):
            raise KeyError("from exit")
    with Ctx():
        raise ValueError("in body")


def call_arguments():
    carets(1, 2)


def syntax_error():
    compile("x = (1,\ny = 2\n", "bad file.py", "exec")


def syntax_error_2():
    exec("if True:\nprint(1)")


def syntax_error_3():
    eval("1 +* 2")


def import_error():
    import no_such_module_at_all


def suggestion_name():
    some_variable = 1
    return some_varable


def suggestion_attribute():
    return "abc".uper()


def suggestion_module():
    return sys.exitt


def suggestion_builtin():
    return pritn


def suggestion_import():
    from sys import exitt


def key_error():
    {}["it's"]


def custom():
    class Custom(Exception):
        def __str__(self):
            return "custom text"
    raise Custom("ignored")


def bad_str():
    class BadStr(Exception):
        def __str__(self):
            raise ValueError("no")
    raise BadStr


def system_exit():
    raise SystemExit("goodbye")


def keyboard_interrupt():
    raise KeyboardInterrupt


def os_error():
    open("/no/such/file")


def unpack():
    a, b = [1, 2, 3]


def augmented():
    x = [1]
    x += 5


def compare():
    return 1 < "a" < 2


def slices():
    return (1, 2)["a":]


def decorated():
    def decorator(f):
        raise ValueError("decorating")

    @decorator
    def f():
        pass


def star_call():
    return print(*5)


def conditional():
    return 1 if undefined_thing else 2


def unbound():
    print(later)
    later = 1


def f_string():
    return f"{1} {undefined_thing!r:>{10}}"


def delete():
    x = {}
    del x["k"]


def iteration():
    for x in 5:
        pass


def iteration_inside():
    class It:
        def __iter__(self):
            return self

        def __next__(self):
            raise ValueError("in next")
    for x in It():
        pass


def match_statement():
    class Point:
        __match_args__ = 5
    match Point():
        case Point(x):
            pass


for function in [
    simple, call_in_expression, subscript, attribute_chain, multi_line, call_many_lines, nested, chained, caused,
    suppressed, no_message, many_lines, notes, group, raised_group, unicode_text, tabs_and_comment, assertion,
    long_expression, in_comprehension, in_lambda, in_exec, in_exec_function, in_generator, in_class, in_method,
    with_statement, call_arguments, syntax_error, syntax_error_2, syntax_error_3, import_error, suggestion_name,
    suggestion_attribute, suggestion_module, suggestion_builtin, suggestion_import, key_error, custom, bad_str,
    system_exit, keyboard_interrupt, os_error, unpack, augmented, compare, slices, decorated, star_call,
    conditional, unbound, f_string, delete, iteration, iteration_inside, match_statement,
]:
    print(function.__name__, file=sys.stderr)
    show(function)

show(carets, 1, 2, "a")
show(carets, 1, None, 2)
show(recursive, 2)
show(recursive, 20)
show(mutual, 8)
sys.excepthook(ValueError, ValueError("no traceback"), None)
sys.excepthook(KeyError, KeyError("k").with_traceback(None), None)

print("the last one ends the program", file=sys.stderr)
nested()
