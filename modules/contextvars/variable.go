package contextvars

import (
	"fmt"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// variable is a ContextVar. It never changes: its values are in contexts.
type variable struct {
	object.Object
	number uint64 // unique among all variables
	name   *object.Str
	def    value // default, or null
}

// lastNumber is the number of the newest variable. An attempt of a transaction
// that is given up leaves a gap.
var lastNumber atomic.Uint64

// token is what ContextVar.set returns: the way back.
type tokenState struct {
	context *object.Boxed[contextState]
	v       *variable
	old     value // null if the variable had no value
	used    bool
}

var (
	variableType = &object.Type{Name: "ContextVar", Module: "_contextvars", Flags: object.FlagNoBase | object.FlagWeakRef}
	tokenType    = &object.Type{Name: "Token", Module: "_contextvars", Flags: object.FlagNoBase}
	missingType  = &object.Type{Name: "Token.MISSING", Module: "_contextvars", Flags: object.FlagNoBase | object.FlagNoNew}

	tokenKind = object.NewKind[tokenState]("Token", nil)

	missing = &object.Object{Typ: missingType}
)

func variableOf(v value) *variable { return (*variable)(unsafe.Pointer(v.O)) }

func (v *variable) value() value { return value{O: &v.Object} }

// repr is the repr of a variable. It shows the repr of the default.
func (v *variable) repr(t *thread) (string, *exc) {
	def := ""
	if v.def.O != nil {
		r, err := object.Repr(t, v.def)
		if err != nil {
			return "", err
		}
		def = " default=" + r.S
	}
	name, err := object.Repr(t, v.name.Value())
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("<ContextVar name=%s%s at %#x>", name.S, def, v.value().ID()), nil
}

func variableNew(t *thread, a []value) (value, *exc) {
	name, ok := object.AsStr(a[1])
	if !ok {
		return value{}, t.Errorf(object.TypeError, "context variable name must be a str")
	}
	v := &variable{Object: object.Object{Typ: variableType}, number: lastNumber.Add(1), name: name, def: a[2]}
	return v.value(), nil
}

func variableGet(t *thread, a []value) (value, *exc) {
	v := variableOf(a[0])
	if t.Context.O != nil {
		if x := contextOf(t.Context).Read(t).vars.get(v); x.O != nil {
			return x, nil
		}
	}
	switch {
	case a[1].O != nil:
		return a[1], nil
	case v.def.O != nil:
		return v.def, nil
	}
	return value{}, object.NewException(t, object.LookupError, a[0])
}

func variableSet(t *thread, a []value) (value, *exc) {
	c, v := current(t), variableOf(a[0])
	st := c.Write(t, contextKind)
	tok := object.NewBoxed(t, tokenType, tokenState{context: c, v: v, old: st.vars.get(v)})
	st.vars = st.vars.with(v, a[1])
	return tok.Value(), nil
}

func variableReset(t *thread, a []value) (value, *exc) {
	v := variableOf(a[0])
	if a[1].O.Typ != tokenType {
		r, err := object.Repr(t, a[1])
		if err != nil {
			return value{}, err
		}
		return value{}, t.Errorf(object.TypeError, "expected an instance of Token, got %s", r.S)
	}
	tok := object.BoxedOf[tokenState](a[1])
	st := tok.Read(t)
	fail := func(typ *object.Type, what string) (value, *exc) {
		r, err := object.Repr(t, a[1])
		if err != nil {
			return value{}, err
		}
		return value{}, t.Errorf(typ, "%s %s", r.S, what)
	}
	switch {
	case st.used:
		return fail(object.RuntimeError, "has already been used once")
	case st.v != v:
		return fail(object.ValueError, "was created by a different ContextVar")
	case st.context != current(t):
		return fail(object.ValueError, "was created in a different Context")
	}
	st = tok.Write(t, tokenKind)
	st.used = true
	c := st.context.Write(t, contextKind)
	if st.old.O == nil {
		c.vars = c.vars.without(v)
	} else {
		c.vars = c.vars.with(v, st.old)
	}
	return object.None, nil
}

func init() {
	newVariable := &object.Func{Name: "ContextVar", Sig: "name, *, default=None", Fn: variableNew, Type: variableType}
	variableType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if len(args) == 0 {
			return value{}, t.Errorf(object.TypeError, "ContextVar() takes exactly 1 positional argument (0 given)")
		}
		return newVariable.CallWith(t, append([]value{typ.Value()}, args...), kwnames)
	}
	variableType.Slots.Repr = func(t *thread, v value) (value, *exc) {
		s, err := variableOf(v).repr(t)
		if err != nil {
			return value{}, err
		}
		return object.NewStr(s), nil
	}
	variableType.Methods = []object.Def{
		{Name: "get", Sig: "default=None, /", Fn: variableGet, Doc: "Return the variable's value in the current context; without one the argument, the\nvariable's own default, or LookupError, in this order."},
		{Name: "set", Sig: "value, /", Fn: variableSet, Doc: "Give the variable a value in the current context. The token that is returned lets reset()\nrestore the previous one."},
		{Name: "reset", Sig: "token, /", Fn: variableReset, Doc: "Restore what the variable was before the set() that returned the token."},
		object.ClassGetItem(),
	}
	variableType.Getsets = []object.GetSet{{Name: "name", Member: true, Get: func(t *thread, v value) (value, *exc) {
		return variableOf(v).name.Value(), nil
	}}}

	tokenType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return value{}, t.Errorf(object.RuntimeError, "Tokens can only be created by ContextVars")
	}
	tokenType.Slots.Repr = func(t *thread, v value) (value, *exc) {
		st := object.BoxedOf[tokenState](v).Read(t)
		used := ""
		if st.used {
			used = " used"
		}
		r, err := st.v.repr(t)
		if err != nil {
			return value{}, err
		}
		return object.NewStr(fmt.Sprintf("<Token%s var=%s at %#x>", used, r, v.ID())), nil
	}
	tokenType.Methods = []object.Def{object.ClassGetItem()}
	tokenType.Getsets = []object.GetSet{
		{Name: "var", Get: func(t *thread, v value) (value, *exc) {
			return object.BoxedOf[tokenState](v).Read(t).v.value(), nil
		}},
		{Name: "old_value", Get: func(t *thread, v value) (value, *exc) {
			if old := object.BoxedOf[tokenState](v).Read(t).old; old.O != nil {
				return old, nil
			}
			return missing.Value(), nil
		}},
	}
	tokenType.Consts = map[string]value{"MISSING": missing.Value(), "__hash__": object.None}

	missingType.Slots.Repr = func(t *thread, v value) (value, *exc) { return object.NewStr("<Token.MISSING>"), nil }
}

// Variable is a context variable of a built-in module.
type Variable struct{ v *variable }

// NewVariable makes a variable without a default.
func NewVariable(name string) Variable {
	return Variable{&variable{Object: object.Object{Typ: variableType}, number: lastNumber.Add(1), name: object.Intern(name)}}
}

// Get returns the variable's value in the current context, null if it has none.
func (x Variable) Get(t *thread) value {
	if t.Context.O == nil {
		return value{}
	}
	return contextOf(t.Context).Read(t).vars.get(x.v)
}

// Set gives the variable a value in the current context.
func (x Variable) Set(t *thread, val value) {
	st := current(t).Write(t, contextKind)
	st.vars = st.vars.with(x.v, val)
}
