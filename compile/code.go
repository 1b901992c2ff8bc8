// Package compile turns a syntax tree into register bytecode: scopes, constant
// folding, code generation and a disassembler. It knows the grammar and the
// scoping rules of the language and nothing of its values: the evaluator links
// a Code into a runnable one.
package compile

// Code is the compiled body of a module, class, function or expression. It is
// immutable once returned.
type Code struct {
	Name      string
	QualName  string
	Filename  string
	FirstLine int
	Flags     Flags

	ArgCount        int // positional parameters, positional-only ones included
	PosOnlyArgCount int
	KwOnlyArgCount  int

	// VarNames names registers 0 … len(VarNames)-1: parameters first (positional,
	// keyword-only, *args, **kwargs), then the other local variables. A variable
	// that inner functions capture holds a cell in its register from the start of
	// the body on (MakeCell); it is in CellVars too.
	VarNames []string
	CellVars []string
	CellRegs []int // CellRegs[i] is the register of CellVars[i]
	FreeVars []string
	FreeReg  int // register of the first free variable's cell, the others follow
	NumRegs  int // registers of a frame; more than 256 are reached by LoadWide and StoreWide

	Ins    []Ins
	Consts []any // see Const
	Names  []string
	Sites  []Site

	// Handlers is the exception table: the innermost entry that covers an
	// instruction comes first.
	Handlers []Handler

	// Positions holds the source range of each instruction. Line 0: none.
	Positions []Position

	Doc    string // docstring; HasDoc tells an empty one from none
	HasDoc bool
}

// Flags are the flags of a Code, with the values of CPython's co_flags.
type Flags uint32

const (
	Optimized         Flags = 0x1 // locals in registers, not in a namespace
	NewLocals         Flags = 0x2
	VarArgs           Flags = 0x4
	VarKeywords       Flags = 0x8
	Nested            Flags = 0x10
	Generator         Flags = 0x20
	Coroutine         Flags = 0x80
	IterableCoroutine Flags = 0x100
	AsyncGenerator    Flags = 0x200
	FutureBarryAsBDFL Flags = 0x400000
	FutureAnnotations Flags = 0x1000000
)

// Site is a place in the code that keeps an inline cache: an attribute, name
// or call site. Name indexes Names, or is -1.
type Site struct{ Name int32 }

// Handler says where an exception raised by an instruction in [Start, End)
// goes: its value into register Reg, execution on at Target.
type Handler struct {
	Start, End, Target int32
	Reg                int32
}

// Position is a source range: 1-based lines, 0-based columns in UTF-8 bytes, as
// on the nodes of package syntax.
type Position struct{ Line, EndLine, Col, EndCol int32 }

// Constants are Go values: nil is None; bool, int64, *big.Int (only beyond
// int64), float64, complex128, string, syntax.Bytes, syntax.EllipsisType,
// Tuple, FrozenSet and *Code.
type (
	// Tuple is a constant tuple.
	Tuple []any
	// FrozenSet is the constant set that `x in {…}` is folded to.
	FrozenSet []any
)
