"""Answers questions about source text, for the tests that compare with CPython.

A request is a line "what mode length" and that many bytes of source; the
answer is a line "status length" and that many bytes. What is asked for:

dump    the tree, with positions; positions inside f-strings are zero before
        3.12, where they were not those of the source
plain   the tree without positions
bare    the tree without the names of fields
indent  the tree, with positions, spread over lines
error   the exception, one attribute a line, or nothing
incomplete  the same for interactive input that may not be complete
time    the seconds ast.parse takes
"""

import ast
import sys
import time
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def clear_formatted(tree):
    todo = [(tree, False)]
    while todo:
        node, inside = todo.pop()
        if inside and "lineno" in node._attributes:
            node.lineno = node.col_offset = node.end_lineno = node.end_col_offset = 0
        if isinstance(node, ast.JoinedStr):
            inside = True
        for child in ast.iter_child_nodes(node):
            todo.append((child, inside))


def plain(source, mode):
    return "ok", ast.dump(ast.parse(source, mode=mode))


def bare(source, mode):
    return "ok", ast.dump(ast.parse(source, mode=mode), annotate_fields=False)


def indent(source, mode):
    return "ok", ast.dump(ast.parse(source, mode=mode), include_attributes=True, indent="  ")


def dump(source, mode):
    tree = ast.parse(source, mode=mode)
    if sys.version_info < (3, 12) and (b"f'" in source.lower() or b'f"' in source.lower()):
        clear_formatted(tree)
    return "ok", ast.dump(tree, include_attributes=True)


def error(source, mode):
    # ast.parse rather than compile: the checks made after parsing are not
    # wanted.
    compile(source, "<test>", mode, ast.PyCF_ONLY_AST)
    return "ok", ""


def incomplete(source, mode):
    compile(source, "<test>", mode, ast.PyCF_ONLY_AST | 0x4000 | 0x200)
    return "ok", ""


def timed(source, mode):
    best = None
    for _ in range(3):
        start = time.perf_counter()
        ast.parse(source, mode=mode)
        took = time.perf_counter() - start
        if best is None or took < best:
            best = took
    return "ok", repr(best)


def describe(e):
    fields = [type(e).__name__, str(getattr(e, "msg", e))]
    for name in "lineno", "offset", "end_lineno", "end_offset", "text":
        fields.append(repr(getattr(e, name, None)))
    return "\n".join(fields)


ANSWERS = {f.__name__.encode(): f for f in (dump, plain, bare, indent, error, incomplete)}
ANSWERS[b"time"] = timed


def main():
    ask, answer = sys.stdin.buffer, sys.stdout.buffer
    answer.write(b"%d\n" % sys.version_info[1])
    answer.flush()
    while line := ask.readline():
        what, mode, length = line.split()
        source = ask.read(int(length))
        if what in (b"error", b"incomplete"):
            source = source.decode()
        try:
            status, text = ANSWERS[what](source, mode.decode())
        except (SyntaxError, MemoryError, ValueError, RecursionError) as e:
            status, text = "error", describe(e)
        data = text.encode("utf-8", "surrogatepass")
        answer.write(b"%s %d\n" % (status.encode(), len(data)))
        answer.write(data)
        answer.flush()


main()
