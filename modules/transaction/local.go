package transaction

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// local is transaction.local: attributes of which each worker has its own. The
// constructor's arguments are kept, as __init__ runs again in each worker.
type local struct {
	object.Object
	args, kwnames []object.Value
}

var localType = &object.Type{Name: "local", Module: "transaction", Flags: object.FlagWeakRef, Doc: "Attributes that each worker has for itself, accessed without conflicts."}

// dict returns the attributes of t, after __init__ has run for it.
//
// The dict is made outside the transaction, and what is written to it is undone
// with the attempt. So whether __init__ has run must be part of it too: of a
// class with an __init__ it holds nothing but the dict of the attributes, which
// is there if __init__ has begun.
func (l *local) dict(t *object.Thread) (*object.Dict, *object.Exception) {
	d, _ := t.LocalDict(&l.Object)
	if !l.Typ.InitOverridden() {
		return d, nil
	}
	space := d.GetStr(t, spaceKey)
	if space.O != nil {
		attrs, _ := object.AsDict(space)
		return attrs, nil
	}
	attrs := object.NewDict(t)
	d.SetStr(t, spaceKey, attrs.Value())
	if err := l.Typ.Slots.Init(t, object.Value{O: &l.Object}, l.args, l.kwnames); err != nil {
		if _, err := d.Delete(t, spaceKey.Value()); err != nil {
			return nil, err
		}
		return nil, err
	}
	return attrs, nil
}

// spaceKey is where the dict that belongs to a local with an __init__ keeps the
// attributes.
var spaceKey = object.Intern("attributes")

func init() {
	of := func(v object.Value) *local { return (*local)(unsafe.Pointer(v.O)) }
	object.SetLayout[local](localType)
	localType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		if len(args) > 0 && !typ.InitOverridden() {
			return object.Value{}, t.Errorf(object.TypeError, "Initialization arguments are not supported")
		}
		o := typ.Alloc(t, typ)
		l := (*local)(unsafe.Pointer(o))
		l.args, l.kwnames = append([]object.Value(nil), args...), append([]object.Value(nil), kwnames...)
		if typ.InitOverridden() { // the class is being called: __init__ follows
			d, _ := t.LocalDict(o)
			d.SetStr(t, spaceKey, object.NewDict(t).Value())
		}
		return object.Value{O: o}, nil
	}
	localType.Slots.GetAttr = func(t *object.Thread, v object.Value, name *object.Str) (object.Value, *object.Exception) {
		d, err := of(v).dict(t)
		if err != nil {
			return object.Value{}, err
		}
		if name.S == "__dict__" {
			return d.Value(), nil
		}
		if c := v.O.Typ.Lookup(name); c.O == nil || c.O.Typ.Slots.Set == nil {
			if x := d.GetStr(t, name); x.O != nil {
				return x, nil
			}
		}
		return object.GenericGetAttr(t, v, name)
	}
	localType.Slots.SetAttr = func(t *object.Thread, v object.Value, name *object.Str, x object.Value) *object.Exception {
		d, err := of(v).dict(t)
		if err != nil {
			return err
		}
		if c := v.O.Typ.Lookup(name); c.O != nil && c.O.Typ.Slots.Set != nil {
			return c.O.Typ.Slots.Set(t, c, v, x)
		}
		if x.O != nil {
			d.SetStr(t, name, x)
			return nil
		}
		old, err := d.Delete(t, name.Value())
		if err == nil && old.O == nil {
			return object.NewAttributeError(t, v, name, "'"+v.O.Typ.ShortName()+"' object has no attribute '"+name.S+"'")
		}
		return err
	}
}
