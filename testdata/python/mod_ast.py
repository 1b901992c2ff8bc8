"""Module _ast: the classes, and trees that programs make."""
import _ast
import ast
import copy
import pickle

from table import effects, values

for name, cls in vars(_ast).items():
    if isinstance(cls, type) and issubclass(cls, ast.AST):
        own = {k: v for k, v in vars(cls).items() if k in cls._fields + cls._attributes}
        print(name, cls.__base__.__name__, cls._fields, cls.__match_args__, cls._attributes, cls.__module__, own)
        print(" ", cls.__doc__)

values(globals(), r"""
ast.dump(ast.Name("x", ast.Load())), ast.dump(ast.Name(id="x")), ast.Name("x", ctx=1, lineno=3, extra=4).__dict__
ast.Name("x", 1, 2)
ast.Return(1, 2)
ast.Pass(1)
ast.Name("x", id="y")
ast.Name().id
ast.Name().lineno
ast.arg("a").annotation, ast.FunctionDef().returns, ast.expr().end_lineno, ast.Constant(1).kind
ast.dump(copy.copy(ast.parse("a = 1"))), ast.dump(copy.deepcopy(ast.parse("a = 1"))), ast.dump(pickle.loads(pickle.dumps(ast.parse("f(x, *y)"))))
ast.Name("x").__reduce__()[1:]
ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx
ast.dump(ast.parse("def f(a, /, b: int = 1, *c, d, e=2, **g) -> h: pass"))
ast.dump(ast.parse("match a:\n case [1, *_] | {'k': x, **r} | C(1, y=None) as z if w: pass"))
ast.dump(ast.parse("f'{a}b{c!r:>{d}}' 'x'"), include_attributes=True)
ast.dump(ast.parse("x: int = 1; (y): str; async def f():\n  async with a as b, c: pass\n  return [x async for x in y if z]"))
ast.dump(ast.parse("(int, *str) -> x", mode="func_type"))
ast.dump(ast.parse("x = 1", mode="single"))
ast.dump(compile("1 + 1", "", "eval", ast.PyCF_ONLY_AST))
ast.literal_eval("{'a': [1, 2.5, (3,)], b'x': {1}, 'n': 2-1j, 's': None, 'e': set()}")
ast.literal_eval("a b")
isinstance(ast.Constant(1), ast.Num), isinstance(ast.Constant("a"), ast.Num), ast.Str("a").s
eval(compile(ast.Expression(ast.Constant((1, frozenset({2}), ...), lineno=1, col_offset=0)), "", "eval"))
compile(ast.parse("1", mode="eval"), "", "exec")
compile(ast.parse("1"), "", "eval")
compile(ast.Name("x"), "", "eval")
""")


def broken(text, mode="exec"):
    tree = eval(text, vars(ast))
    if not isinstance(tree, ast.mod):
        tree = ast.Expression(tree) if isinstance(tree, ast.expr) else ast.Module([tree], [])
        ast.fix_missing_locations(tree)
    try:
        compile(tree, "f", "eval" if isinstance(tree, ast.Expression) else "exec")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
    else:
        print(text, "-> ok")


for line in r"""
Module()
Module(1, [])
Module([], 1)
Module([Pass()], [])
Module([None], [])
Module([1], [])
Module([Expr(1)], [])
Module([Expr(Name("x"), lineno=1, col_offset=0)], [])
Module([Pass(lineno=2, col_offset=0, end_lineno=1, end_col_offset=3)], [])
Module([Pass(lineno=1, col_offset=5, end_lineno=1, end_col_offset=3)], [])
Module([Pass(lineno=1, col_offset=-5, end_lineno=1, end_col_offset=3)], [])
Module([Pass(lineno=1 << 40, col_offset=0)], [])
Module([Pass(lineno="1", col_offset=0)], [])
Expr(None)
Expr(Name("x"))
Expr(Name("x", None))
Expr(Name(5, Load()))
Expr(Name(None, Load()))
Expr(Name("None", Load()))
Expr(Name("x", Store()))
Name("x", Del())
Assign([Name("x", Load())], Constant(1))
Assign([Constant(1)], Constant(1))
Assign([], Constant(1))
Assign(Name("x", Store()), Constant(1))
Assign([None], Constant(1))
Delete([])
Delete([Name("x", Load())])
AugAssign(Name("x", Store()), 1, Constant(1))
AugAssign(Name("x", Store()), None, Constant(1))
AnnAssign(Attribute(Name("x", Load()), "y", Store()), Name("int", Load()), None, 1)
BoolOp(And(), [Constant(1)])
BinOp(Constant(1), Add())
Compare(Constant(1), [Eq()], [])
Compare(Constant(1), [], [Constant(1)])
Dict([Constant(1)], [])
ListComp(Constant(1), [])
Constant([1])
Constant((1, {2: 3}))
Constant(int)
Constant(Ellipsis)
Constant(1, 5)
FormattedValue(Constant(1), None)
Lambda(arguments([], [], None, [], [], None, [Constant(1)]), Constant(1))
Lambda(arguments([], [], None, [arg("x")], [], None, []), Constant(1))
Lambda(None, Constant(1))
FunctionDef("f", arguments([], [], None, [], [], None, []), [], [])
FunctionDef("f", 1, [Pass()], [])
FunctionDef("f", arguments([], [], None, [], [], None, []), [Pass()], [], None, 5)
ClassDef("C", [], [], [], [])
For(Name("x", Load()), Constant(1), [Pass()], [])
While(Constant(1), [], [])
If(Constant(1), [], [])
With([], [Pass()])
Raise(None, Name("x", Load()))
Try([Pass()], [], [], [])
Try([Pass()], [], [Pass()], [Pass()])
Try([], [], [], [Pass()])
Try([Pass()], [ExceptHandler(None, None, [])], [], [])
TryStar([Pass()], [], [], [])
Import([])
ImportFrom("a", [], 0)
ImportFrom("a", [alias("b")], -1)
Global([])
Nonlocal([1])
Match(Constant(1), [])
Match(Constant(1), [match_case(MatchAs(), None, [])])
Match(Constant(1), [match_case(MatchStar("x"), None, [Pass()])])
Match(Constant(1), [match_case(MatchAs(MatchAs(), None), None, [Pass()])])
Match(Constant(1), [match_case(MatchAs(None, "_"), None, [Pass()])])
Match(Constant(1), [match_case(MatchAs(None, "True"), None, [Pass()])])
Match(Constant(1), [match_case(MatchOr([MatchAs()]), None, [Pass()])])
Match(Constant(1), [match_case(MatchSingleton(5), None, [Pass()])])
Match(Constant(1), [match_case(MatchValue(Constant(True)), None, [Pass()])])
Match(Constant(1), [match_case(MatchValue(Name("x", Load())), None, [Pass()])])
Match(Constant(1), [match_case(MatchValue(UnaryOp(USub(), Constant(1))), None, [Pass()])])
Match(Constant(1), [match_case(MatchMapping([Constant(1)], [], None), None, [Pass()])])
Match(Constant(1), [match_case(MatchMapping([Constant(None)], [MatchAs()], "_"), None, [Pass()])])
Match(Constant(1), [match_case(MatchClass(Constant(1), [], [], []), None, [Pass()])])
Match(Constant(1), [match_case(MatchClass(Name("x", Load()), [], ["a"], []), None, [Pass()])])
Match(Constant(1), [match_case(MatchSequence([MatchStar(None)]), None, [Pass()])])
Subscript(Name("a", Load()), Slice(None, None, None), Load())
Starred(Name("a", Load()), Load())
NamedExpr(Name("a", Store()), Constant(1))
Await(None)
Call(Name("f", Load()), [None], [])
Call(Name("f", Load()), [], [1])
Call(Name("f", Load()), [], [keyword(None, None)])
""".strip().splitlines():
    broken(line)

effects(globals(), r"""
class Double(ast.NodeTransformer):
    def visit_Constant(self, n):
        return ast.copy_location(ast.Constant(n.value * 2), n)
tree = Double().visit(ast.parse("x = f'a{21}' + 'b'"))
exec(compile(tree, "f", "exec")); print(x, ast.unparse(tree))

class Rename(ast.NodeTransformer):
    def visit_Name(self, n):
        return ast.Subscript(ast.Name("ns", ast.Load()), ast.Constant(n.id), n.ctx)
ns = {"a": 4}
exec(compile(ast.fix_missing_locations(Rename().visit(ast.parse("b = a * 2"))), "f", "exec")); print(ns)

class Strange(ast.Constant): pass
print(eval(compile(ast.fix_missing_locations(ast.Expression(Strange(7))), "f", "eval")))

node = ast.parse("a")
node.body.append(node.body[0])
ast.Constant.extra = 5
print(ast.Constant().extra, len(node.body), ast.dump(node))

loop = ast.UnaryOp(ast.Not(), None)
loop.operand = loop
loop.lineno = loop.col_offset = 1
try:
    compile(ast.Expression(loop), "f", "eval")
except RecursionError as e:
    print(e)

print(len(ast.unparse(ast.parse(open("mod_ast.py").read()))) > 100)
""")
