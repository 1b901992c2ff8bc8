package compile

import "github.com/weftpy/weft/object"

// What each operand of each opcode means, in one table: the assembler, the
// disassembler and the validator all work from it.

// operand says what an 8-bit operand is.
type operand uint8

const (
	unused     operand = iota
	reads              // a register that is read
	readsNull          // the same, which may be null
	writes             // a register that is written
	writesNull         // the same; what is written may be null
	updates            // a register that is read and stays written
	clears             // a register that becomes null
	count              // a number of registers or items
	flag               // a flag or small number
	constant           // an index into Consts
	window             // first of several registers: see Ins.windows
)

// immediate says what the 32-bit operand is.
type immediate uint8

const (
	immNone immediate = iota
	immConst
	immName
	immSite
	immJump
	immInt
	immReg
	immLocal
	immCell
	immFlag
	immFresh // a flag that is shown if it is set
	immIntrinsic
	immMatchClass
	immUnpack
)

type opInfo struct {
	name    string
	a, b, c operand
	d       immediate
}

var opInfos = [NumOps]opInfo{
	Nop: {name: "Nop"},

	Move:      {"Move", writesNull, readsNull, unused, immNone},
	LoadConst: {"LoadConst", writes, unused, unused, immConst},
	LoadWide:  {"LoadWide", writesNull, unused, unused, immReg},
	StoreWide: {"StoreWide", readsNull, unused, unused, immReg},
	Clear:     {"Clear", clears, unused, unused, immNone},

	CheckLocal:    {"CheckLocal", readsNull, unused, unused, immLocal},
	DeleteLocal:   {"DeleteLocal", readsNull, unused, count, immLocal},
	MakeCell:      {"MakeCell", readsNull, unused, unused, immNone},
	LoadCell:      {"LoadCell", writes, reads, unused, immCell},
	StoreCell:     {"StoreCell", reads, reads, unused, immNone},
	DeleteCell:    {"DeleteCell", unused, reads, count, immCell},
	FreeVars:      {"FreeVars", unused, unused, unused, immReg},
	LoadGlobal:    {"LoadGlobal", writes, unused, unused, immSite},
	StoreGlobal:   {"StoreGlobal", reads, unused, unused, immSite},
	DeleteGlobal:  {"DeleteGlobal", unused, unused, count, immSite},
	LoadName:      {"LoadName", writes, unused, unused, immSite},
	StoreName:     {"StoreName", reads, unused, unused, immSite},
	DeleteName:    {"DeleteName", unused, unused, count, immSite},
	LoadClassCell: {"LoadClassCell", writes, reads, unused, immCell},
	LoadLocals:    {"LoadLocals", writes, unused, unused, immNone},

	LoadAttr:   {"LoadAttr", writes, reads, unused, immSite},
	StoreAttr:  {"StoreAttr", reads, reads, unused, immSite},
	DeleteAttr: {"DeleteAttr", unused, reads, unused, immSite},
	LoadMethod: {"LoadMethod", window, reads, unused, immSite},
	LoadSuper:  {"LoadSuper", window, reads, unused, immSite},
	LoadItem:   {"LoadItem", writes, reads, reads, immNone},
	LoadItemI:  {"LoadItemI", writes, reads, unused, immInt},
	StoreItem:  {"StoreItem", reads, reads, reads, immNone},
	DeleteItem: {"DeleteItem", unused, reads, reads, immNone},
	BuildSlice: {"BuildSlice", writes, window, count, immNone},

	Add:      {"Add", writes, reads, reads, immFlag},
	Sub:      {"Sub", writes, reads, reads, immFlag},
	Mul:      {"Mul", writes, reads, reads, immFlag},
	TrueDiv:  {"TrueDiv", writes, reads, reads, immFlag},
	FloorDiv: {"FloorDiv", writes, reads, reads, immFlag},
	Mod:      {"Mod", writes, reads, reads, immFlag},
	Pow:      {"Pow", writes, reads, reads, immFlag},
	LShift:   {"LShift", writes, reads, reads, immFlag},
	RShift:   {"RShift", writes, reads, reads, immFlag},
	And:      {"And", writes, reads, reads, immFlag},
	Or:       {"Or", writes, reads, reads, immFlag},
	Xor:      {"Xor", writes, reads, reads, immFlag},
	MatMul:   {"MatMul", writes, reads, reads, immFlag},

	AddI:      {"AddI", writes, reads, flag, immInt},
	SubI:      {"SubI", writes, reads, flag, immInt},
	MulI:      {"MulI", writes, reads, flag, immInt},
	AddK:      {"AddK", writes, reads, flag, immConst},
	SubK:      {"SubK", writes, reads, flag, immConst},
	MulK:      {"MulK", writes, reads, flag, immConst},
	TrueDivK:  {"TrueDivK", writes, reads, flag, immConst},
	FloorDivK: {"FloorDivK", writes, reads, flag, immConst},
	ModK:      {"ModK", writes, reads, flag, immConst},
	AndK:      {"AndK", writes, reads, flag, immConst},
	LShiftK:   {"LShiftK", writes, reads, flag, immConst},
	RShiftK:   {"RShiftK", writes, reads, flag, immConst},

	Neg:    {"Neg", writes, reads, unused, immNone},
	Pos:    {"Pos", writes, reads, unused, immNone},
	Invert: {"Invert", writes, reads, unused, immNone},
	Not:    {"Not", writes, reads, unused, immNone},

	Lt:       {"Lt", writes, reads, reads, immNone},
	Le:       {"Le", writes, reads, reads, immNone},
	Eq:       {"Eq", writes, reads, reads, immNone},
	Ne:       {"Ne", writes, reads, reads, immNone},
	Gt:       {"Gt", writes, reads, reads, immNone},
	Ge:       {"Ge", writes, reads, reads, immNone},
	Is:       {"Is", writes, reads, reads, immFlag},
	Contains: {"Contains", writes, reads, reads, immFlag},

	Jump:          {"Jump", unused, unused, unused, immJump},
	JumpIfTrue:    {"JumpIfTrue", reads, unused, unused, immJump},
	JumpIfFalse:   {"JumpIfFalse", reads, unused, unused, immJump},
	JumpIfNone:    {"JumpIfNone", reads, unused, unused, immJump},
	JumpIfNotNone: {"JumpIfNotNone", reads, unused, unused, immJump},
	JumpIs:        {"JumpIs", reads, reads, flag, immJump},
	JumpLt:        {"JumpLt", reads, reads, flag, immJump},
	JumpLe:        {"JumpLe", reads, reads, flag, immJump},
	JumpEq:        {"JumpEq", reads, reads, flag, immJump},
	JumpNe:        {"JumpNe", reads, reads, flag, immJump},
	JumpGt:        {"JumpGt", reads, reads, flag, immJump},
	JumpGe:        {"JumpGe", reads, reads, flag, immJump},
	JumpLtK:       {"JumpLtK", reads, constant, flag, immJump},
	JumpLeK:       {"JumpLeK", reads, constant, flag, immJump},
	JumpEqK:       {"JumpEqK", reads, constant, flag, immJump},
	JumpNeK:       {"JumpNeK", reads, constant, flag, immJump},
	JumpGtK:       {"JumpGtK", reads, constant, flag, immJump},
	JumpGeK:       {"JumpGeK", reads, constant, flag, immJump},
	JumpIn:        {"JumpIn", reads, reads, flag, immJump},

	ForPrep:     {"ForPrep", window, reads, unused, immJump},
	ForIter:     {"ForIter", writes, window, unused, immJump},
	GetIter:     {"GetIter", writes, reads, unused, immFresh},
	Unpack:      {"Unpack", window, reads, count, immFresh},
	UnpackEx:    {"UnpackEx", window, reads, count, immInt},
	UnpackTuple: {"UnpackTuple", writes, reads, flag, immUnpack},

	Call:        {"Call", writes, window, count, immFresh},
	CallMethod:  {"CallMethod", writes, window, count, immNone},
	CallAttr:    {"CallAttr", writes, window, count, immSite},
	CallKW:      {"CallKW", writes, window, count, immConst},
	CallEx:      {"CallEx", writes, window, flag, immNone},
	Return:      {"Return", reads, unused, unused, immNone},
	ReturnConst: {"ReturnConst", unused, unused, unused, immConst},

	BuildTuple:  {"BuildTuple", writes, window, count, immFresh},
	BuildList:   {"BuildList", writes, window, count, immNone},
	BuildSet:    {"BuildSet", writes, window, count, immNone},
	BuildMap:    {"BuildMap", writes, window, count, immNone},
	BuildString: {"BuildString", writes, window, count, immNone},
	FormatValue: {"FormatValue", writes, window, flag, immNone},
	ListAppend:  {"ListAppend", updates, reads, unused, immNone},
	ListExtend:  {"ListExtend", updates, reads, unused, immNone},
	SetAdd:      {"SetAdd", updates, reads, unused, immNone},
	SetUpdate:   {"SetUpdate", updates, reads, unused, immNone},
	MapAdd:      {"MapAdd", updates, reads, reads, immNone},
	DictUpdate:  {"DictUpdate", updates, reads, unused, immNone},
	DictMerge:   {"DictMerge", updates, reads, reads, immNone},
	ListToTuple: {"ListToTuple", writes, reads, unused, immNone},

	MakeFunction:   {"MakeFunction", writes, window, flag, immConst},
	LoadBuildClass: {"LoadBuildClass", writes, unused, unused, immNone},

	PushExc:           {"PushExc", writesNull, reads, unused, immNone},
	PopExc:            {"PopExc", readsNull, unused, unused, immNone},
	JumpIfNotExcMatch: {"JumpIfNotExcMatch", reads, reads, unused, immJump},
	CheckEGMatch:      {"CheckEGMatch", window, reads, reads, immNone},
	PrepReraiseStar:   {"PrepReraiseStar", writes, reads, reads, immNone},
	Raise:             {"Raise", window, window, flag, immNone},
	Reraise:           {"Reraise", reads, unused, unused, immNone},
	ExcTriple:         {"ExcTriple", window, reads, unused, immNone},
	BeforeWith:        {"BeforeWith", window, reads, unused, immNone},
	BeforeAsyncWith:   {"BeforeAsyncWith", window, reads, unused, immNone},

	Yield:            {"Yield", writes, reads, flag, immReg},
	Send:             {"Send", writes, reads, reads, immJump},
	GetYieldFromIter: {"GetYieldFromIter", writes, reads, unused, immNone},
	GetAwaitable:     {"GetAwaitable", writes, reads, flag, immNone},
	GetAiter:         {"GetAiter", writes, reads, unused, immNone},
	GetAnext:         {"GetAnext", writes, reads, unused, immNone},
	EndAsyncFor:      {"EndAsyncFor", reads, unused, unused, immNone},

	ImportName: {"ImportName", writes, reads, flag, immName},
	ImportFrom: {"ImportFrom", writes, reads, unused, immName},
	ImportStar: {"ImportStar", unused, reads, unused, immNone},

	MatchSequence: {"MatchSequence", writes, reads, unused, immNone},
	MatchMapping:  {"MatchMapping", writes, reads, unused, immNone},
	MatchKeys:     {"MatchKeys", writes, reads, reads, immNone},
	MatchClass:    {"MatchClass", writes, reads, reads, immMatchClass},
	GetLen:        {"GetLen", writes, reads, unused, immNone},

	LoadAssertionError: {"LoadAssertionError", writes, unused, unused, immNone},
	PrintExpr:          {"PrintExpr", unused, reads, unused, immNone},
	SetupAnnotations:   {"SetupAnnotations", unused, unused, unused, immNone},
	Intrinsic:          {"Intrinsic", writes, window, count, immIntrinsic},
	DropIter:           {"DropIter", reads, unused, count, immNone},
}

// String returns the name of op.
func (op Op) String() string {
	if op < NumOps {
		return opInfos[op].name
	}
	return "BadOp"
}

// inst is an instruction as the code generator writes it: operands of any
// size, registers not yet squeezed into eight bits, jumps to labels.
type inst struct {
	op      Op
	a, b, c int32
	d       int32
	to      *label // target of a jump
	pos     Position
	lookup  *Position // of a CallAttr or LoadSuper: see Code.LookupPositions
	passed  *passed   // nil: no lines but its own
}

// unpacked returns the operands of i.
func unpacked(i Ins) inst {
	return inst{op: i.Op(), a: int32(i.A()), b: int32(i.B()), c: int32(i.C()), d: i.D()}
}

// span is a run of n registers from first on.
type span struct{ first, n int32 }

// effects lists the registers an instruction touches.
type effects struct {
	reads     []span
	readsNull []span // may be null
	writes    []span
	nulls     []span // written, perhaps with null
	cleared   []span // null afterwards
	buf       [8]span
}

func (e *effects) reset() {
	e.reads, e.readsNull, e.writes = e.buf[0:0:3], e.buf[3:3:4], e.buf[4:4:6]
	e.nulls, e.cleared = e.buf[6:6:7], e.buf[7:7:8]
}

func (e *effects) operand(k operand, r int32) {
	s := span{r, 1}
	switch k {
	case reads:
		e.reads = append(e.reads, s)
	case readsNull:
		e.readsNull = append(e.readsNull, s)
	case writes:
		e.writes = append(e.writes, s)
	case writesNull:
		e.nulls = append(e.nulls, s)
	case updates:
		e.reads = append(e.reads, s)
		e.writes = append(e.writes, s)
	case clears:
		e.cleared = append(e.cleared, s)
	}
}

// of computes the effects of i. Registers that a call clobbers are not listed.
func (e *effects) of(i *inst) {
	e.reset()
	info := &opInfos[i.op]
	e.operand(info.a, i.a)
	e.operand(info.b, i.b)
	e.operand(info.c, i.c)
	read := func(first, n int32) { e.reads = append(e.reads, span{first, n}) }
	write := func(first, n int32) { e.writes = append(e.writes, span{first, n}) }
	switch i.op {
	case DeleteLocal:
		e.cleared = append(e.cleared, span{i.a, 1})
	case DropIter:
		e.cleared = append(e.cleared, span{i.a, 3})
	case CheckLocal, MakeCell:
		write(i.a, 1)
	case LoadMethod, LoadSuper:
		write(i.a, 1)
		e.nulls = append(e.nulls, span{i.a + 1, 1})
	case BuildSlice:
		read(i.b, i.c)
	case ForPrep:
		write(i.a, 3)
	case ForIter:
		read(i.b, 3)
	case Unpack:
		write(i.a, i.c)
	case UnpackEx:
		write(i.a, i.c+1+i.d)
	case Call:
		read(i.b, i.c+1)
	case CallMethod, CallKW:
		read(i.b, 1)
		e.readsNull = append(e.readsNull, span{i.b + 1, 1})
		read(i.b+2, i.c)
	case CallAttr:
		read(i.b+1, i.c+1)
	case CallEx:
		read(i.b, 2+i.c>>2+i.c&1)
	case BuildTuple, BuildList, BuildSet, BuildString, Intrinsic:
		read(i.b, i.c)
	case BuildMap:
		read(i.b, 2*i.c)
	case FormatValue:
		read(i.b, 1+i.c>>2&1)
	case MakeFunction:
		for bit := range int32(4) {
			if i.c>>bit&1 != 0 {
				read(i.b+bit, 1)
			}
		}
	case CheckEGMatch:
		write(i.a, 2)
	case Raise:
		if i.c >= 1 {
			read(i.a, 1)
		}
		if i.c == 2 {
			read(i.b, 1)
		}
	case ExcTriple:
		write(i.a, 3)
	case BeforeWith, BeforeAsyncWith:
		write(i.a, 1)
		write(i.a+2, 1)
		e.nulls = append(e.nulls, span{i.a + 1, 1}, span{i.a + 3, 1})
	case Yield:
		if i.c&1 == 1 {
			read(i.d, 1)
		}
	}
}

// clobbers returns the first of the registers that i, a call, destroys, and
// whether it is a call.
func (i *inst) clobbers() (int32, bool) {
	switch i.op {
	case Call, CallMethod, CallAttr, CallKW, CallEx:
		return i.b, true
	}
	return 0, false
}

// ends reports whether control never goes on to the instruction after i.
func (i *inst) ends() bool {
	switch i.op {
	case Jump, ForPrep, Return, ReturnConst, Raise, Reraise:
		return true
	}
	return false
}

// isJump reports whether D of op is a jump distance.
func (op Op) isJump() bool { return opInfos[op].d == immJump }

// NameAt returns the name of the attribute or global variable that the instruction at pc is
// about, nil if it is about none; and the register of the object whose attribute it is, or -1.
func NameAt(code *object.Code, pc int32) (name *object.Str, reg int) {
	if pc < 0 || int(pc) >= len(code.Ins) {
		return nil, -1
	}
	w := uint64(code.Ins[pc])
	op := Op(w)
	if int(op) >= len(opInfos) || opInfos[op].d != immSite || w>>32 >= uint64(len(code.Caches)) {
		return nil, -1
	}
	reg = -1
	switch op {
	case LoadAttr, StoreAttr, DeleteAttr, LoadMethod:
		reg = int(uint8(w >> 16))
	}
	return code.Caches[w>>32].Name, reg
}
