package weakref

import (
	"fmt"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// hashCache remembers the hash of a referent beyond its death.
type hashCache struct {
	h  atomic.Int64
	ok atomic.Bool
}

// RefType is weakref.ref.
var RefType = &object.Type{Name: "weakref.ReferenceType"}

func refOf(v object.Value) *Ref { return (*Ref)(unsafe.Pointer(v.O)) }

// Referent returns the object, null once it is dead.
func (r *Ref) Referent() object.Value { return object.Value{O: r.target.Value()} }

// New makes a weak reference to v; callback may be null or None.
func New(t *object.Thread, v, callback object.Value) (object.Value, *object.Exception) {
	return newRef(t, RefType, v, callback)
}

func newRef(t *object.Thread, typ *object.Type, v, callback object.Value) (object.Value, *object.Exception) {
	if v.O.Typ.Flags&object.FlagWeakRef == 0 {
		return object.Value{}, t.Errorf(object.TypeError, "cannot create weak reference to '%s' object", v.TypeName())
	}
	return object.Value{O: &register(t, typ, v, callback).Object}, nil
}

func init() {
	// Of package object's own types these can be referenced weakly.
	for _, typ := range []*object.Type{
		object.TypeType, object.FunctionType, object.BuiltinType, object.CodeType, object.GeneratorType,
		object.MemoryViewType, object.GenericAliasType,
	} {
		typ.Flags |= object.FlagWeakRef
	}

	object.SetLayout[Ref](RefType)
	s := &RefType.Slots
	s.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		args = args[:len(args)-len(kwnames)]
		switch n := len(args); {
		case n < 1:
			return object.Value{}, t.Errorf(object.TypeError, "__new__ expected at least 1 argument, got 0")
		case n > 2:
			return object.Value{}, t.Errorf(object.TypeError, "__new__ expected at most 2 arguments, got %d", n)
		case n == 2:
			return newRef(t, typ, args[0], args[1])
		}
		return newRef(t, typ, args[0], object.Value{})
	}
	s.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception {
		if len(kwnames) > 0 {
			return t.Errorf(object.TypeError, "ref() takes no keyword arguments")
		}
		return nil
	}
	s.Call = func(t *object.Thread, f object.Value, args, kwnames []object.Value) (object.Value, *object.Exception) {
		if len(kwnames) > 0 {
			return object.Value{}, t.Errorf(object.TypeError, "weakref() takes no keyword arguments")
		}
		if len(args) > 0 {
			return object.Value{}, t.Errorf(object.TypeError, "weakref expected 0 arguments, got %d", len(args))
		}
		if v := refOf(f).Referent(); v.O != nil {
			return v, nil
		}
		return object.None, nil
	}
	s.Hash = func(t *object.Thread, v object.Value) (int64, *object.Exception) {
		r := refOf(v)
		if r.hash.ok.Load() {
			return r.hash.h.Load(), nil
		}
		x := r.Referent()
		if x.O == nil {
			return 0, t.Errorf(object.TypeError, "weak object has gone away")
		}
		h, err := object.Hash(t, x)
		if err == nil {
			r.hash.h.Store(h)
			r.hash.ok.Store(true)
		}
		return h, err
	}
	s.Compare = func(t *object.Thread, a, b object.Value, op object.CmpOp) (object.Value, *object.Exception) {
		if op != object.CmpEq && op != object.CmpNe || !object.IsInstance(a, RefType) || !object.IsInstance(b, RefType) {
			return object.NotImplemented, nil
		}
		x, y := refOf(a).Referent(), refOf(b).Referent()
		if x.O == nil || y.O == nil {
			return object.Bool((a == b) == (op == object.CmpEq)), nil
		}
		return object.Compare(t, x, y, op)
	}
	s.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		x := refOf(v).Referent()
		if x.O == nil {
			return object.NewStr(fmt.Sprintf("<weakref at %#x; dead>", v.ID())), nil
		}
		text := fmt.Sprintf("<weakref at %#x; to '%s' at %#x", v.ID(), x.TypeName(), x.ID())
		name, err := object.LookupAttr(t, x, object.Intern("__name__"))
		if err != nil {
			return object.Value{}, err
		}
		if name.O != nil {
			if n, ok := object.AsStr(name); ok {
				text += " (" + n.S + ")"
			}
		}
		return object.NewStr(text + ">"), nil
	}
	RefType.Getsets = []object.GetSet{{Name: "__callback__", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		r := refOf(v)
		if r.callback.O == nil || r.Referent().O == nil {
			return object.None, nil
		}
		return r.callback, nil
	}}}
	RefType.Methods = []object.Def{object.ClassGetItem()}
	object.RegisterModule("_weakref", create)
}

func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "_weakref", "References that keep nothing alive.")
	ref := RefType.Ready().Value()
	m.Set(t, "ref", ref)
	m.Set(t, "ReferenceType", ref)
	m.Set(t, "ProxyType", ProxyType.Ready().Value())
	m.Set(t, "CallableProxyType", CallableProxyType.Ready().Value())
	m.AddFuncs(t, []object.Def{
		{Name: "getweakrefcount", Sig: "object, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if a[0].O.Typ.Flags&object.FlagWeakRef == 0 {
				return object.Int(0), nil
			}
			return object.Int(int64(len(refsTo(a[0].O)))), nil
		}, Doc: "How many weak references to the object there are."},
		{Name: "getweakrefs", Sig: "object, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			var refs []object.Value
			if a[0].O.Typ.Flags&object.FlagWeakRef != 0 {
				for _, r := range refsTo(a[0].O) {
					refs = append(refs, object.Value{O: &r.Object})
				}
			}
			return object.NewList(t, refs).Value(), nil
		}, Doc: "Return a list of the weak references to the object."},
		{Name: "proxy", Sig: "object, callback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			typ := ProxyType
			if a[0].O.Typ.Slots.Call != nil {
				typ = CallableProxyType
			}
			callback := a[1]
			if callback.O == nil {
				callback = object.None
			}
			return newRef(t, typ, a[0], callback)
		}, Doc: "Return a proxy of the object: it is used like the object itself, as long as that lives."},
		{Name: "_remove_dead_weakref", Sig: "dct, key, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			d, ok := object.AsDict(a[0])
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "_remove_dead_weakref() argument 1 must be dict, not %s", object.ArgTypeName(a[0]))
			}
			v, err := d.Get(t, a[1])
			if err != nil || v.O == nil {
				return object.None, err
			}
			if !object.IsInstance(v, RefType) {
				return object.Value{}, t.Errorf(object.TypeError, "not a weakref")
			}
			if refOf(v).Referent().O == nil {
				_, err = d.Delete(t, a[1])
			}
			return object.None, err
		}, Doc: "Remove the entry of the dictionary if its value is a dead weak reference."},
	})
	return m, nil
}
