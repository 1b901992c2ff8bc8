// Package contextvars is the built-in module _contextvars.
//
// A context is an object whose state is a box that points to a persistent map
// (see trie), so copying one takes the time of making an object, and a
// transaction that sets variables is undone like any other. Which context is
// current belongs to the thread; Thread.Rewind restores it when an attempt is
// given up inside Context.run.
package contextvars

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// contextState is the state of a Context.
type contextState struct {
	vars    *trie
	entered bool // it is some thread's current context, or waits to be again
}

var (
	contextType = &object.Type{Name: "Context", Module: "_contextvars", Flags: object.FlagNoBase | object.FlagWeakRef | object.FlagMapping}
	contextKind = object.NewKind[contextState]("Context", nil)
)

func contextOf(v value) *object.Boxed[contextState] { return object.BoxedOf[contextState](v) }

// current returns the thread's current context. The first one is made as if no
// transaction ran, so that what an attempt sets in it is undone with the attempt
// although the thread keeps the object.
func current(t *thread) *object.Boxed[contextState] {
	if t.Context.O == nil {
		t.Context = object.NewBoxed(nil, contextType, contextState{entered: true}).Value()
	}
	return contextOf(t.Context)
}

func copyContext(t *thread, vars *trie) value {
	return object.NewBoxed(t, contextType, contextState{vars: vars}).Value()
}

// run calls a function in a context.
func run(t *thread, args, kwnames []value) (value, *exc) {
	if len(args)-len(kwnames) < 2 {
		return value{}, t.Errorf(object.TypeError, "run() missing 1 required positional argument")
	}
	c := contextOf(args[0])
	if c.Read(t).entered {
		r, err := object.Repr(t, args[0])
		if err != nil {
			return value{}, err
		}
		return value{}, t.Errorf(object.RuntimeError, "cannot enter context: %s is already entered", r.S)
	}
	c.Write(t, contextKind).entered = true
	outer := t.Context
	t.Context = args[0]
	v, err := object.CallKw(t, args[1], args[2:], kwnames)
	t.Context = outer
	c.Write(t, contextKind).entered = false
	return v, err
}

// key returns an argument that must be a variable.
func key(t *thread, v value) (*variable, *exc) {
	if v.O.Typ != variableType {
		r, err := object.Repr(t, v)
		if err != nil {
			return nil, err
		}
		return nil, t.Errorf(object.TypeError, "a ContextVar key was expected, got %s", r.S)
	}
	return variableOf(v), nil
}

// items lists what f makes of each variable and its value.
func items(t *thread, v value, f func(k *variable, x value) value) []value {
	m := contextOf(v).Read(t).vars
	list := make([]value, 0, m.len())
	m.each(func(k *variable, x value) bool {
		list = append(list, f(k, x))
		return true
	})
	return list
}

func keyOf(k *variable, x value) value  { return k.value() }
func itemOf(k *variable, x value) value { return x }
func pairOf(k *variable, x value) value { return object.NewPair(k.value(), x) }

// iterator returns a method that iterates over what f makes of the entries.
func iterator(f func(k *variable, x value) value) func(t *thread, v value) (value, *exc) {
	return func(t *thread, v value) (value, *exc) { return object.Iter(t, object.TupleOf(items(t, v, f))) }
}

func contextEqual(t *thread, a, b value, op object.CmpOp) (value, *exc) {
	if a.O.Typ != contextType || b.O.Typ != contextType || op != object.CmpEq && op != object.CmpNe {
		return object.NotImplemented, nil
	}
	x, y := contextOf(a).Read(t).vars, contextOf(b).Read(t).vars
	same := x == y
	if !same && x.len() == y.len() {
		var err *exc
		same = x.each(func(k *variable, v value) bool {
			w := y.get(k)
			if w.O == nil {
				return false
			}
			var eq bool
			eq, err = object.EqualBool(t, v, w)
			return err == nil && eq
		})
		if err != nil {
			return value{}, err
		}
	}
	return object.Bool(same == (op == object.CmpEq)), nil
}

func init() {
	s := &contextType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if len(args) > 0 {
			return value{}, t.Errorf(object.TypeError, "Context() does not accept any arguments")
		}
		return copyContext(t, nil), nil
	}
	s.Compare = contextEqual
	s.Len = func(t *thread, v value) (int, *exc) { return contextOf(v).Read(t).vars.len(), nil }
	s.Contains = func(t *thread, v, x value) (bool, *exc) {
		k, err := key(t, x)
		return err == nil && contextOf(v).Read(t).vars.get(k).O != nil, err
	}
	s.GetItem = func(t *thread, v, x value) (value, *exc) {
		k, err := key(t, x)
		if err != nil {
			return value{}, err
		}
		if r := contextOf(v).Read(t).vars.get(k); r.O != nil {
			return r, nil
		}
		return value{}, object.NewException(t, object.KeyError, x)
	}
	s.Iter = iterator(keyOf)
	list := func(name, doc string, f func(k *variable, x value) value) object.Def {
		iter := iterator(f)
		return object.Def{Name: name, Doc: doc, Fn: func(t *thread, a []value) (value, *exc) { return iter(t, a[0]) }}
	}
	contextType.Methods = []object.Def{
		{Name: "run", Sig: "callable, *args, **kwargs", Raw: run, Doc: "Call the callable while this is the current context."},
		{Name: "get", Sig: "key, default=None, /", Fn: func(t *thread, a []value) (value, *exc) {
			k, err := key(t, a[1])
			if err != nil {
				return value{}, err
			}
			if x := contextOf(a[0]).Read(t).vars.get(k); x.O != nil {
				return x, nil
			}
			if a[2].O != nil {
				return a[2], nil
			}
			return object.None, nil
		}, Doc: "Return the value of a variable in this context, or the default."},
		{Name: "copy", Fn: func(t *thread, a []value) (value, *exc) {
			return copyContext(t, contextOf(a[0]).Read(t).vars), nil
		}, Doc: "Return a copy of the context."},
		list("keys", "Return the variables of the context.", keyOf),
		list("values", "Return the values of the context's variables.", itemOf),
		list("items", "Return the variables of the context with their values.", pairOf),
	}
	contextType.Consts = map[string]value{"__hash__": object.None}

	object.RegisterModule("_contextvars", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_contextvars", "Variables whose values belong to a context.")
		missingType.Ready()
		m.AddType(t, contextType)
		m.AddType(t, variableType)
		m.AddType(t, tokenType)
		m.AddFuncs(t, []object.Def{{Name: "copy_context", Fn: func(t *thread, a []value) (value, *exc) {
			return copyContext(t, current(t).Read(t).vars), nil
		}, Doc: "Return a copy of the current context."}})
		return m, nil
	})
}
