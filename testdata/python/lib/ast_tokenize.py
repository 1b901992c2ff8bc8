"""ast and tokenize."""
import ast
import io
import tokenize

from table import effects, values

values(globals(), r"""
ast.dump(ast.parse("x = 1 + y")), ast.literal_eval("{'a': [1, (2.5, None)], 'b': {3}}"), ast.unparse(ast.parse("if x:\n  y = f(a, *b, c=d)[1:2]")), [type(n).__name__ for n in ast.walk(ast.parse("a + 1"))], ast.dump(ast.parse("lambda x: x", mode="eval")), ast.parse("x").body[0].lineno, ast.get_docstring(ast.parse("'doc'")), eval(compile(ast.parse("1 + 2", mode="eval"), "f", "eval")), ast.unparse(ast.parse("async def f():\n async with a as b: return [x async for x in y]"))
ast.literal_eval("1 +")
ast.parse("x =")
[(tokenize.tok_name[t.type], t.string) for t in tokenize.generate_tokens(io.StringIO("x = f(1) # c\n").readline)]
""")

effects(globals(), r"""
class V(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.Constant(n.value * 2)
print(ast.unparse(V().visit(ast.parse("x = 1 + 2")))); exec(compile(ast.fix_missing_locations(V().visit(ast.parse("y = 21"))), "f", "exec")); print(y)
""")
