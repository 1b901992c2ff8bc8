package collections

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// defaultDict is a dict with a factory of missing values.
type defaultDict struct {
	object.Dict
	box   stm.Box
	first factoryBody
}

type factoryBody struct {
	stm.Body
	factory value // or None
}

// DefaultDictType is collections.defaultdict.
var DefaultDictType = &object.Type{Name: "collections.defaultdict", Doc: "A dict that makes the values of missing keys by calling a factory.", Base: object.DictType}

var factoryKind = &stm.Kind{Name: "defaultdict", Clone: func(b *stm.Body) *stm.Body {
	return &(&factoryBody{factory: (*factoryBody)(unsafe.Pointer(b)).factory}).Body
}}

func defaultDictOf(v value) *defaultDict { return (*defaultDict)(unsafe.Pointer(v.O)) }

func (d *defaultDict) factory(t *thread) value {
	b := d.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&d.box, b)
	}
	return (*factoryBody)(unsafe.Pointer(b)).factory
}

func (d *defaultDict) setFactory(t *thread, f value) {
	b := d.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&d.box, b, factoryKind)
	}
	(*factoryBody)(unsafe.Pointer(b)).factory = f
}

// missing is __missing__: it makes the value, stores and returns it.
func (d *defaultDict) missing(t *thread, self, key value) (value, *exc) {
	f := d.factory(t)
	if f.IsNone() {
		return value{}, object.NewException(t, object.KeyError, key)
	}
	v, err := object.Call0(t, f)
	if err != nil {
		return value{}, err
	}
	if self.O.Typ == DefaultDictType {
		return v, d.Set(t, key, v)
	}
	return v, object.SetItem(t, self, key, v)
}

// copyDefaultDict returns type(v)(factory, v).
func copyDefaultDict(t *thread, v value) (value, *exc) {
	return object.Call2(t, v.O.Typ.Value(), defaultDictOf(v).factory(t), v)
}

func init() {
	typ := DefaultDictType
	object.SetLayout[defaultDict](typ)
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		d := object.Allocate[defaultDict](typ)
		d.Dict.Init(t)
		d.first.factory = object.None
		d.first.Init(t.Stamp())
		d.box.Init(&d.first.Body)
		return &d.Object
	}
	s := &typ.Slots
	s.Init = func(t *thread, v value, args, kwnames []value) *exc {
		factory := object.None
		if len(args) > len(kwnames) {
			factory, args = args[0], args[1:]
			if !factory.IsNone() && factory.O.Typ.Slots.Call == nil {
				return t.Errorf(object.TypeError, "first argument must be callable or None")
			}
		}
		defaultDictOf(v).setFactory(t, factory)
		return object.DictType.Slots.Init(t, v, args, kwnames)
	}
	s.Repr = func(t *thread, v value) (value, *exc) {
		base, err := object.DictType.Slots.Repr(t, v)
		if err != nil {
			return value{}, err
		}
		f := defaultDictOf(v).factory(t)
		text := "None"
		if !f.IsNone() {
			text = "..." // the factory refers to the dict
			if t.EnterRepr(f.O) {
				r, err := object.Repr(t, f)
				t.LeaveRepr()
				if err != nil {
					return value{}, err
				}
				text = r.S
			}
		}
		b, _ := object.AsStr(base)
		return object.NewStr(v.O.Typ.ShortName() + "(" + text + ", " + b.S + ")"), nil
	}
	s.Num[object.OpOr] = func(t *thread, a, b value) (value, *exc) {
		self := a
		if !object.IsInstance(a, typ) {
			self = b
		}
		other, ok := object.AsDict(a)
		if _, ok2 := object.AsDict(b); !ok || !ok2 {
			return object.NotImplemented, nil
		}
		// A defaultdict with the entries of a, then those of b.
		c, err := object.Call2(t, self.O.Typ.Value(), defaultDictOf(self).factory(t), other.Value())
		if err != nil {
			return value{}, err
		}
		cd, ok := object.AsDict(c)
		if !ok {
			return value{}, t.Errorf(object.TypeError, "%s() must return a dict", self.O.Typ.Name)
		}
		return c, cd.UpdateFrom(t, b)
	}
	copyFn := func(t *thread, a []value) (value, *exc) { return copyDefaultDict(t, a[0]) }
	typ.Methods = []object.Def{
		{Name: "__missing__", Sig: "key, /", Fn: func(t *thread, a []value) (value, *exc) {
			return defaultDictOf(a[0]).missing(t, a[0], a[1])
		}, Doc: "Return what the factory makes, which becomes the value of the key; without a factory raise KeyError."},
		{Name: "copy", Fn: copyFn},
		{Name: "__copy__", Fn: copyFn},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			args := object.TupleOf(nil)
			if f := defaultDictOf(a[0]).factory(t); !f.IsNone() {
				args = object.TupleOf([]value{f})
			}
			items, err := object.CallMethod(t, a[0], object.Intern("items"))
			if err != nil {
				return value{}, err
			}
			it, err := object.Iter(t, items)
			return object.TupleOf([]value{a[0].O.Typ.Value(), args, object.None, object.None, it}), err
		}},
		object.ClassGetItem(),
	}
	typ.Getsets = []object.GetSet{{Name: "default_factory",
		Get: func(t *thread, v value) (value, *exc) { return defaultDictOf(v).factory(t), nil },
		Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				x = object.None
			}
			defaultDictOf(v).setFactory(t, x)
			return nil
		}}}
}
