package object

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Builtin is a function written in Go, as a module's function or, bound to an
// object by Self, a method of a built-in type.
type Builtin struct {
	Object
	*Func
	Self    Value // bound object, or null
	Module  Value // __module__, or null
	unbound bool  // Self is only shown, not passed: a __new__
}

// Func is the part of a built-in function that all its bound forms share.
type Func struct {
	Name  string
	Sig   string
	Doc   string
	Fn    func(t *Thread, args []Value) (Value, *Exception)
	Raw   func(t *Thread, args, kwnames []Value) (Value, *Exception) // instead of Fn: see Def
	Plain func(t *Thread, args []Value) (Value, *Exception)          // likewise, without keyword arguments
	Type  *Type                                                      // of a method: the type that defines it; else nil

	class   bool // it is a class method
	counted bool // see Def.Counted
	// Special is set if Def.Next or Def.Consumes is, whose meaning it has: the evaluator
	// looks at one of them only.
	Special Special

	module string // of a function of a module other than builtins: for messages
	Slot   bool   // it stands for a slot: argument counts are reported as those do

	// direct says, of a function whose parameters are all positional, how many
	// arguments it may be called with, for CallAt: directReady, the fewest and how
	// many more, a byte each. It is 0 until the signature was parsed, and of all
	// other functions. It is stored after the fields that it stands for.
	direct atomic.Uint32

	once      sync.Once
	NumParams int  // values that Fn takes, self included
	NumFixed  int  // required positional parameters, self included
	NumPos    int  // positional parameters, self included
	simple    bool // only positional parameters
	params    []param
}

// Special says what is special about a built-in function.
type Special uint8

// What may be special.
const (
	_               Special = iota
	SpecialNext             // see Def.Next
	SpecialConsumes         // see Def.Consumes
)

func (def *Def) special() Special {
	switch {
	case def.Next:
		return SpecialNext
	case def.Consumes:
		return SpecialConsumes
	}
	return 0
}

type param struct {
	name     *Str
	kind     paramKind
	optional bool
}

type paramKind uint8

const (
	posOnly paramKind = iota
	posOrKw
	kwOnly
	varPos
	varKw
)

// Types of built-in functions. A method_descriptor is an unbound method: an
// attribute of the type.
var (
	BuiltinType          = declare("builtin_function_or_method", ObjectType, FlagNoBase)
	MethodDescrType      = declare("method_descriptor", ObjectType, FlagNoBase|FlagMethod)
	ClassMethodDescrType = declare("classmethod_descriptor", ObjectType, FlagNoBase)
	WrapperType          = declare("wrapper_descriptor", ObjectType, FlagNoBase|FlagMethod)
	MethodWrapperType    = declare("method-wrapper", ObjectType, FlagNoBase)
)

// NewBuiltin makes a module-level function of def. module may be nil.
func NewBuiltin(def Def, module *Str) Value {
	b := &Builtin{Object: Object{BuiltinType}, Func: &Func{Name: def.Name, Sig: def.Sig, Doc: def.Doc, Fn: def.Fn, Raw: def.Raw, Plain: def.Plain, counted: def.Counted, Special: def.special()}}
	if module != nil {
		b.Module = module.Value()
		if module.S != "builtins" {
			b.module = module.S
		}
	}
	return Value{O: &b.Object}
}

// newMethod makes the attribute of typ that def stands for.
func newMethod(def Def, typ *Type) Value {
	f := &Func{Name: def.Name, Sig: def.Sig, Doc: def.Doc, Fn: def.Fn, Raw: def.Raw, Plain: def.Plain, Type: typ, class: def.Kind == ClassMethod, counted: def.Counted}
	b := &Builtin{Object: Object{MethodDescrType}, Func: f}
	switch def.Kind {
	case ClassMethod:
		b.Typ = ClassMethodDescrType
	case StaticMethod:
		b.Typ = BuiltinType
		f.Type = nil
		b.Self, b.unbound = typ.Value(), true // by which it is shown, and pickled
		return NewStaticMethod(Value{O: &b.Object})
	}
	return Value{O: &b.Object}
}

// AsBuiltin returns v as a built-in function if it is one, bound or not.
func AsBuiltin(v Value) (*Builtin, bool) {
	switch v.O.Typ {
	case BuiltinType, MethodDescrType, ClassMethodDescrType, WrapperType, MethodWrapperType:
		return (*Builtin)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Bind returns the method bound to self.
func (b *Builtin) Bind(self Value) Value {
	typ := BuiltinType
	if b.Typ == WrapperType {
		typ = MethodWrapperType
	}
	return Value{O: &(&Builtin{Object: Object{typ}, Func: b.Func, Self: self}).Object}
}

// Value returns b as a value.
func (b *Builtin) Value() Value { return Value{O: &b.Object} }

// Passes reports whether calling b puts Self before the arguments.
func (b *Builtin) Passes() bool { return b.Self.O != nil && !b.unbound }

// prepare parses the signature, when the function is first called.
func (f *Func) prepare() {
	f.once.Do(func() {
		if f.Type != nil {
			f.params = append(f.params, param{name: Intern("self"), kind: posOnly})
		}
		kind := posOrKw
		f.simple = true
		for _, p := range splitSig(f.Sig) {
			switch {
			case p == "/":
				for i := range f.params {
					f.params[i].kind = posOnly
				}
				continue
			case p == "*":
				kind = kwOnly
				continue
			}
			name, _, optional := strings.Cut(p, "=")
			k := kind
			switch {
			case strings.HasPrefix(p, "**"):
				k, name, optional = varKw, p[2:], true
			case strings.HasPrefix(p, "*"):
				k, name, optional, kind = varPos, p[1:], true, kwOnly
			}
			f.params = append(f.params, param{Intern(strings.TrimSpace(name)), k, optional})
			if k >= kwOnly {
				f.simple = false
			}
		}
		f.NumParams = len(f.params)
		for _, p := range f.params {
			if p.kind <= posOrKw {
				f.NumPos++
				if !p.optional {
					f.NumFixed++
				}
			}
		}
		if f.simple && f.Raw == nil && f.Plain == nil && f.NumParams < 256 {
			f.direct.Store(directReady | uint32(f.NumParams-f.NumFixed)<<8 | uint32(f.NumFixed))
		}
	})
}

const directReady = 1 << 16

// CallAt calls f with the arguments at t.Stack[base:base+nargs], self first if it
// is a method. What is on the stack behind them must be free: optional arguments
// that are missing are cleared there, so nothing is copied.
func (f *Func) CallAt(t *Thread, base, nargs int) (Value, *Exception) {
	t.Allocates()
	d := f.direct.Load()
	fixed := int(uint8(d))
	n := fixed + int(uint8(d>>8))
	end := base + n
	if d == 0 || nargs < fixed || nargs > n || end > len(t.Stack) {
		if f.Plain != nil {
			return f.Plain(t, t.Stack[base:base+nargs:base+nargs])
		}
		return f.CallWith(t, t.Stack[base:base+nargs:base+nargs], nil)
	}
	args := t.Stack[base:end:end]
	if nargs == n {
		return f.Fn(t, args)
	}
	clear(args[nargs:])
	top := t.Top
	t.Top = max(top, end)
	v, err := f.Fn(t, args)
	t.Top = top
	return v, err
}

// splitSig splits a parameter list at its top-level commas.
func splitSig(sig string) []string {
	var parts []string
	depth, start := 0, 0
	quote := byte(0)
	for i := 0; i < len(sig); i++ {
		switch c := sig[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(sig[start:i]))
			start = i + 1
		}
	}
	if s := strings.TrimSpace(sig[start:]); s != "" {
		parts = append(parts, s)
	}
	return parts
}

// CallWith calls f with args, self first if it is a method, and keyword
// arguments at the end of args as CallFn says.
func (f *Func) CallWith(t *Thread, args []Value, kwnames []Value) (Value, *Exception) {
	if f.Raw != nil {
		return f.Raw(t, args, kwnames)
	}
	if f.Plain != nil && len(kwnames) == 0 {
		return f.Plain(t, args)
	}
	f.prepare()
	if len(kwnames) == 0 && len(args) == f.NumParams && f.simple {
		return f.Fn(t, args)
	}
	return f.bind(t, args, kwnames)
}

// bind distributes args over the parameters.
func (f *Func) bind(t *Thread, args []Value, kwnames []Value) (Value, *Exception) {
	npos := len(args) - len(kwnames)
	fresh := t.Reserve(f.NumParams)
	base := t.Top
	bound := t.Stack[base : base+f.NumParams : base+f.NumParams]
	t.Top += f.NumParams
	var v Value
	var err *Exception
	if f.simple && len(kwnames) == 0 && npos >= f.NumFixed && npos <= f.NumParams {
		copyValues(bound, args)
		clearValues(bound[npos:])
	} else {
		clearValues(bound)
		v, err = f.fill(t, bound, args, npos, kwnames)
	}
	if err == nil {
		v, err = f.Fn(t, bound)
	}
	clearValues(bound)
	t.Top = base
	if fresh {
		t.Release()
	}
	return v, err
}

func (f *Func) fill(t *Thread, bound, args []Value, npos int, kwnames []Value) (Value, *Exception) {
	self := 0
	if f.Type != nil {
		self = 1
	}
	star, kwstar := -1, -1
	for i, p := range f.params {
		switch p.kind {
		case varPos:
			star = i
		case varKw:
			kwstar = i
		}
	}
	if npos > f.NumPos {
		if star < 0 {
			return Value{}, f.countError(t, npos-self, len(kwnames))
		}
		bound[star] = NewTuple(args[f.NumPos:npos])
		copy(bound, args[:f.NumPos])
	} else {
		copy(bound, args[:npos])
		if star >= 0 {
			bound[star] = emptyTuple.Value()
		}
	}
	var extra *Dict
next:
	for k, nv := range kwnames {
		name, _ := AsStr(nv)
		v := args[npos+k]
		for i, p := range f.params {
			if (p.kind == posOrKw || p.kind == kwOnly) && (p.name == name || p.name.S == name.S) {
				if bound[i].O != nil {
					if i < npos {
						return Value{}, t.Errorf(TypeError, "argument for %s() given by name ('%s') and position (%d)", f.Name, name.S, i+1-self)
					}
					return Value{}, t.Errorf(TypeError, "%s() got multiple values for keyword argument '%s'", f.Name, name.S)
				}
				bound[i] = v
				continue next
			}
		}
		if kwstar < 0 {
			if !f.takesKeywords() {
				name := f.fullName()
				if f.class && npos > 0 {
					if typ, ok := AsType(args[0]); ok {
						name = typ.ShortName() + "." + f.Name
					}
				}
				return Value{}, t.Errorf(TypeError, "%s() takes no keyword arguments", name)
			}
			return Value{}, t.Errorf(TypeError, "'%s' is an invalid keyword argument for %s()", name.S, f.Name)
		}
		if extra == nil {
			extra = NewDict(t)
			bound[kwstar] = extra.Value()
		}
		extra.SetStr(t, name, v)
	}
	if only := f.posOnlyFixed(); npos < only && f.takesKeywords() {
		bound, plural := "exactly", "s"
		if only < f.NumPos {
			bound = "at least"
		}
		if only-self == 1 {
			plural = ""
		}
		return Value{}, t.Errorf(TypeError, "%s() takes %s %d positional argument%s (%d given)", f.Name, bound, only-self, plural, npos-self)
	}
	for i, p := range f.params {
		if bound[i].O == nil && !p.optional {
			if !f.takesKeywords() {
				return Value{}, f.countError(t, npos-self, len(kwnames))
			}
			if p.kind == kwOnly {
				return Value{}, t.Errorf(TypeError, "%s() missing required keyword-only argument: '%s'", f.Name, p.name.S)
			}
			return Value{}, t.Errorf(TypeError, "%s() missing required argument '%s' (pos %d)", f.Name, p.name.S, i+1-self)
		}
	}
	return Value{}, nil
}

// posOnlyFixed returns the number of parameters that must be given by position.
func (f *Func) posOnlyFixed() int {
	n := 0
	for n < len(f.params) && f.params[n].kind == posOnly && !f.params[n].optional {
		n++
	}
	return n
}

func (f *Func) takesKeywords() bool {
	for _, p := range f.params {
		if p.kind == posOrKw || p.kind == kwOnly || p.kind == varKw {
			return true
		}
	}
	return false
}

func (f *Func) fullName() string {
	if f.Type != nil {
		return f.Type.ShortName() + "." + f.Name
	}
	if f.module != "" {
		return f.module + "." + f.Name
	}
	return f.Name
}

// countError says that n positional arguments are too few or too many.
func (f *Func) countError(t *Thread, n, nkw int) *Exception {
	lo, hi := f.NumFixed, f.NumPos
	if f.Type != nil {
		lo, hi = lo-1, hi-1
	}
	plural := func(n int) string {
		if n == 1 {
			return ""
		}
		return "s"
	}
	if f.Slot && !f.takesKeywords() {
		return t.Errorf(TypeError, "expected %d argument%s, got %d", hi, plural(hi), n)
	}
	if f.takesKeywords() {
		total := len(f.params)
		if f.Type != nil {
			total--
		}
		bound := func(same bool) string {
			if same {
				return "exactly"
			}
			return "at most"
		}
		switch {
		case n+nkw > total:
			return t.Errorf(TypeError, "%s() takes %s %d argument%s (%d given)", f.Name, bound(lo == total), total, plural(total), n+nkw)
		case hi == 0:
			return t.Errorf(TypeError, "%s() takes no positional arguments", f.Name)
		}
		return t.Errorf(TypeError, "%s() takes %s %d positional argument%s (%d given)", f.Name, bound(lo == hi), hi, plural(hi), n)
	}
	if f.counted {
		bound, want := "at least", lo
		switch {
		case lo == hi:
			bound = "exactly"
		case n > hi:
			bound, want = "at most", hi
		}
		return t.Errorf(TypeError, "%s() takes %s %d argument%s (%d given)", f.Name, bound, want, plural(want), n)
	}
	switch {
	case hi == 0:
		return t.Errorf(TypeError, "%s() takes no arguments (%d given)", f.fullName(), n)
	case hi == 1 && lo == 1:
		return t.Errorf(TypeError, "%s() takes exactly one argument (%d given)", f.fullName(), n)
	case lo == hi:
		return t.Errorf(TypeError, "%s expected %d argument%s, got %d", f.Name, hi, plural(hi), n)
	case n < lo:
		return t.Errorf(TypeError, "%s expected at least %d argument%s, got %d", f.Name, lo, plural(lo), n)
	}
	return t.Errorf(TypeError, "%s expected at most %d argument%s, got %d", f.Name, hi, plural(hi), n)
}

func callBuiltin(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
	b := (*Builtin)(unsafe.Pointer(f.O))
	switch b.Typ {
	case MethodDescrType, WrapperType:
		if len(args)-len(kwnames) < 1 {
			if b.Typ == WrapperType {
				return Value{}, t.Errorf(TypeError, "descriptor '%s' of '%s' object needs an argument", b.Name, b.Type.ErrorName())
			}
			return Value{}, t.Errorf(TypeError, "unbound method %s.%s() needs an argument", b.Type.ShortName(), b.Name)
		}
		if !IsInstance(args[0], b.Type) {
			if b.Typ == WrapperType {
				return Value{}, t.Errorf(TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", b.Name, b.Type.ErrorName(), args[0].TypeName())
			}
			return Value{}, t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", b.Name, b.Type.ErrorName(), args[0].TypeName())
		}
	case ClassMethodDescrType:
		if len(args)-len(kwnames) < 1 {
			return Value{}, t.Errorf(TypeError, "descriptor '%s' of '%s' object needs an argument", b.Name, b.Type.ErrorName())
		}
	}
	if b.Self.O == nil || b.unbound {
		return b.CallWith(t, args, kwnames)
	}
	return t.withSelf(b.Self, args, func(all []Value) (Value, *Exception) { return b.CallWith(t, all, kwnames) })
}

// withSelf calls fn with self put before args.
func (t *Thread) withSelf(self Value, args []Value, fn func([]Value) (Value, *Exception)) (Value, *Exception) {
	n := len(args) + 1
	fresh := t.Reserve(n)
	base := t.Top
	all := t.Stack[base : base+n : base+n]
	t.Top += n
	all[0] = self
	copy(all[1:], args)
	v, err := fn(all)
	clear(all)
	t.Top = base
	if fresh {
		t.Release()
	}
	return v, err
}

func init() {
	for _, typ := range []*Type{BuiltinType, MethodDescrType, ClassMethodDescrType, WrapperType, MethodWrapperType} {
		typ.Slots.Call = callBuiltin
	}
	get := func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		b := (*Builtin)(unsafe.Pointer(d.O))
		if obj.O == nil {
			return d, nil
		}
		if !IsInstance(obj, b.Type) {
			return Value{}, t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", b.Name, b.Type.ErrorName(), obj.TypeName())
		}
		return b.Bind(obj), nil
	}
	MethodDescrType.Slots.Get = get
	WrapperType.Slots.Get = get
	ClassMethodDescrType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		if typ == nil {
			typ = obj.O.Typ
		}
		return (*Builtin)(unsafe.Pointer(d.O)).Bind(typ.Value()), nil
	}
	eq := func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		x, ok1 := AsBuiltin(a)
		y, ok2 := AsBuiltin(b)
		if !ok1 || !ok2 || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		return Bool((x.Func == y.Func && x.Self == y.Self) == (op == CmpEq)), nil
	}
	hash := func(t *Thread, v Value) (int64, *Exception) {
		b := (*Builtin)(unsafe.Pointer(v.O))
		return HashPointer(unsafe.Pointer(b.Func)) ^ int64(b.Self.ID()>>4), nil
	}
	name := GetSet{Name: "__name__", Get: func(t *Thread, self Value) (Value, *Exception) {
		return NewStr((*Builtin)(unsafe.Pointer(self.O)).Name), nil
	}}
	qualname := GetSet{Name: "__qualname__", Get: func(t *Thread, self Value) (Value, *Exception) {
		b := (*Builtin)(unsafe.Pointer(self.O))
		if b.Self.O != nil && b.Type != nil {
			return NewStr(b.Type.ShortName() + "." + b.Name), nil
		}
		if b.Type != nil {
			return NewStr(b.fullName()), nil
		}
		return NewStr(b.Name), nil
	}}
	doc := GetSet{Name: "__doc__", Get: func(t *Thread, self Value) (Value, *Exception) {
		b := (*Builtin)(unsafe.Pointer(self.O))
		return docOf(b.Doc, b.module, b.Type, b.Name), nil
	}}
	text := GetSet{Name: "__text_signature__", Get: func(t *Thread, self Value) (Value, *Exception) {
		return NewStr((*Builtin)(unsafe.Pointer(self.O)).textSignature()), nil
	}}
	objclass := GetSet{Name: "__objclass__", Get: func(t *Thread, self Value) (Value, *Exception) {
		return (*Builtin)(unsafe.Pointer(self.O)).Type.Value(), nil
	}}
	self := GetSet{Name: "__self__", Get: func(t *Thread, self Value) (Value, *Exception) {
		b := (*Builtin)(unsafe.Pointer(self.O))
		if b.Self.O != nil {
			return b.Self, nil
		}
		if name := b.Module; name.O != nil && t.Interp.Modules != nil { // the module that the function is of
			m, err := t.Interp.Modules.Get(t, name)
			return orNone(m), err
		}
		return None, nil
	}}
	module := GetSet{Name: "__module__", Get: func(t *Thread, self Value) (Value, *Exception) {
		if m := (*Builtin)(unsafe.Pointer(self.O)).Module; m.O != nil {
			return m, nil
		}
		return None, nil
	}}
	repr := func(format func(b *Builtin) string) func(t *Thread, v Value) (Value, *Exception) {
		return func(t *Thread, v Value) (Value, *Exception) {
			return NewStr(format((*Builtin)(unsafe.Pointer(v.O)))), nil
		}
	}
	// They are pickled by name: as an attribute of what they belong to, or as a
	// global of their module.
	reduce := func(owner func(b *Builtin) Value) Def {
		return Def{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := (*Builtin)(unsafe.Pointer(a[0].O))
			v := owner(b)
			if v.O == nil {
				return NewStr(b.Name), nil
			}
			getattr, err := BuiltinNamed(t, Intern("getattr"))
			return NewPair(getattr, NewPair(v, NewStr(b.Name))), err
		}}
	}
	for _, typ := range []*Type{BuiltinType, MethodWrapperType} {
		typ.Methods = []Def{reduce(func(b *Builtin) Value { return b.Self })}
		typ.Slots.Compare, typ.Slots.Hash = eq, hash
		typ.Getsets = []GetSet{name, qualname, doc, text, self, module}
	}
	for _, typ := range []*Type{MethodDescrType, ClassMethodDescrType, WrapperType} {
		if typ != ClassMethodDescrType {
			typ.Methods = []Def{reduce(func(b *Builtin) Value { return b.Type.Value() })}
		}
		typ.Getsets = []GetSet{name, qualname, doc, text, objclass}
	}
	MethodWrapperType.Getsets = append(MethodWrapperType.Getsets, objclass)
	BuiltinType.Slots.Repr = repr(func(b *Builtin) string {
		if b.Self.O == nil {
			return fmt.Sprintf("<built-in function %s>", b.Name)
		}
		return fmt.Sprintf("<built-in method %s of %s object at %#x>", b.Name, b.Self.TypeName(), b.Self.ID())
	})
	MethodWrapperType.Slots.Repr = repr(func(b *Builtin) string {
		return fmt.Sprintf("<method-wrapper '%s' of %s object at %#x>", b.Name, b.Self.TypeName(), b.Self.ID())
	})
	MethodDescrType.Slots.Repr = repr(func(b *Builtin) string {
		return fmt.Sprintf("<method '%s' of '%s' objects>", b.Name, b.Type.ErrorName())
	})
	ClassMethodDescrType.Slots.Repr = MethodDescrType.Slots.Repr
	WrapperType.Slots.Repr = repr(func(b *Builtin) string {
		return fmt.Sprintf("<slot wrapper '%s' of '%s' objects>", b.Name, b.Type.ErrorName())
	})
}

// textSignature returns the signature in the form that module inspect reads:
// with $ before the parameter that a bound function has no more.
func (b *Builtin) textSignature() string {
	first := ""
	switch {
	case b.class:
		first = "$type"
	case b.Type != nil:
		first = "$self"
	case b.Module.O != nil:
		first = "$module"
	}
	parts := splitSig(b.Sig)
	if first != "" {
		// The first parameter is positional only, and so is all before the slash.
		slash := slices.Index(parts, "/")
		parts = append([]string{first}, parts...)
		if slash < 0 {
			parts = slices.Insert(parts, 1, "/")
		}
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
