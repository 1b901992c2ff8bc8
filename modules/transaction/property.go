package transaction

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// property is transaction.threadlocalproperty: a class attribute of which each
// worker has its own value in each instance.
//
// The values are in a dict of the thread, as pairs (instance, value) by the
// address of the instance. The pair keeps the instance alive, so that its
// address cannot come to mean another one.
type property struct {
	object.Object
	factory object.Value // null: none
	name    *object.Str  // null until __set_name__, which runs while the class is made
}

var propertyType = &object.Type{Name: "threadlocalproperty", Module: "transaction", Doc: "A class attribute of which each worker has its own value in each instance."}

func propertyOf(v object.Value) *property { return (*property)(unsafe.Pointer(v.O)) }

func instanceKey(obj object.Value) object.Value {
	return object.Int(int64(uintptr(unsafe.Pointer(obj.O))))
}

// load returns obj's value in t, null if there is none.
func (p *property) load(t *object.Thread, obj object.Value) (object.Value, *object.Exception) {
	d, _ := t.LocalDict(&p.Object)
	pair, err := d.Get(t, instanceKey(obj))
	if err != nil || pair.O == nil {
		return object.Value{}, err
	}
	tup, _ := object.AsTuple(pair)
	return tup.Items[1], nil
}

func (p *property) store(t *object.Thread, obj, v object.Value) *object.Exception {
	d, _ := t.LocalDict(&p.Object)
	return d.Set(t, instanceKey(obj), object.NewPair(obj, v))
}

func (p *property) missing(t *object.Thread, obj object.Value) *object.Exception {
	name := p.name
	if name == nil {
		name = object.Intern("threadlocalproperty")
	}
	return object.NewAttributeError(t, obj, name, "'"+obj.O.Typ.ShortName()+"' object has no attribute '"+name.S+"'")
}

func init() {
	object.SetLayout[property](propertyType)
	s := &propertyType.Slots
	s.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		if len(args) > 1 {
			return object.Value{}, t.Errorf(object.TypeError, "threadlocalproperty expected at most 1 argument, got %d", len(args))
		}
		if len(kwnames) == 1 {
			if name, _ := object.AsStr(kwnames[0]); name.S != "default_factory" {
				return object.Value{}, t.Errorf(object.TypeError, "threadlocalproperty() got an unexpected keyword argument '%s'", name.S)
			}
		}
		o := typ.Alloc(t, typ)
		if len(args) == 1 && !args[0].IsNone() {
			(*property)(unsafe.Pointer(o)).factory = args[0]
		}
		return object.Value{O: o}, nil
	}
	s.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception { return nil }
	s.Get = func(t *object.Thread, d, obj object.Value, typ *object.Type) (object.Value, *object.Exception) {
		if obj.O == nil {
			return d, nil
		}
		p := propertyOf(d)
		v, err := p.load(t, obj)
		if err != nil || v.O != nil {
			return v, err
		}
		if p.factory.O == nil {
			return object.Value{}, p.missing(t, obj)
		}
		if v, err = object.CallKw(t, p.factory, nil, nil); err != nil {
			return v, err
		}
		return v, p.store(t, obj, v)
	}
	s.Set = func(t *object.Thread, d, obj, x object.Value) *object.Exception {
		p := propertyOf(d)
		if x.O != nil {
			return p.store(t, obj, x)
		}
		local, _ := t.LocalDict(&p.Object)
		old, err := local.Delete(t, instanceKey(obj))
		if err == nil && old.O == nil {
			err = p.missing(t, obj)
		}
		return err
	}
	propertyType.Methods = []object.Def{{Name: "__set_name__", Sig: "owner, name, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		if name, ok := object.AsStr(a[2]); ok {
			propertyOf(a[0]).name = object.InternStr(name)
		}
		return object.None, nil
	}}}
}
