// Package compile turns a syntax tree into register bytecode. It knows the
// grammar and the scoping rules of the language and nothing of its values: the
// evaluator links a Code into a runnable one.
//
// Module does all of it, in three passes over the tree. The first builds the
// scopes and reports what is wrong with names (symtable.go, scope.go). The
// second generates instructions with registers and labels of any number
// (unit.go tells how; the files are named after what they generate); constants
// are folded on the way (fold.go). The third, once for each function, threads
// jumps, drops what cannot be reached, fits registers into operands of eight
// bits (wide.go) and writes the exception table (assemble.go).
//
// Opcodes and Code are the contract with the evaluator. Validate checks that a
// Code keeps it; Disassemble shows one.
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
	// the body on (MakeCell); it is in CellVars too. On entry the parameters are
	// in their registers, the other variables are null, and what the registers
	// above hold does not matter. In a Wide code variables move: see VarReg.
	VarNames []string
	CellVars []string
	CellRegs []int // CellRegs[i] is the register of CellVars[i]
	FreeVars []string
	FreeReg  int // register of the first free variable's cell, the others follow
	NumRegs  int // registers of a frame; more than MaxRegs are reached by LoadWide and StoreWide

	Ins    []Ins
	Consts []any // see Const
	Names  []string
	Sites  []Site

	// Handlers is the exception table: the innermost entry that covers an
	// instruction comes first.
	Handlers []Handler

	// Positions holds the source range of each instruction. Line 0: none.
	Positions []Position

	// LookupPositions holds for each CallAttr and LoadSuper, by the index of the instruction,
	// the range of the attribute: there its lookup fails, while an exception out
	// of the call itself belongs to the range in Positions.
	LookupPositions map[int32]Position

	edges map[edge][]int32 // see LinesBetween

	// OnlyPassed tells that the dict of the ** parameter is neither changed nor given away.
	OnlyPassed bool

	Doc    string // docstring; HasDoc tells an empty one from none
	HasDoc bool
}

// MaxRegs is the number of registers an operand of eight bits can name.
const MaxRegs = 256

// wideHole is the first register of the part of a Wide code's frame that is
// reserved for the operands of single instructions: [wideHole, MaxRegs).
const wideHole = 200

// Wide reports whether c has registers that only LoadWide and StoreWide reach
// (a Handler, Yield and FreeVars name them too). The registers of its variables
// from number wideHole on are moved behind MaxRegs, parameters among them by
// the first instructions of the code, before which the caller has put them
// into registers 0, 1, … as always.
func (c *Code) Wide() bool { return c.NumRegs > MaxRegs }

// VarReg returns the register of VarNames[i], once the parameters are in place.
func (c *Code) VarReg(i int) int {
	if i >= wideHole && c.Wide() {
		return i + MaxRegs - wideHole
	}
	return i
}

// LocalName returns the name that the D of CheckLocal and DeleteLocal stands
// for: an index into VarNames followed by Names. The latter are variables of
// comprehensions, whose registers are not reserved for the whole function.
func (c *Code) LocalName(d int32) string {
	if int(d) < len(c.VarNames) {
		return c.VarNames[d]
	}
	return c.Names[int(d)-len(c.VarNames)]
}

// CellName returns the name that the D of LoadCell, DeleteCell and
// LoadClassCell stands for: an index into CellVars followed by FreeVars
// followed by Names (captured variables of comprehensions), and whether it is
// a free variable.
func (c *Code) CellName(d int32) (name string, free bool) {
	i := int(d)
	if i < len(c.CellVars) {
		return c.CellVars[i], false
	}
	if i -= len(c.CellVars); i < len(c.FreeVars) {
		return c.FreeVars[i], true
	}
	return c.Names[i-len(c.FreeVars)], false
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
