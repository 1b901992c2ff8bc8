package syntax

// Pos is a place in the source: a line counted from 1 and a column counted
// from 0 in bytes of UTF-8, as in Python's lineno and col_offset.
type Pos struct {
	Line, Col int32
}

// Span is the extent of a node: from (Line, Col) up to but not including
// (EndLine, EndCol). Lines count from 1, columns from 0 in bytes of UTF-8 (of
// the decoded source), as in the attributes lineno, col_offset, end_lineno
// and end_col_offset of Python's ast module.
//
// The nodes which have no such attributes in Python (the modules, Arguments,
// Comprehension, WithItem and MatchCase) have the zero Span.
type Span struct {
	Line, Col, EndLine, EndCol int32
}

// Pos returns where the node begins.
func (s *Span) Pos() Pos { return Pos{s.Line, s.Col} }

// End returns where the node ends, exclusive.
func (s *Span) End() Pos { return Pos{s.EndLine, s.EndCol} }

// Extent returns the whole extent of the node, which callers may change.
func (s *Span) Extent() *Span { return s }

// Node is any node of the tree. All nodes are pointers to structs.
type Node interface {
	Pos() Pos
	End() Pos
	Extent() *Span
}

// Mod is the root of a tree: *Module, *Expression, *Interactive or *FunctionType.
type Mod interface {
	Node
	mod()
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Pattern is a pattern of a case clause.
type Pattern interface {
	Node
	pattern()
}

// TypeParam is a type parameter of a function, class or type alias:
// *TypeVar, *ParamSpec or *TypeVarTuple.
type TypeParam interface {
	Node
	typeParam()
}

// In all nodes an optional expression that is absent is a nil interface, an
// optional identifier that is absent is "", and an absent list is nil.

// The roots.
type (
	// Module is a file of statements (mode Exec).
	Module struct {
		Span
		Body []Stmt
	}

	// Interactive is one interactive statement (mode Single).
	Interactive struct {
		Span
		Body []Stmt
	}

	// Expression is a lone expression (mode Eval).
	Expression struct {
		Span
		Body Expr
	}

	// FunctionType is a signature as in a type comment, "(int, str) -> int"
	// (mode FuncType).
	FunctionType struct {
		Span
		Argtypes []Expr
		Returns  Expr
	}
)

// The statements.
type (
	// FunctionDef is "def name(args): body".
	FunctionDef struct {
		Span
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr // or nil
		TypeParams    []TypeParam
	}

	// AsyncFunctionDef is "async def name(args): body". Its type is the same
	// as FunctionDef's but for the name, so one converts to the other.
	AsyncFunctionDef struct {
		Span
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr // or nil
		TypeParams    []TypeParam
	}

	// ClassDef is "class name(bases, keywords): body".
	ClassDef struct {
		Span
		Name          string
		Bases         []Expr
		Keywords      []*Keyword
		Body          []Stmt
		DecoratorList []Expr
		TypeParams    []TypeParam
	}

	// Return is "return value".
	Return struct {
		Span
		Value Expr // or nil
	}

	// Delete is "del targets".
	Delete struct {
		Span
		Targets []Expr
	}

	// Assign is "targets[0] = targets[1] = ... = value".
	Assign struct {
		Span
		Targets []Expr
		Value   Expr
	}

	// TypeAlias is "type name[type_params] = value".
	TypeAlias struct {
		Span
		Name       Expr // always a *Name
		TypeParams []TypeParam
		Value      Expr
	}

	// AugAssign is "target op= value".
	AugAssign struct {
		Span
		Target Expr // *Name, *Attribute or *Subscript
		Op     Operator
		Value  Expr
	}

	// AnnAssign is "target: annotation = value".
	AnnAssign struct {
		Span
		Target     Expr // *Name, *Attribute or *Subscript
		Annotation Expr
		Value      Expr // or nil
		Simple     bool // the target is a name without parentheses
	}

	// For is "for target in iter: body else: orelse".
	For struct {
		Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// AsyncFor is "async for ..."; it converts to For.
	AsyncFor struct {
		Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// While is "while test: body else: orelse".
	While struct {
		Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// If is "if test: body else: orelse"; an elif is an If alone in Orelse.
	If struct {
		Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// With is "with items: body".
	With struct {
		Span
		Items []*WithItem
		Body  []Stmt
	}

	// AsyncWith is "async with ..."; it converts to With.
	AsyncWith struct {
		Span
		Items []*WithItem
		Body  []Stmt
	}

	// Match is "match subject: cases".
	Match struct {
		Span
		Subject Expr
		Cases   []*MatchCase
	}

	// Raise is "raise exc from cause".
	Raise struct {
		Span
		Exc   Expr // or nil
		Cause Expr // or nil
	}

	// Try is "try: body" with its except, else and finally clauses.
	Try struct {
		Span
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}

	// TryStar is a try statement whose clauses are except*; it converts to Try.
	TryStar struct {
		Span
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}

	// Assert is "assert test, msg".
	Assert struct {
		Span
		Test Expr
		Msg  Expr // or nil
	}

	// Import is "import names".
	Import struct {
		Span
		Names []*Alias
	}

	// ImportFrom is "from ..module import names". The name of "import *" is "*".
	ImportFrom struct {
		Span
		Module string // "" when there are only dots
		Names  []*Alias
		Level  int // number of leading dots
	}

	// Global is "global names".
	Global struct {
		Span
		Names []string
	}

	// Nonlocal is "nonlocal names".
	Nonlocal struct {
		Span
		Names []string
	}

	// ExprStmt is an expression as a statement (ast.Expr).
	ExprStmt struct {
		Span
		Value Expr
	}

	// Pass is "pass".
	Pass struct{ Span }

	// Break is "break".
	Break struct{ Span }

	// Continue is "continue".
	Continue struct{ Span }
)

// The expressions.
type (
	// BoolOp is "values[0] and values[1] and ...", or the same with or.
	BoolOp struct {
		Span
		Op     BoolOperator
		Values []Expr
	}

	// NamedExpr is "target := value".
	NamedExpr struct {
		Span
		Target Expr // always a *Name
		Value  Expr
	}

	// BinOp is "left op right".
	BinOp struct {
		Span
		Left  Expr
		Op    Operator
		Right Expr
	}

	// UnaryOp is "op operand".
	UnaryOp struct {
		Span
		Op      UnaryOperator
		Operand Expr
	}

	// Lambda is "lambda args: body".
	Lambda struct {
		Span
		Args *Arguments
		Body Expr
	}

	// IfExp is "body if test else orelse".
	IfExp struct {
		Span
		Test   Expr
		Body   Expr
		Orelse Expr
	}

	// Dict is "{keys[i]: values[i], ...}"; a nil key stands for "**value".
	Dict struct {
		Span
		Keys   []Expr
		Values []Expr
	}

	// Set is "{elts}".
	Set struct {
		Span
		Elts []Expr
	}

	// ListComp is "[elt for ...]".
	ListComp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}

	// SetComp is "{elt for ...}".
	SetComp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}

	// DictComp is "{key: value for ...}".
	DictComp struct {
		Span
		Key        Expr
		Value      Expr
		Generators []*Comprehension
	}

	// GeneratorExp is "(elt for ...)".
	GeneratorExp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}

	// Await is "await value".
	Await struct {
		Span
		Value Expr
	}

	// Yield is "yield value".
	Yield struct {
		Span
		Value Expr // or nil
	}

	// YieldFrom is "yield from value".
	YieldFrom struct {
		Span
		Value Expr
	}

	// Compare is "left ops[0] comparators[0] ops[1] comparators[1] ...".
	Compare struct {
		Span
		Left        Expr
		Ops         []CmpOp
		Comparators []Expr
	}

	// Call is "func(args, keywords)". "*x" among the arguments is a Starred
	// in Args, "**x" a Keyword without a name.
	Call struct {
		Span
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}

	// FormattedValue is a replacement field of an f-string.
	FormattedValue struct {
		Span
		Value      Expr
		Conversion int  // 's', 'r' or 'a'; -1 when there is none
		FormatSpec Expr // a *JoinedStr, or nil
		Place      FieldPlace
	}

	// Interpolation is a replacement field of a t-string. Str is the text of
	// the expression as written, without the white space behind it.
	Interpolation struct {
		Span
		Value      Expr
		Str        string
		Conversion int  // 's', 'r' or 'a'; -1 when there is none
		FormatSpec Expr // a *JoinedStr, or nil
	}

	// JoinedStr is an f-string: string constants and FormattedValues.
	JoinedStr struct {
		Span
		Values []Expr
	}

	// TemplateStr is a t-string: string constants and Interpolations.
	TemplateStr struct {
		Span
		Values []Expr
	}

	// Constant is a literal. Value has one of these types:
	//
	//	bool, int64, *big.Int (only if it does not fit an int64), float64,
	//	complex128, string, Bytes, NoneType, EllipsisType
	//
	// A string is UTF-8, except that lone surrogates, which escapes can
	// write, are encoded as if they were ordinary code points (WTF-8).
	Constant struct {
		Span
		Value any
		Kind  string // "u" for u'...', else ""
	}

	// Attribute is "value.attr".
	Attribute struct {
		Span
		Value Expr
		Attr  string
		Ctx   ExprContext
	}

	// Subscript is "value[slice]".
	Subscript struct {
		Span
		Value Expr
		Slice Expr
		Ctx   ExprContext
	}

	// Starred is "*value".
	Starred struct {
		Span
		Value Expr
		Ctx   ExprContext
	}

	// Name is an identifier, in Unicode's normal form KC.
	Name struct {
		Span
		Id  string
		Ctx ExprContext
	}

	// List is "[elts]".
	List struct {
		Span
		Elts []Expr
		Ctx  ExprContext
	}

	// Tuple is "(elts)", with or without the parentheses.
	Tuple struct {
		Span
		Elts []Expr
		Ctx  ExprContext
	}

	// Slice is "lower:upper:step" inside a subscript.
	Slice struct {
		Span
		Lower Expr // or nil
		Upper Expr // or nil
		Step  Expr // or nil
	}
)

// The patterns.
type (
	// MatchValue is a pattern that compares by equality.
	MatchValue struct {
		Span
		Value Expr
	}

	// MatchSingleton is None, True or False; Value is a NoneType or bool.
	MatchSingleton struct {
		Span
		Value any
	}

	// MatchSequence is "[patterns]".
	MatchSequence struct {
		Span
		Patterns []Pattern
	}

	// MatchMapping is "{keys[i]: patterns[i], **rest}".
	MatchMapping struct {
		Span
		Keys     []Expr
		Patterns []Pattern
		Rest     string // or ""
	}

	// MatchClass is "cls(patterns, kwd_attrs[i]=kwd_patterns[i])".
	MatchClass struct {
		Span
		Cls         Expr
		Patterns    []Pattern
		KwdAttrs    []string
		KwdPatterns []Pattern
	}

	// MatchStar is "*name" in a sequence pattern; "*_" has no name.
	MatchStar struct {
		Span
		Name string // or ""
	}

	// MatchAs is "pattern as name", "name" (without a pattern) or "_"
	// (without either).
	MatchAs struct {
		Span
		Pattern Pattern // or nil
		Name    string  // or ""
	}

	// MatchOr is "patterns[0] | patterns[1] | ...".
	MatchOr struct {
		Span
		Patterns []Pattern
	}
)

// The type parameters.
type (
	// TypeVar is "name: bound = default_value".
	TypeVar struct {
		Span
		Name         string
		Bound        Expr // or nil
		DefaultValue Expr // or nil
	}

	// ParamSpec is "**name = default_value".
	ParamSpec struct {
		Span
		Name         string
		DefaultValue Expr // or nil
	}

	// TypeVarTuple is "*name = default_value".
	TypeVarTuple struct {
		Span
		Name         string
		DefaultValue Expr // or nil
	}
)

// The parts of other nodes.
type (
	// Comprehension is one "for target in iter if ifs..." of a comprehension.
	Comprehension struct {
		Span
		Target  Expr
		Iter    Expr
		Ifs     []Expr
		IsAsync bool
	}

	// ExceptHandler is "except type as name: body".
	ExceptHandler struct {
		Span
		Type Expr   // or nil
		Name string // or ""
		Body []Stmt
	}

	// Arguments are the parameters of a function. Defaults belong to the last
	// of Posonlyargs and Args taken together; KwDefaults has one entry for
	// each of Kwonlyargs, nil where there is no default.
	Arguments struct {
		Span
		Posonlyargs []*Arg
		Args        []*Arg
		Vararg      *Arg // or nil
		Kwonlyargs  []*Arg
		KwDefaults  []Expr
		Kwarg       *Arg // or nil
		Defaults    []Expr
	}

	// Arg is one parameter.
	Arg struct {
		Span
		Arg        string
		Annotation Expr // or nil
	}

	// Keyword is "arg=value" in a call or class definition; without a name
	// it is "**value".
	Keyword struct {
		Span
		Arg   string // or ""
		Value Expr
	}

	// Alias is "name as asname" in an import; Name may have dots.
	Alias struct {
		Span
		Name   string
		Asname string // or ""
	}

	// WithItem is "context_expr as optional_vars".
	WithItem struct {
		Span
		ContextExpr  Expr
		OptionalVars Expr // or nil
	}

	// MatchCase is "case pattern if guard: body".
	MatchCase struct {
		Span
		Pattern Pattern
		Guard   Expr // or nil
		Body    []Stmt
	}
)

// FieldPlace is more about where a replacement field stands. It is no part of
// Python's tree, but Python up to 3.11 computes positions from it.
type FieldPlace struct {
	Literal Span // of the literal, which may be one of several adjacent ones
	Tuple   Span // from '{' to behind the next delimiter, if Value is a tuple without parentheses
}

// Bytes is the value of a bytes literal.
type Bytes string

// NoneType is the type of the constant None.
type NoneType struct{}

// EllipsisType is the type of the constant "...".
type EllipsisType struct{}

// ExprContext tells whether an expression is read, assigned or deleted.
type ExprContext uint8

// The contexts.
const (
	Load ExprContext = iota
	Store
	Del
)

// BoolOperator is the operator of a BoolOp.
type BoolOperator uint8

// The boolean operators.
const (
	And BoolOperator = iota
	Or
)

// Operator is the operator of a BinOp or AugAssign.
type Operator uint8

// The binary operators. Modulo is Python's ast.Mod.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	Modulo
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
)

// UnaryOperator is the operator of a UnaryOp.
type UnaryOperator uint8

// The unary operators.
const (
	Invert UnaryOperator = iota
	Not
	UAdd
	USub
)

// CmpOp is an operator of a Compare.
type CmpOp uint8

// The comparison operators.
const (
	Eq CmpOp = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

func (*Module) mod()       {}
func (*Interactive) mod()  {}
func (*Expression) mod()   {}
func (*FunctionType) mod() {}

func (*FunctionDef) stmt()      {}
func (*AsyncFunctionDef) stmt() {}
func (*ClassDef) stmt()         {}
func (*Return) stmt()           {}
func (*Delete) stmt()           {}
func (*Assign) stmt()           {}
func (*TypeAlias) stmt()        {}
func (*AugAssign) stmt()        {}
func (*AnnAssign) stmt()        {}
func (*For) stmt()              {}
func (*AsyncFor) stmt()         {}
func (*While) stmt()            {}
func (*If) stmt()               {}
func (*With) stmt()             {}
func (*AsyncWith) stmt()        {}
func (*Match) stmt()            {}
func (*Raise) stmt()            {}
func (*Try) stmt()              {}
func (*TryStar) stmt()          {}
func (*Assert) stmt()           {}
func (*Import) stmt()           {}
func (*ImportFrom) stmt()       {}
func (*Global) stmt()           {}
func (*Nonlocal) stmt()         {}
func (*ExprStmt) stmt()         {}
func (*Pass) stmt()             {}
func (*Break) stmt()            {}
func (*Continue) stmt()         {}

func (*BoolOp) expr()         {}
func (*NamedExpr) expr()      {}
func (*BinOp) expr()          {}
func (*UnaryOp) expr()        {}
func (*Lambda) expr()         {}
func (*IfExp) expr()          {}
func (*Dict) expr()           {}
func (*Set) expr()            {}
func (*ListComp) expr()       {}
func (*SetComp) expr()        {}
func (*DictComp) expr()       {}
func (*GeneratorExp) expr()   {}
func (*Await) expr()          {}
func (*Yield) expr()          {}
func (*YieldFrom) expr()      {}
func (*Compare) expr()        {}
func (*Call) expr()           {}
func (*FormattedValue) expr() {}
func (*Interpolation) expr()  {}
func (*JoinedStr) expr()      {}
func (*TemplateStr) expr()    {}
func (*Constant) expr()       {}
func (*Attribute) expr()      {}
func (*Subscript) expr()      {}
func (*Starred) expr()        {}
func (*Name) expr()           {}
func (*List) expr()           {}
func (*Tuple) expr()          {}
func (*Slice) expr()          {}

func (*MatchValue) pattern()     {}
func (*MatchSingleton) pattern() {}
func (*MatchSequence) pattern()  {}
func (*MatchMapping) pattern()   {}
func (*MatchClass) pattern()     {}
func (*MatchStar) pattern()      {}
func (*MatchAs) pattern()        {}
func (*MatchOr) pattern()        {}

func (*TypeVar) typeParam()      {}
func (*ParamSpec) typeParam()    {}
func (*TypeVarTuple) typeParam() {}
