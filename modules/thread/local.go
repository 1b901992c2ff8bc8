package thread

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// local is a threading.local object: each thread has attributes of its own. The
// constructor's arguments are kept, as __init__ runs again in each thread.
type local struct {
	object.Object
	args, kwnames []object.Value
}

var localType = &object.Type{Name: "_local", Module: "_thread", Flags: object.FlagWeakRef}

// dict returns the calling thread's attributes, after __init__ has run for it.
func (l *local) dict(t *object.Thread) (*object.Dict, *object.Exception) {
	d, fresh := t.LocalDict(&l.Object)
	if fresh && l.Typ.InitOverridden() {
		if err := l.Typ.Slots.Init(t, object.Value{O: &l.Object}, l.args, l.kwnames); err != nil {
			delete(t.Local, &l.Object)
			return nil, err
		}
	}
	return d, nil
}

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
		t.LocalDict(o) // type.__call__ runs __init__ for this thread
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
		if name.S == "__dict__" {
			return t.Errorf(object.AttributeError, "'%s' object attribute '__dict__' is read-only", v.TypeName())
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
			return object.NewAttributeError(t, v, name, "'"+v.TypeName()+"' object has no attribute '"+name.S+"'")
		}
		return err
	}
}
