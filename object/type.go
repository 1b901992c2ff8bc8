package object

import (
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// TypeFlags say what a type is and may do.
type TypeFlags uint32

// The Is… flags are inherited: FlagInt is set for int and all its subclasses,
// whose objects all begin with int's layout.
const (
	FlagInt TypeFlags = 1 << iota
	FlagFloat
	FlagComplex
	FlagStr
	FlagBytes
	FlagByteArray
	FlagTuple
	FlagList
	FlagDict
	FlagSet
	FlagFrozenSet
	FlagType
	FlagException
	FlagHeap       // made by a class statement or type(): attributes can be set
	FlagNoBase     // may not be subclassed
	FlagSequence   // matches a sequence pattern
	FlagMapping    // matches a mapping pattern
	FlagAbstract   // has abstract methods: cannot be instantiated
	FlagMethod     // its objects are functions that bind self: calls through an attribute need no bound method
	FlagReady      // Ready has run
	FlagDictMode   // instances have a __dict__
	FlagNoNew      // cannot be instantiated from Python
	FlagMatchSelf  // a class pattern with one positional matches the subject itself
	FlagVolatile   // an attribute was reassigned often: caches do not keep this type's data attributes
	FlagWeakRef    // instances can be weakly referenced
	FlagSameLayout // built in, adds nothing to its base's layout: a class may inherit from several of these
	FlagNewTuples  // its Next slot returns tuples of which nobody else knows, of TakeTuple
)

const inheritedFlags = FlagInt | FlagFloat | FlagComplex | FlagStr | FlagBytes | FlagByteArray | FlagTuple | FlagList |
	FlagDict | FlagSet | FlagFrozenSet | FlagType | FlagException | FlagSequence | FlagMapping | FlagDictMode |
	FlagMatchSelf | FlagVolatile | FlagWeakRef

// Type is a Python class: built in, or made by a class statement. All its
// fields but Dict's contents are written only while the type is being made or
// by a thread that runs alone (solo or exclusive), so reading them needs no
// barrier; every change that a cache could have seen gives the type and its
// subclasses new versions.
type Type struct {
	Object
	Name     string // the __name__; Ready takes a module that is written before it, as in "collections.deque", for Module
	QualName Value
	Module   string // of built-in types; heap types keep __module__ in Dict
	Doc      string // of built-in types

	Base  *Type
	Bases []*Type
	MRO   []*Type
	Dict  *Dict // attributes of the class itself

	// Version is unique among all types and all their states, so one compare
	// tells a cache that the type and everything it inherits is what it was.
	Version uint64
	Flags   TypeFlags

	finalizable bool // instances have __del__ to be called

	// AttrsOff is the offset of the box that holds an instance's attributes, 0
	// for instances that have none.
	AttrsOff uintptr
	// SlotNames are the names of __slots__, own ones only; their values are the
	// first slots of every instance's root shape.
	SlotNames   []*Str
	root        *Shape
	skipInit    bool            // __init__ is object's and __new__ is not: it has nothing to check
	genericGet  bool            // attribute access is object.__getattribute__
	genericFind bool            // or is that for attributes that are there
	withDict    *Shape          // root with a dict, see dictShape
	slotHint    atomic.Int32    // slots that instances turned out to need
	numOverride [NumBinary]bool // __op__ or __rop__ is a Python method

	Slots
	// Alloc allocates a zeroed object of the type's layout for typ, a subclass or
	// the type itself, header and attribute box set.
	Alloc func(t *Thread, typ *Type) *Object
	// SubAttrsOff is where subclasses of a built-in type keep their attribute box;
	// SetLayout sets it.
	SubAttrsOff uintptr

	// Methods, Members and Consts are turned into Dict when a built-in type is
	// made ready.
	Methods []Def
	Getsets []GetSet
	Consts  map[string]Value

	// Call is the evaluator's cache of what calling the class does.
	CallCache unsafe.Pointer
	// WithCache is its cache of the methods that a with statement calls.
	WithCache unsafe.Pointer

	// OwnTransaction tells that a with statement whose manager is of this type begins
	// a transaction of its own.
	OwnTransaction bool

	structVisible int // of struct sequence types: how many fields are items

	subMu      sync.Mutex
	subclasses []*Type
}

// Slots are a type's operations. A nil slot is an operation that the type lacks.
// Built-in types fill them; classes get generic ones that look up the
// corresponding special method. Binary slots follow CPython: the slot of either
// operand's type is called with the operands in source order and returns
// NotImplemented to pass.
type Slots struct {
	Repr     func(t *Thread, v Value) (Value, *Exception)
	Str      func(t *Thread, v Value) (Value, *Exception)
	Hash     func(t *Thread, v Value) (int64, *Exception)
	Call     CallFn
	GetAttr  func(t *Thread, v Value, name *Str) (Value, *Exception)
	SetAttr  func(t *Thread, v Value, name *Str, x Value) *Exception // x null deletes
	Compare  func(t *Thread, a, b Value, op CmpOp) (Value, *Exception)
	Iter     func(t *Thread, v Value) (Value, *Exception)
	Next     func(t *Thread, v Value) (Value, *Exception) // null at the end, without StopIteration
	Len      func(t *Thread, v Value) (int, *Exception)
	GetItem  func(t *Thread, v, key Value) (Value, *Exception)
	SetItem  func(t *Thread, v, key, x Value) *Exception // x null deletes
	Contains func(t *Thread, v, x Value) (bool, *Exception)
	Bool     func(t *Thread, v Value) (bool, *Exception)
	Num      [NumBinary]func(t *Thread, a, b Value) (Value, *Exception)
	INum     [NumBinary]func(t *Thread, a, b Value) (Value, *Exception)
	PowMod   func(t *Thread, a, b, m Value) (Value, *Exception) // pow with three arguments; two go to Num[OpPow]
	Neg      func(t *Thread, v Value) (Value, *Exception)
	Pos      func(t *Thread, v Value) (Value, *Exception)
	Abs      func(t *Thread, v Value) (Value, *Exception)
	Invert   func(t *Thread, v Value) (Value, *Exception)
	Index    func(t *Thread, v Value) (Value, *Exception)
	ToInt    func(t *Thread, v Value) (Value, *Exception)
	ToFloat  func(t *Thread, v Value) (Value, *Exception)
	Get      func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) // obj null: through the class
	Set      func(t *Thread, d, obj, x Value) *Exception                  // x null deletes
	New      func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception)
	Init     func(t *Thread, v Value, args []Value, kwnames []Value) *Exception
	Await    func(t *Thread, v Value) (Value, *Exception)
	AIter    func(t *Thread, v Value) (Value, *Exception)
	ANext    func(t *Thread, v Value) (Value, *Exception)
	Buffer   func(t *Thread, v Value) (*Buffer, *Exception) // shows the object's memory; see buffer.go
}

// CallFn calls f. The last len(kwnames) of args are keyword arguments, named by
// the strs of kwnames. The callee must not keep args.
type CallFn func(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception)

// BinaryOp numbers the binary operators, in the order of the bytecode.
type BinaryOp uint8

// Binary operators.
const (
	OpAdd BinaryOp = iota
	OpSub
	OpMul
	OpTrueDiv
	OpFloorDiv
	OpMod
	OpPow
	OpLShift
	OpRShift
	OpAnd
	OpOr
	OpXor
	OpMatMul
	OpDivMod
	NumBinary
)

// CmpOp numbers the comparison operators, in the order of the bytecode.
type CmpOp uint8

// Comparison operators.
const (
	CmpLt CmpOp = iota
	CmpLe
	CmpEq
	CmpNe
	CmpGt
	CmpGe
)

// Def declares a built-in function or method. Sig is its parameter list in
// Python's notation without self: "iterable, /, *, key=None, reverse=False". A
// parameter with a default is optional and arrives as null when it is not given:
// the text of the default is documentation. "*args" arrives as a tuple,
// "**kwargs" as a dict or null. Fn gets exactly one value for each parameter, a
// method's self (or a class method's class) first, and must not keep the slice.
type Def struct {
	Name string
	Sig  string
	Fn   func(t *Thread, args []Value) (Value, *Exception)
	// Raw, if not nil, is called instead of Fn, with the arguments as they come:
	// the last len(kwnames) are keyword arguments. Sig is documentation then.
	Raw func(t *Thread, args, kwnames []Value) (Value, *Exception)
	// Plain, if not nil, is called instead of Fn when there are no keyword
	// arguments, with the arguments as they come: of a function with a * parameter,
	// so that calls of the common sort make no tuple.
	Plain func(t *Thread, args []Value) (Value, *Exception)
	Doc   string
	Kind  DefKind
	// Counted says that a wrong number of arguments is reported in the older of
	// CPython's two ways: “f() takes at least 1 argument (0 given)”.
	Counted bool

	// Next says that it is next(): the evaluator resumes a generator itself.
	Next bool
	// Consumes says that a function of one argument, a container, has no reference to it
	// any more when it returns, nor returns one: the evaluator makes use again of one
	// that was made for the call.
	Consumes bool
}

// DefKind tells what a Def in a type's methods becomes.
type DefKind uint8

// Kinds of methods.
const (
	Method DefKind = iota
	ClassMethod
	StaticMethod
)

// GetSet declares a computed attribute of a built-in type. Set is nil for a
// read-only one and gets null to delete.
type GetSet struct {
	Name string
	Get  func(t *Thread, self Value) (Value, *Exception)
	Set  func(t *Thread, self, x Value) *Exception
	Doc  string
	// Member says that CPython has a member there, which assignment to is refused
	// in other words than to an attribute without a setter.
	Member bool
}

var typeVersions atomic.Uint64

func nextVersion() uint64 { return typeVersions.Add(1) }

// declared lists the built-in types of this package until Boot makes them ready.
var declared []*Type

// declare makes a built-in type of this package; its file's init fills the
// slots and tables.
func declare(name string, base *Type, flags TypeFlags) *Type {
	typ := &Type{Name: name, Module: "builtins", Base: base, Flags: flags}
	declared = append(declared, typ)
	return typ
}

// Types with no file of their own.
var (
	ObjectType = declare("object", nil, 0)
	TypeType   = declare("type", ObjectType, FlagType)
)

// ShortName returns the __name__, also before Ready has split Name.
func (typ *Type) ShortName() string {
	if typ.Flags&(FlagHeap|FlagReady) != 0 {
		return typ.Name
	}
	return typ.Name[strings.LastIndexByte(typ.Name, '.')+1:]
}

// ObjectOf returns the value of a heap object.
func (o *Object) Value() Value { return Value{O: o} }

// Value returns the class as a value.
func (typ *Type) Value() Value { return Value{O: &typ.Object} }

// AsType returns v as a class if it is one.
func AsType(v Value) (*Type, bool) {
	if v.O.Typ.Flags&FlagType != 0 {
		return (*Type)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// IsSubtype reports whether typ is base or inherits from it.
func (typ *Type) IsSubtype(base *Type) bool {
	if typ == base {
		return true
	}
	for _, m := range typ.MRO {
		if m == base {
			return true
		}
	}
	return false
}

// IsInstance reports whether v's type is typ or inherits from it, without
// asking __instancecheck__ or __class__.
func IsInstance(v Value, typ *Type) bool { return v.O.Typ == typ || v.O.Typ.IsSubtype(typ) }

// Lookup finds name along the MRO without binding it; null if there is none.
// name must be interned.
func (typ *Type) Lookup(name *Str) Value {
	h := (uintptr(typ.Version)*31 ^ uintptr(unsafe.Pointer(name))>>4) & (lookupCacheSize - 1)
	if e := lookupCache[h].Load(); e != nil && e.version == typ.Version && e.name == name {
		return e.value
	}
	for _, m := range typ.MRO {
		if v := m.Dict.peekStr(name); v.O != nil {
			typ.remember(h, name, v)
			return v
		}
	}
	typ.remember(h, name, Value{})
	return Value{}
}

// LookupWhere is Lookup that also tells which class along the MRO has name.
func (typ *Type) LookupWhere(name *Str) (Value, *Type) {
	for _, m := range typ.MRO {
		if v := m.Dict.peekStr(name); v.O != nil {
			return v, m
		}
	}
	return Value{}, nil
}

func (typ *Type) remember(h uintptr, name *Str, v Value) {
	if typ.Flags&FlagVolatile == 0 {
		lookupCache[h].Store(&lookupEntry{typ.Version, name, v})
	}
}

// lookupCache remembers MRO look-ups of all types: immutable entries behind
// atomic pointers, so it needs no lock and no transaction ever conflicts on it.
var lookupCache [lookupCacheSize]atomic.Pointer[lookupEntry]

const lookupCacheSize = 4096

type lookupEntry struct {
	version uint64
	name    *Str
	value   Value
}

// Modified gives typ and its subclasses new versions. The caller runs alone.
func (typ *Type) Modified() {
	typ.Version = nextVersion()
	for _, s := range typ.Subclasses() {
		s.Modified()
	}
}

// Subclasses returns the direct subclasses, oldest first.
func (typ *Type) Subclasses() []*Type {
	typ.subMu.Lock()
	defer typ.subMu.Unlock()
	return append([]*Type(nil), typ.subclasses...)
}

func (typ *Type) addSubclass(s *Type) {
	typ.subMu.Lock()
	typ.subclasses = append(typ.subclasses, s)
	typ.subMu.Unlock()
}

func (typ *Type) removeSubclass(s *Type) {
	typ.subMu.Lock()
	for i, x := range typ.subclasses {
		if x == s {
			typ.subclasses = append(typ.subclasses[:i:i], typ.subclasses[i+1:]...)
			break
		}
	}
	typ.subMu.Unlock()
}

// IsHeap reports whether typ was made by a class statement or type().
func (typ *Type) IsHeap() bool { return typ.Flags&FlagHeap != 0 }

// Is reports whether all of flags are set.
func (typ *Type) Is(flags TypeFlags) bool { return typ.Flags&flags == flags }
