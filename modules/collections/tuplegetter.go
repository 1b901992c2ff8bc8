package collections

import (
	"fmt"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// tupleGetter is the descriptor of a field of a named tuple.
type tupleGetter struct {
	object.Object
	index int
	doc   value
}

var tupleGetterType = &object.Type{Name: "_collections._tuplegetter"}

func getterOf(v value) *tupleGetter { return (*tupleGetter)(unsafe.Pointer(v.O)) }

func init() {
	typ := tupleGetterType
	object.SetLayout[tupleGetter](typ)
	s := &typ.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if err := object.Positional(t, "_tuplegetter", args, kwnames, 2, 2); err != nil {
			return value{}, err
		}
		i, err := object.IndexInt(t, args[0], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		g := object.Allocate[tupleGetter](typ)
		g.index, g.doc = int(i), args[1]
		return value{O: &g.Object}, nil
	}
	s.Get = func(t *thread, d, obj value, cls *object.Type) (value, *exc) {
		g := getterOf(d)
		if obj.O == nil {
			return d, nil
		}
		tup, ok := object.AsTuple(obj)
		if !ok {
			if obj.IsNone() {
				return d, nil
			}
			return value{}, t.Errorf(object.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, obj.TypeName())
		}
		if g.index < 0 || g.index >= len(tup.Items) {
			return value{}, t.Errorf(object.IndexError, "tuple index out of range")
		}
		return tup.Items[g.index], nil
	}
	s.Set = func(t *thread, d, obj, x value) *exc {
		if x.O == nil {
			return t.Errorf(object.AttributeError, "can't delete attribute")
		}
		return t.Errorf(object.AttributeError, "can't set attribute")
	}
	s.Repr = func(t *thread, v value) (value, *exc) {
		g := getterOf(v)
		r, err := object.Repr(t, g.doc)
		if err != nil {
			return value{}, err
		}
		return object.NewStr(fmt.Sprintf("%s(%d, %s)", v.O.Typ.ShortName(), g.index, r.S)), nil
	}
	typ.Getsets = []object.GetSet{{Name: "__doc__",
		Get: func(t *thread, v value) (value, *exc) { return getterOf(v).doc, nil },
		Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				x = object.None
			}
			t.Tx.BecomeExclusive("__doc__ of a field of a named tuple")
			getterOf(v).doc = x
			return nil
		}}}
	typ.Methods = []object.Def{{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
		g := getterOf(a[0])
		return object.NewPair(a[0].O.Typ.Value(), object.NewPair(object.Int(int64(g.index)), g.doc)), nil
	}}}
}
