package object

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Code is a linked code object: what package compile made, with its constants
// and names as Python objects and a cache for each site. It is immutable but
// for the caches.
type Code struct {
	Object
	Name, QualName, Filename string
	FirstLine                int
	Flags                    uint32 // co_flags, with CPython's values

	ArgCount, PosOnlyArgCount, KwOnlyArgCount int
	VarNames, CellVars, FreeVars, Names       []*Str
	CellRegs                                  []int
	FreeReg                                   int
	NumRegs                                   int
	NumParams                                 int // all parameters, *args and **kwargs included

	Ins       []uint64
	Consts    []Value
	Caches    []Cache
	Handlers  []Handler
	Positions []Position
	// Lookups holds for instructions that look a method up and call it the index
	// in Positions, behind those of the instructions, of the range of the lookup.
	Lookups map[int32]int32
	Doc     Value // str or None
	Simple  bool  // positional parameters only, no generator: the call is a jump
	// SharesEmpty tells that the ** parameter may be EmptyKeywords.
	SharesEmpty bool
	StandIn     bool // it stands for what CPython writes in C: tracebacks do not show it
	NumLocals   int  // registers that hold variables, parameters included
	Saved       int  // registers that its generators have room for
	Source      any  // the *compile.Code, for the disassembler

	plain *Code // of a traced form, see package vm: the code that it is one of
}

// Plain returns the code that c is the traced form of, and c if it is none.
func (c *Code) Plain() *Code {
	if c.plain != nil {
		return c.plain
	}
	return c
}

// IsTraced reports whether c is the traced form of a code.
func (c *Code) IsTraced() bool { return c.plain != nil }

// Stopping makes the traced form of c, which has the opcode stop in every instruction, and
// one such word behind them. The rest is shared.
func (c *Code) Stopping(stop uint8) *Code {
	n := *c
	n.plain = c
	n.Ins = make([]uint64, len(c.Ins)+1, len(c.Ins)+2) // see Link
	for i, w := range c.Ins {
		n.Ins[i] = w&^0xff | uint64(stop)
	}
	n.Ins[len(c.Ins)] = uint64(stop)
	return &n
}

// Flags of code objects.
const (
	CoOptimized         = 0x1
	CoNewLocals         = 0x2
	CoVarArgs           = 0x4
	CoVarKeywords       = 0x8
	CoNested            = 0x10
	CoGenerator         = 0x20
	CoCoroutine         = 0x80
	CoIterableCoroutine = 0x100
	CoAsyncGenerator    = 0x200
)

// Cache is one cache site. Entry points at an immutable entry of the
// evaluator's and is read and replaced atomically.
type Cache struct {
	Entry unsafe.Pointer
	Name  *Str
}

// Handler is an entry of the exception table: instructions [Start, End) send
// their exceptions to Target, in register Reg.
type Handler struct{ Start, End, Target, Reg int32 }

// Position is the source range of an instruction: lines from 1, columns in
// bytes from 0; Line 0 is none.
type Position struct{ Line, EndLine, Col, EndCol int32 }

// CodeType is types.CodeType.
var CodeType = declare("code", ObjectType, FlagNoBase)

// LookupPC returns what stands for pc in a traceback when the method that the
// instruction there calls has not been found.
func (c *Code) LookupPC(pc int32) int32 {
	if i, ok := c.Lookups[pc]; ok {
		return i
	}
	return pc
}

// LineOf returns the line of the instruction at pc.
func (c *Code) LineOf(pc int32) int {
	if pc >= 0 && int(pc) < len(c.Positions) {
		if l := c.Positions[pc].Line; l > 0 {
			return int(l)
		}
	}
	return c.FirstLine
}

// Function is a Python function. Code, Closure and Defaults are read by every
// call without barrier, so they change only alone (solo or exclusive).
type Function struct {
	Object
	Attrs    stm.Box
	Code     *Code
	Globals  *Dict
	Closure  *Tuple // of *Cell, or nil
	Defaults *Tuple // of the last positional parameters, or nil
	Ext      *FuncExt
	born     uint64 // stamp of the attempt that has made it, to which it is private; 0 if not known
}

// FuncExt holds what most functions do not have, or take from their code. A nil
// value means “as the code says”. It is immutable: a change, which is done
// alone, replaces the whole.
type FuncExt struct {
	KwDefaults                              *Dict
	Annotations                             Value // dict, or null
	Name, QualName, Module, Doc, TypeParams Value
}

// FunctionType is types.FunctionType.
var FunctionType = declare("function", ObjectType, FlagNoBase|FlagDictMode|FlagMethod|FlagWeakRef)

// AsFunction returns v as a Python function if it is one.
func AsFunction(v Value) (*Function, bool) {
	if v.O.Typ == FunctionType {
		return (*Function)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Born notes that t's attempt has made f: as long as it lasts nobody else sees f.
func (f *Function) Born(t *Thread) { f.born = t.Tx.ID }

// NewFunction makes a function of code.
func NewFunction(code *Code, globals *Dict) *Function {
	f := &Function{Object: Object{FunctionType}, Code: code, Globals: globals}
	f.Attrs.Init(&noAttrs.Body)
	return f
}

// Name returns the function's __name__.
func (f *Function) Name() string {
	if f.Ext != nil && f.Ext.Name.O != nil {
		s, _ := AsStr(f.Ext.Name)
		return s.S
	}
	return f.Code.Name
}

// QualName returns the function's __qualname__.
func (f *Function) QualName() string {
	if f.Ext != nil && f.Ext.QualName.O != nil {
		s, _ := AsStr(f.Ext.QualName)
		return s.S
	}
	return f.Code.QualName
}

// Value returns f as a value.
func (f *Function) Value() Value { return Value{O: &f.Object} }

// Cell is a variable shared by a function and the functions inside it.
type Cell struct {
	Object
	Box   stm.Box
	first CellBody
}

// CellBody is a version of a cell's content.
type CellBody struct {
	stm.Body
	Value Value // null: unbound
}

// CellType is types.CellType.
var CellType = declare("cell", ObjectType, FlagNoBase)

// CellKind is the kind of cells' boxes.
var CellKind = &stm.Kind{Name: "closure variable", Clone: func(b *stm.Body) *stm.Body {
	return &(&CellBody{Value: (*CellBody)(unsafe.Pointer(b)).Value}).Body
}, Save: func(b, spare *stm.Body) *stm.Body {
	s := spareOf[CellBody](spare)
	s.Value = (*CellBody)(unsafe.Pointer(b)).Value
	return &s.Body
}}

// NewCell makes a cell that holds v, which may be null.
func NewCell(t *Thread, v Value) *Cell {
	c := &Cell{Object: Object{CellType}}
	c.first.Init(t.stamp())
	c.first.Value = v
	c.Box.Init(&c.first.Body)
	return c
}

// Load returns the content, null if unbound.
func (c *Cell) Load(t *Thread) Value {
	b := c.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&c.Box, b)
	}
	return (*CellBody)(unsafe.Pointer(b)).Value
}

// Store sets the content; null unbinds.
func (c *Cell) Store(t *Thread, v Value) {
	b := c.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&c.Box, b, CellKind)
	}
	(*CellBody)(unsafe.Pointer(b)).Value = v
}

// FrameObject is what a program sees of a frame: an activation as long as it
// runs, then what is left of it.
type FrameObject struct {
	Object
	Code    *Code
	Globals *Dict
	NS      Value // namespace mapping, or null for a function
	Func    *Function
	live    *Frame                    // the activation: as long as its View is this
	owner   *Thread                   // of live
	gen     *Generator                // of a generator that sleeps
	rest    atomic.Pointer[frameRest] // of an activation that has ended
	kept    *Dict                     // what f_locals was last, of an activation outside transactions

	Trace   Value // f_trace, null: None
	At      int32 // the line that its trace function was told of last, or is at; 0: none yet
	Line    int32 // the line while that of a statement without instructions is reported; else 0
	NoLines bool  // f_trace_lines is false
	Opcodes bool  // f_trace_opcodes
	Vars    *Dict // what f_locals is while a trace function of this frame runs, once it was asked for
	Busy    int   // trace functions of this frame that run
}

// A frameRest is what a frame shows of an activation that has ended.
type frameRest struct {
	back *FrameObject
	regs []Value // the variables
	pc   int32
}

// FrameType is types.FrameType.
var FrameType = declare("frame", ObjectType, FlagNoBase)

// Generator is a generator, coroutine or asynchronous generator: a suspended
// activation. Its state is in a box, so a transaction that is aborted leaves
// it where it was.
type Generator struct {
	Object
	Fn    *Function
	Box   stm.Box
	first GenBody
}

// GenBody is a version of a generator's state.
type GenBody struct {
	stm.Body
	Regs    []Value // saved registers; there is room for Fn.Code.Saved
	PC      int32   // instruction to continue at
	Status  GenStatus
	Ret     uint8      // register that gets what is sent
	Busy    bool       // of an asynchronous generator: something awaits its next item
	Owned   bool       // a loop or delegation holds the only reference, see spentgenerator.go
	Handled *Exception // exception being handled inside
	Ext     *GenExt    // nil: nothing of it is set
}

// GenExt holds what most generators do not have. It is immutable: a change
// replaces the whole.
type GenExt struct {
	Name, QualName Value        // null: the function's
	Final          Value        // of an asynchronous generator: called when it is dropped unfinished; null: nothing
	Begun          bool         // of an asynchronous generator: the hooks know it
	View           *FrameObject // of one that is traced: the frame that programs see, the same in all activations
}

// GenStatus tells what a generator is doing.
type GenStatus uint8

// States of a generator.
const (
	GenCreated GenStatus = iota
	GenSuspended
	GenRunning
	GenClosed
)

// GenKind is the kind of generators' boxes.
var GenKind = &stm.Kind{Name: "generator", Clone: func(b *stm.Body) *stm.Body {
	// Not the whole struct: the header of the original is not ours to read.
	o := (*GenBody)(unsafe.Pointer(b))
	return &(&GenBody{Regs: append(make([]Value, 0, cap(o.Regs)), o.Regs...), PC: o.PC, Status: o.Status, Ret: o.Ret,
		Busy: o.Busy, Handled: o.Handled, Ext: o.Ext}).Body
}}

// Types of generators.
var (
	GeneratorType      = declare("generator", ObjectType, FlagNoBase|FlagWeakRef)
	CoroutineType      = declare("coroutine", ObjectType, FlagNoBase|FlagWeakRef)
	AsyncGeneratorType = declare("async_generator", ObjectType, FlagNoBase|FlagWeakRef)
)

func init() {
	FunctionType.AttrsOff = unsafe.Offsetof(Function{}.Attrs)
}

// Keep makes Regs n registers long, n being at most Fn.Code.Saved.
func (b *GenBody) Keep(n int) {
	if m := len(b.Regs); n < m {
		clear(b.Regs[n:])
	}
	b.Regs = b.Regs[:n]
}

// NewGenerator makes a generator of type typ that has not begun and will execute
// fn, with a copy of the given registers, at least its parameters. Generators of few
// registers are one allocation.
func NewGenerator(t *Thread, typ *Type, fn *Function, regs []Value) *Generator {
	if fn.Code.closable() && typ != CoroutineType && t.Interp != nil && t == t.Interp.Main {
		return newClosable(t, typ, fn, regs)
	}
	g := t.takeGenerator(fn.Code.Saved)
	switch n := fn.Code.Saved; {
	case g != nil:
	case n <= 4:
		g = newGeneratorN[[4]Value]()
	case n <= 6:
		g = newGeneratorN[[6]Value]()
	case n <= 8:
		g = newGeneratorN[[8]Value]()
	case n <= 10:
		g = newGeneratorN[[10]Value]()
	case n <= 12:
		g = newGeneratorN[[12]Value]()
	case n <= 16:
		g = newGeneratorN[[16]Value]()
	default:
		g = &Generator{}
		g.first.Regs = make([]Value, n)
	}
	g.Typ, g.Fn = typ, fn
	g.first.Init(t.stamp())
	g.first.Regs = g.first.Regs[:max(len(regs), fn.Code.NumLocals)]
	//lint:ignore S1001 a call of copy takes longer than these few
	for i := range regs {
		g.first.Regs[i] = regs[i]
	}
	g.Box.Init(&g.first.Body)
	if typ == CoroutineType && t.Interp != nil && t == t.Interp.Main && !t.Tx.InTransaction() {
		t.unawaited.note(t, g)
	}
	return g
}

// generatorN is a generator with room for its registers S, an array, in one
// allocation.
type generatorN[S any] struct {
	Generator
	regs S
}

func newGeneratorN[S any]() *Generator {
	x := new(generatorN[S])
	x.first.Regs = unsafe.Slice((*Value)(unsafe.Pointer(&x.regs)), unsafe.Sizeof(x.regs)/unsafe.Sizeof(Value{}))
	return &x.Generator
}

// Read opens the generator's state for reading.
func (g *Generator) Read(t *Thread) *GenBody {
	b := g.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&g.Box, b)
	}
	return (*GenBody)(unsafe.Pointer(b))
}

// Write opens the generator's state for change.
func (g *Generator) Write(t *Thread) *GenBody {
	b := g.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&g.Box, b, GenKind)
	}
	return (*GenBody)(unsafe.Pointer(b))
}
