// Package syntax reads Python source text: tokens, grammar and tree.
//
// Parse turns source bytes into the abstract syntax tree described in ast.go.
// The grammar is Python 3.14's: everything older versions of Python 3 accept
// is accepted, together with type parameters, except without parentheses,
// f-strings that nest freely (PEP 701) and t-strings (PEP 750).
//
// The tree has the node names and field names of Python's own ast module, so
// that knowledge of one carries over to the other. Where Go cannot have two
// things of one name, the sum type keeps it:
//
//	ast.Expr     the statement is ExprStmt; Expr is the interface of expressions
//	ast.Mod      the operator % is Modulo; Mod is the interface of modules
//	ast.BoolOp   the operators And, Or are of type BoolOperator
//	ast.UnaryOp  the operators Invert, Not, UAdd, USub are of type UnaryOperator
//
// Errors are *Error values. They carry the text CPython gives and the range
// in the source that CPython would underline: those of CPython 3.11, and of
// the first version that has it for syntax that 3.11 does not have. Checks
// that need to know about scopes ('return' outside function, duplicate
// arguments, nonlocal at module level), or about what an expression means (an
// f-string as a pattern), are not made here; they belong to the compiler.
package syntax
