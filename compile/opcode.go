package compile

// Ins is one instruction: opcode, three 8-bit operands and a signed 32-bit
// immediate, packed little end first into 64 bits:
//
//	bits 0–7 op, 8–15 A, 16–23 B, 24–31 C, 32–63 D
//
// A, B and C name registers of the frame unless the opcode says otherwise. D
// is a jump distance (counted in instructions from the one that follows), an
// index into Consts, Names or Sites, or a small integer.
type Ins uint64

// MakeIns packs an instruction.
func MakeIns(op Op, a, b, c uint8, d int32) Ins {
	return Ins(op) | Ins(a)<<8 | Ins(b)<<16 | Ins(c)<<24 | Ins(uint32(d))<<32
}

// Op returns the opcode of i.
func (i Ins) Op() Op { return Op(i) }

// A returns the first operand of i.
func (i Ins) A() uint8 { return uint8(i >> 8) }

// B returns the second operand of i.
func (i Ins) B() uint8 { return uint8(i >> 16) }

// C returns the third operand of i.
func (i Ins) C() uint8 { return uint8(i >> 24) }

// D returns the immediate operand of i.
func (i Ins) D() int32 { return int32(i >> 32) }

// Op is an opcode. Below, r[x] is register x of the frame, K a constant
// (Consts[D]), N a name (Names[D]), S a cache site (Sites[D]), and “null” the
// absent value: an unbound variable, or no value at all. Unless it is said
// otherwise an operand register holds a value, never null: the compiler
// proves variables bound, or emits CheckLocal before the use.
//
// The call family (Call, CallMethod, CallAttr, CallKW, CallEx) runs the callee
// in a window that begins inside the caller's registers, so it clobbers every
// register from its B upwards: whatever lives across a call lives below B. Only
// in a code of more than MaxRegs registers (see Code.Wide) the registers from
// MaxRegs on survive: there the callee's window begins above NumRegs.
type Op uint8

// Opcodes. The order is that of the evaluator's jump table: what runs most
// comes first.
const (
	Nop Op = iota

	// Moves.

	Move      // r[A] = r[B], which may be null
	LoadConst // r[A] = K
	LoadWide  // r[A] = r[D]: D ≥ 256 is a register that an operand cannot name; may be null
	StoreWide // r[D] = r[A]
	Clear     // r[A] = null

	// Variables.

	CheckLocal    // UnboundLocalError for LocalName(D) when r[A] is null
	DeleteLocal   // CheckLocal, then r[A] = null; for this and the other deletions of variables, C registers of the frame are in use
	MakeCell      // r[A] = a new cell holding r[A], which may be null
	LoadCell      // r[A] = content of cell r[B]; when empty: UnboundLocalError or NameError (free variable) for CellName(D)
	StoreCell     // content of cell r[B] = r[A]
	DeleteCell    // empties cell r[B]; error as LoadCell when it is empty
	FreeVars      // r[D+i] = cell i of the running function's closure, for each of Code.FreeVars; FreeReg is D
	LoadGlobal    // r[A] = global or built-in named by S
	StoreGlobal   // global named by S = r[A]
	DeleteGlobal  // deletes the global named by S
	LoadName      // r[A] = name S in the frame's namespace, else global, else built-in
	StoreName     // namespace[S] = r[A]
	DeleteName    // del namespace[S]
	LoadClassCell // r[A] = namespace[name] of a class body when there, else content of cell r[B]; D as LoadCell
	LoadLocals    // r[A] = the frame's namespace mapping

	// Attributes and items.

	LoadAttr   // r[A] = r[B].S
	StoreAttr  // r[B].S = r[A]
	DeleteAttr // del r[B].S
	LoadMethod // r[A], r[A+1] = function and self of method r[B].S, or callable and null
	LoadSuper  // the same of method r[B]().S, where r[B] is what the name super stands for
	LoadItem   // r[A] = r[B][r[C]]
	LoadItemI  // r[A] = r[B][D], D an integer
	StoreItem  // r[B][r[C]] = r[A]
	DeleteItem // del r[B][r[C]]
	BuildSlice // r[A] = slice(r[B], r[B+1], C == 3 ? r[B+2] : None)

	// Arithmetic: r[A] = r[B] op r[C]; D = 1 for the in-place form.

	Add
	Sub
	Mul
	TrueDiv
	FloorDiv
	Mod
	Pow
	LShift
	RShift
	And
	Or
	Xor
	MatMul

	// The same with a constant on the right: r[A] = r[B] op D for the I forms
	// (D is the integer itself), r[A] = r[B] op K for the K forms; C = 1 for
	// the in-place form.

	AddI
	SubI
	MulI
	AddK
	SubK
	MulK
	TrueDivK
	FloorDivK
	ModK
	AndK
	LShiftK
	RShiftK

	Neg    // r[A] = -r[B]
	Pos    // r[A] = +r[B]
	Invert // r[A] = ~r[B]
	Not    // r[A] = not r[B]

	// Comparisons: r[A] = r[B] op r[C].

	Lt
	Le
	Eq
	Ne
	Gt
	Ge
	Is       // r[A] = r[B] is r[C]; D = 1: is not
	Contains // r[A] = r[B] in r[C]; D = 1: not in

	// Jumps. Every taken jump may poll.

	Jump
	JumpIfTrue    // if r[A] is true
	JumpIfFalse   // if r[A] is false
	JumpIfNone    // if r[A] is None
	JumpIfNotNone // if r[A] is not None
	JumpIs        // if (r[A] is r[B]) != (C == 1)
	JumpLt        // if (r[A] < r[B]) != (C == 1), where the comparison's result is taken for its truth
	JumpLe
	JumpEq
	JumpNe
	JumpGt
	JumpGe
	JumpLtK // if (r[A] < Consts[B]) != (C == 1)
	JumpLeK
	JumpEqK
	JumpNeK
	JumpGtK
	JumpGeK
	JumpIn // if (r[A] in r[B]) != (C == 1)

	// Loops. ForPrep r[A..A+2] = loop state over iter(r[B]), then jumps by D to
	// the ForIter at the loop's bottom. ForIter: r[A] = next item of the loop
	// whose state begins at r[B] and jumps by D (back to the body); falls
	// through at the end and leaves r[A] alone. The state registers are private
	// to the evaluator.

	ForPrep
	ForIter
	GetIter  // r[A] = iter(r[B]); or r[B] itself if D is 1 and the one ForPrep that sees it comes to the same
	Unpack   // r[A..A+C-1] = the C items of iterable r[B]; D is 1 if nothing else reads r[B]
	UnpackEx // r[A..] = C items, a list of the middle, D items of iterable r[B]

	// UnpackTuple serves long target lists: r[A] = tuple of what Unpack with D
	// targets (C = 0) or UnpackEx with D & 255 targets before the list and
	// D >> 8 after it (C = 1) would have put into registers; the same errors.
	UnpackTuple

	// Calls. The result goes to r[A].

	Call        // r[B](r[B+1], … r[B+C]); D is 1 if r[B+1] is the only argument, a comprehension made for the call: nobody else can refer to it
	CallMethod  // function r[B], self r[B+1] or null, arguments r[B+2] … r[B+1+C]
	CallAttr    // r[B+1].S(r[B+2], … r[B+1+C]); only when evaluating the arguments has no effect and cannot fail; see Code.LookupPositions
	CallKW      // as CallMethod (null in r[B+1] for a plain call), C counts all arguments; K is the tuple of names of the last ones
	CallEx      // r[B](r[B+1], …, *r[B+1+n], **r[B+2+n]), n = C >> 2: r[B+1+n] any iterable (TypeError “… argument after * must be an iterable” if it is none); r[B+2+n], if C & 1, a dict that becomes the callee's, or if C & 2 any mapping
	Return      // return r[A]
	ReturnConst // return K

	// Construction.

	BuildTuple  // r[A] = (r[B], … r[B+C-1]); D is 1 if only the LoadItem behind it reads r[A]
	BuildList   // r[A] = [r[B], … r[B+C-1]]
	BuildSet    // r[A] = {r[B], … r[B+C-1]}
	BuildMap    // r[A] = {r[B]: r[B+1], …}, C pairs
	BuildString // r[A] = ''.join of the C strings, or numbers to format, from r[B]
	FormatValue // r[A] = format(conv(r[B]), spec): C & 3: 0 none, 1 str, 2 repr, 3 ascii; C & 4: spec in r[B+1]; C & 8: for BuildString, which takes numbers too
	ListAppend  // r[A].append(r[B]), r[A] a list under construction
	ListExtend  // r[A].extend(r[B]): error text of a star-expression
	SetAdd      // r[A].add(r[B])
	SetUpdate   // r[A].update(r[B])
	MapAdd      // r[A][r[B]] = r[C]
	DictUpdate  // r[A].update(r[B]): error text of a ** in a dict display
	DictMerge   // as DictUpdate for the call of r[C]: repeated keys are a TypeError
	ListToTuple // r[A] = tuple(r[B]), r[B] a list

	MakeFunction   // r[A] = function of code K; C & 1: defaults tuple in r[B], & 2: keyword defaults dict in r[B+1], & 4: annotations dict in r[B+2], & 8: closure tuple of cells in r[B+3]
	LoadBuildClass // r[A] = builtins.__build_class__

	// Exceptions. A handler of the exception table receives the exception in its
	// register and continues at its target.

	PushExc           // r[A] = exception being handled before (may be null); r[B] is handled now
	PopExc            // the exception handled is r[A] again (may be null)
	JumpIfNotExcMatch // unless exception r[A] matches class or tuple r[B]
	CheckEGMatch      // r[A], r[A+1] = part of r[B] that matches r[C] or None, rest or None; r[B] may be None: both are None then
	PrepReraiseStar   // r[A] = what to raise at the end of a try-except* of original r[B] and list of raised and unmatched r[C], or None
	Raise             // C = 0: re-raise what is handled; 1: raise r[A]; 2: raise r[A] from r[B]
	Reraise           // raise r[A] as it is: traceback and context are kept
	ExcTriple         // r[A], r[A+1], r[A+2] = type, value, traceback of exception r[B]
	BeforeWith        // r[A], r[A+1] = __exit__ as of LoadMethod; r[A+2], r[A+3] = __enter__ likewise, of manager r[B]
	BeforeAsyncWith   // the same with __aexit__ and __aenter__

	// Generators and coroutines.

	Yield            // suspends with r[B]; r[A] = what is sent. C & 1: within a delegation to the iterator r[D]; the Send that resumes it follows by a Jump. The registers from C >> 1 on are lost, none if that is 0
	Send             // r[A] = next value of iterator r[B] when r[C] is sent; when it returns: r[A] = its result and jumps by D
	GetYieldFromIter // r[A] = iterator for yield from r[B]
	GetAwaitable     // r[A] = awaitable's iterator of r[B]; C: 0 await, 1 __aenter__, 2 __aexit__ (for the message)
	GetAiter         // r[A] = r[B].__aiter__()
	GetAnext         // r[A] = awaitable of r[B].__anext__()
	EndAsyncFor      // unless exception r[A] is StopAsyncIteration: re-raises it

	// Imports.

	ImportName // r[A] = __import__(N, fromlist r[B], level C)
	ImportFrom // r[A] = attribute or submodule N of module r[B]
	ImportStar // all public names of module r[B] into the namespace

	// Patterns.

	MatchSequence // r[A] = True if r[B] is a sequence in the sense of match
	MatchMapping  // likewise a mapping
	MatchKeys     // r[A] = tuple of values of mapping r[B] for keys in tuple r[C], or None
	MatchClass    // r[A] = tuple of attributes or None: subject r[B], class r[C], D: positional count | index of constant tuple of keyword names << 8
	GetLen        // r[A] = len(r[B])

	// The rest.

	LoadAssertionError // r[A] = AssertionError
	PrintExpr          // sys.displayhook(r[B])
	SetupAnnotations   // __annotations__ = {} in the namespace unless there
	Intrinsic          // r[A] = intrinsic D of r[B], r[B+1], … (C operands)
	DropIter           // r[A], r[A+1], r[A+2] = null: the state of a loop that is left before its end; C registers of the frame are in use

	NumOps
)

// Intrinsics: rare operations, numbered by the D of Intrinsic.
const (
	IntrinsicTypeVar            = iota // TypeVar(name)
	IntrinsicTypeVarBound              // TypeVar(name, function computing the bound)
	IntrinsicTypeVarConstraints        // TypeVar(name, function computing the constraints)
	IntrinsicParamSpec                 // ParamSpec(name)
	IntrinsicTypeVarTuple              // TypeVarTuple(name)
	IntrinsicTypeParamDefault          // sets the default of r[B] to the function r[B+1]; result r[B]
	IntrinsicTypeAlias                 // TypeAliasType(name, type parameters or None, function computing the value)
	IntrinsicSubscriptGeneric          // Generic[tuple of type parameters]
	IntrinsicSetTypeParams             // r[B].__type_params__ = r[B+1]; result r[B]
	IntrinsicTemplate                  // Template of alternating strings and interpolations, a tuple
	IntrinsicInterpolation             // Interpolation(value, expression text, conversion or None, format spec)
)
