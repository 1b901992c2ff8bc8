"""Tells what CPython's compiler makes of sources.

Each line of input is a JSON object with the keys source, filename, mode and
optimize; each line of output is what describe returns.
"""

import ast
import dis
import json
import sys
import warnings

CATEGORIES = {
    "CALL": "call", "CALL_FUNCTION_EX": "call",
    "BINARY_OP": "binary", "BINARY_SUBSCR": "subscript",
    "STORE_SUBSCR": "storeitem", "DELETE_SUBSCR": "delitem",
    "LOAD_ATTR": "attr", "LOAD_METHOD": "attr",
    "STORE_ATTR": "storeattr", "DELETE_ATTR": "delattr",
    "LOAD_GLOBAL": "name", "LOAD_NAME": "name",
    "RAISE_VARARGS": "raise", "IMPORT_NAME": "import", "IMPORT_FROM": "importfrom",
    "FORMAT_VALUE": "format", "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack",
    "FOR_ITER": "for", "WITH_EXCEPT_START": "call", "BEFORE_WITH": "with", "BEFORE_ASYNC_WITH": "with",
    "GET_AWAITABLE": "await", "GET_AITER": "aiter", "GET_ANEXT": "anext",
    "UNARY_NEGATIVE": "unary", "UNARY_INVERT": "unary",
    "CHECK_EXC_MATCH": "excmatch", "CHECK_EG_MATCH": "excmatch",
    "LIST_EXTEND": "extend", "DICT_UPDATE": "update", "DICT_MERGE": "merge",
    "YIELD_VALUE": "yield", "COMPARE_OP": "compare", "CONTAINS_OP": "compare",
}
for name in dis.opname:
    if name.startswith(("POP_JUMP_FORWARD_IF_", "POP_JUMP_BACKWARD_IF_", "JUMP_IF_")):
        CATEGORIES[name] = "truth"
COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>"}


def docstring(code):
    """The docstring of a function, or None."""
    if not code.co_flags & 0x2 or code.co_name in ("<lambda>", "<genexpr>"):
        return None
    first = code.co_consts[0] if code.co_consts else None
    # A lone surrogate has no JSON that Go could read.
    return first.encode("utf-8", "replace").decode() if isinstance(first, str) else None


def walk(code, codes, positions):
    if code.co_name not in COMPREHENSIONS:
        codes.append({
            "qualname": code.co_qualname, "line": code.co_firstlineno,
            "flags": code.co_flags, "args": code.co_argcount,
            "posonly": code.co_posonlyargcount, "kwonly": code.co_kwonlyargcount,
            "varnames": code.co_varnames, "freevars": code.co_freevars,
            "cellvars": code.co_cellvars, "doc": docstring(code),
        })
    previous = None
    instructions = list(dis.get_instructions(code))
    for i, ins in enumerate(instructions):
        category = CATEGORIES.get(ins.opname)
        if category == "yield" and instructions[i - 1].opname == "SEND":
            category = None
        if category is not None:
            p = ins.positions
            if p.lineno is not None:
                positions.add((category, p.lineno, p.end_lineno, p.col_offset, p.end_col_offset))
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            walk(const, codes, positions)


def comprehensions(source):
    """Positions of calls that comprehensions are only in CPython 3.11."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp)):
            yield ("call", node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)


def unparsed(source):
    """The text of expressions as annotations, by kind and position."""
    nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.expr)]
    for node in nodes[::max(1, len(nodes) // 200)]:
        future = ast.ImportFrom("__future__", [ast.alias("annotations")], 0)
        annotated = ast.AnnAssign(ast.Name("_", ast.Store()), node, None, 1)
        module = ast.Module([future, annotated], [])
        position = [node.lineno, node.end_lineno, node.col_offset, node.end_col_offset]
        try:
            code = compile(ast.fix_missing_locations(module), "<annotation>", "exec")
        except (SyntaxError, ValueError):
            continue
        namespace = {}
        exec(code, namespace)
        yield [type(node).__name__, *position, namespace["__annotations__"]["_"]]


def describe(request):
    answer = {"warnings": []}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(request["source"], request["filename"], request["mode"],
                           dont_inherit=True, optimize=request["optimize"])
        except SyntaxError as e:
            answer["error"] = [type(e).__name__, e.msg, e.lineno, e.offset,
                               e.end_lineno, e.end_offset]
            code = None
        except (ValueError, RecursionError, MemoryError, OverflowError, UnicodeError) as e:
            answer["error"] = [type(e).__name__, str(e), 0, 0, 0, 0]
            code = None
    for w in caught:
        if w.category is SyntaxWarning:
            item = [str(w.message), w.lineno]
            if item not in answer["warnings"]:
                answer["warnings"].append(item)
    if code is not None:
        codes, positions = [], set()
        walk(code, codes, positions)
        if request["mode"] == "exec":
            answer["optional"] = list(comprehensions(request["source"]))
        answer["codes"] = codes
        answer["positions"] = sorted(positions)
    return answer


for line in sys.stdin:
    request = json.loads(line)
    request["source"] = bytes.fromhex(request["source"])
    if request["mode"] == "unparse":
        answer = {"expressions": list(unparsed(request["source"]))}
    else:
        answer = describe(request)
    print(json.dumps(answer), flush=True)
