package ast

import (
	"reflect"
	"strings"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// grammar is the abstract grammar of Python 3.11, as the documentation of module
// ast gives it: sums of constructors, and products, with the attributes of those
// that have a place in the source. The classes of the module, their docstrings
// and the conversions in both directions follow from it.
//
// An entry ends at a line that does not begin with white space. A field's type
// ends in ? if the field may be None and in * if it is a list; its value in a
// syntax tree is in the field of the Go struct that has its name.
const grammar = `
mod = Module(stmt* body, type_ignore* type_ignores)
    | Interactive(stmt* body)
    | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
    | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
    | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)
    | Return(expr? value)
    | Delete(expr* targets)
    | Assign(expr* targets, expr value, string? type_comment)
    | AugAssign(expr target, operator op, expr value)
    | AnnAssign(expr target, expr annotation, expr? value, int simple)
    | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | While(expr test, stmt* body, stmt* orelse)
    | If(expr test, stmt* body, stmt* orelse)
    | With(withitem* items, stmt* body, string? type_comment)
    | AsyncWith(withitem* items, stmt* body, string? type_comment)
    | Match(expr subject, match_case* cases)
    | Raise(expr? exc, expr? cause)
    | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | Assert(expr test, expr? msg)
    | Import(alias* names)
    | ImportFrom(identifier? module, alias* names, int? level)
    | Global(identifier* names)
    | Nonlocal(identifier* names)
    | Expr(expr value)
    | Pass
    | Break
    | Continue
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
expr = BoolOp(boolop op, expr* values)
    | NamedExpr(expr target, expr value)
    | BinOp(expr left, operator op, expr right)
    | UnaryOp(unaryop op, expr operand)
    | Lambda(arguments args, expr body)
    | IfExp(expr test, expr body, expr orelse)
    | Dict(expr* keys, expr* values)
    | Set(expr* elts)
    | ListComp(expr elt, comprehension* generators)
    | SetComp(expr elt, comprehension* generators)
    | DictComp(expr key, expr value, comprehension* generators)
    | GeneratorExp(expr elt, comprehension* generators)
    | Await(expr value)
    | Yield(expr? value)
    | YieldFrom(expr value)
    | Compare(expr left, cmpop* ops, expr* comparators)
    | Call(expr func, expr* args, keyword* keywords)
    | FormattedValue(expr value, int conversion, expr? format_spec)
    | JoinedStr(expr* values)
    | Constant(constant value, string? kind)
    | Attribute(expr value, identifier attr, expr_context ctx)
    | Subscript(expr value, expr slice, expr_context ctx)
    | Starred(expr value, expr_context ctx)
    | Name(identifier id, expr_context ctx)
    | List(expr* elts, expr_context ctx)
    | Tuple(expr* elts, expr_context ctx)
    | Slice(expr? lower, expr? upper, expr? step)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
keyword(identifier? arg, expr value)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
alias(identifier name, identifier? asname)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value)
    | MatchSingleton(constant value)
    | MatchSequence(pattern* patterns)
    | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
    | MatchStar(identifier? name)
    | MatchAs(pattern? pattern, identifier? name)
    | MatchOr(pattern* patterns)
    attributes (int lineno, int col_offset, int end_lineno, int end_col_offset)
type_ignore = TypeIgnore(int lineno, string tag)
`

// rule is an entry of the grammar: a sum, or a product, which is its own only
// constructor.
type rule struct {
	name         string
	product      bool
	constructors []*constructor
	attributes   []field
	plain        bool // all constructors are without fields and attributes: an enumeration
}

// constructor is a class of nodes.
type constructor struct {
	name   string
	rule   *rule
	fields []field
	node   reflect.Type // of the struct in package syntax; nil for operators and type ignores
}

// field is a field or attribute of a class of nodes.
type field struct {
	name     *object.Str
	typ      string
	kind     fieldKind
	many     bool
	optional bool
	index    int // in the struct, -1 if it has no such field
}

// fieldKind tells how the values of a field are converted.
type fieldKind uint8

const (
	nodeField fieldKind = iota
	enumField
	identifierField
	stringField
	intField
	constantField
)

// rules and constructors are the grammar, in order and by name.
var (
	rules        []*rule
	rulesByName  = map[string]*rule{}
	nodeClassFor = map[reflect.Type]*constructor{}
)

// nodes are the structs of package syntax that the classes stand for.
var nodes = []any{
	syntax.Module{}, syntax.Interactive{}, syntax.Expression{}, syntax.FunctionType{},
	syntax.FunctionDef{}, syntax.AsyncFunctionDef{}, syntax.ClassDef{}, syntax.Return{}, syntax.Delete{}, syntax.Assign{},
	syntax.AugAssign{}, syntax.AnnAssign{}, syntax.For{}, syntax.AsyncFor{}, syntax.While{}, syntax.If{}, syntax.With{},
	syntax.AsyncWith{}, syntax.Match{}, syntax.Raise{}, syntax.Try{}, syntax.TryStar{}, syntax.Assert{}, syntax.Import{},
	syntax.ImportFrom{}, syntax.Global{}, syntax.Nonlocal{}, syntax.ExprStmt{}, syntax.Pass{}, syntax.Break{}, syntax.Continue{},
	syntax.BoolOp{}, syntax.NamedExpr{}, syntax.BinOp{}, syntax.UnaryOp{}, syntax.Lambda{}, syntax.IfExp{}, syntax.Dict{},
	syntax.Set{}, syntax.ListComp{}, syntax.SetComp{}, syntax.DictComp{}, syntax.GeneratorExp{}, syntax.Await{}, syntax.Yield{},
	syntax.YieldFrom{}, syntax.Compare{}, syntax.Call{}, syntax.FormattedValue{}, syntax.JoinedStr{}, syntax.Constant{},
	syntax.Attribute{}, syntax.Subscript{}, syntax.Starred{}, syntax.Name{}, syntax.List{}, syntax.Tuple{}, syntax.Slice{},
	syntax.Comprehension{}, syntax.ExceptHandler{}, syntax.Arguments{}, syntax.Arg{}, syntax.Keyword{}, syntax.Alias{},
	syntax.WithItem{}, syntax.MatchCase{},
	syntax.MatchValue{}, syntax.MatchSingleton{}, syntax.MatchSequence{}, syntax.MatchMapping{}, syntax.MatchClass{},
	syntax.MatchStar{}, syntax.MatchAs{}, syntax.MatchOr{},
}

func init() {
	structs := map[string]reflect.Type{}
	for _, n := range nodes {
		typ := reflect.TypeOf(n)
		structs[typ.Name()] = typ
	}
	structs["Expr"] = structs["ExprStmt"]
	for _, text := range strings.Split(strings.ReplaceAll(strings.TrimSpace(grammar), "\n    ", " "), "\n") {
		text, attributes, _ := strings.Cut(text, " attributes ")
		r := &rule{attributes: parseFields(attributes, nil)}
		name, sum, isSum := strings.Cut(text, " = ")
		if !isSum {
			name, _, _ = strings.Cut(text, "(")
			sum, r.product = text, true
		}
		r.name = name
		r.plain = isSum && len(r.attributes) == 0
		for _, c := range strings.Split(sum, " | ") {
			cname, fields, hasFields := strings.Cut(c, "(")
			k := &constructor{name: cname, rule: r}
			k.node = structs[goName(cname)]
			if hasFields {
				k.fields = parseFields("("+fields, k.node)
				r.plain = false
			}
			if r.plain {
				k.node = nil // operators are values of a Go type, not structs: Mod is none
			}
			if k.node != nil {
				nodeClassFor[k.node] = k
			}
			r.constructors = append(r.constructors, k)
		}
		rules = append(rules, r)
		rulesByName[r.name] = r
	}
	for _, r := range rules {
		for _, k := range r.constructors {
			for i := range k.fields {
				f := &k.fields[i]
				if f.kind == nodeField && rulesByName[f.typ].plain {
					f.kind = enumField
				}
			}
		}
	}
}

// parseFields reads "(type name, …)".
func parseFields(s string, node reflect.Type) []field {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "("), ")")
	if s == "" {
		return nil
	}
	var out []field
	for _, part := range strings.Split(s, ", ") {
		typ, name, _ := strings.Cut(part, " ")
		f := field{name: object.Intern(name), index: -1}
		f.typ = strings.TrimRight(typ, "?*")
		f.many, f.optional = strings.HasSuffix(typ, "*"), strings.HasSuffix(typ, "?")
		switch f.typ {
		case "identifier":
			f.kind = identifierField
		case "string":
			f.kind = stringField
		case "int":
			f.kind = intField
		case "constant":
			f.kind = constantField
		}
		if node != nil {
			if sf, ok := node.FieldByName(goName(name)); ok {
				f.index = sf.Index[0]
			}
		}
		out = append(out, f)
	}
	return out
}

// goName returns the Go name of a field or class: DecoratorList for decorator_list.
func goName(name string) string {
	switch name {
	case "withitem":
		return "WithItem"
	}
	var b strings.Builder
	for _, part := range strings.Split(name, "_") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// doc returns the docstring of a class of nodes.
func (k *constructor) doc() string {
	if len(k.fields) == 0 {
		return k.name
	}
	var b strings.Builder
	for i, f := range k.fields {
		b.WriteString([]string{", ", "("}[b2i(i == 0)] + f.typ)
		switch {
		case f.many:
			b.WriteByte('*')
		case f.optional:
			b.WriteByte('?')
		}
		b.WriteString(" " + f.name.S)
	}
	return k.name + b.String() + ")"
}

// doc returns the docstring of the base class of a sum's nodes.
func (r *rule) doc() string {
	sep := " | "
	if !r.plain {
		sep = "\n" + strings.Repeat(" ", len(r.name)+1) + "| "
	}
	var docs []string
	for _, k := range r.constructors {
		docs = append(docs, k.doc())
	}
	return r.name + " = " + strings.Join(docs, sep)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
