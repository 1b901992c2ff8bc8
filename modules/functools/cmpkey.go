package functools

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// key is what functools.cmp_to_key returns, and what that returns when it is
// called: a wrapper of an object that is compared by cmp.
type key struct {
	object.Object
	cmp   value
	box   stm.Box
	first keyBody
}

type keyBody struct {
	stm.Body
	obj value // null in what cmp_to_key itself returns
}

var (
	keyType = &object.Type{Name: "functools.KeyWrapper", Flags: object.FlagNoBase | object.FlagNoNew}
	keyKind = &stm.Kind{Name: "KeyWrapper", Clone: func(b *stm.Body) *stm.Body {
		return &(&keyBody{obj: (*keyBody)(unsafe.Pointer(b)).obj}).Body
	}}
)

func newKey(cmp, obj value) value {
	k := &key{Object: object.Object{Typ: keyType}, cmp: cmp}
	k.first.obj = obj
	k.box.Init(&k.first.Body)
	return value{O: &k.Object}
}

func keyOf(v value) *key { return (*key)(unsafe.Pointer(v.O)) }

func (k *key) read(t *thread) *keyBody {
	b := k.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&k.box, b)
	}
	return (*keyBody)(unsafe.Pointer(b))
}

func (k *key) write(t *thread) *keyBody {
	b := k.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&k.box, b, keyKind)
	}
	return (*keyBody)(unsafe.Pointer(b))
}

var keyCall = &object.Func{Name: "K", Sig: "obj", Fn: func(t *thread, a []value) (value, *exc) { return a[0], nil }}

func init() {
	s := &keyType.Slots
	s.Call = func(t *thread, f value, args, kwnames []value) (value, *exc) {
		obj, err := keyCall.CallWith(t, args, kwnames)
		if err != nil {
			return value{}, err
		}
		k := newKey(keyOf(f).cmp, obj)
		keyOf(k).first.Init(t.Stamp())
		return k, nil
	}
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		if a.O.Typ != keyType || b.O.Typ != keyType {
			return value{}, t.Errorf(object.TypeError, "other argument must be K instance")
		}
		x, y := keyOf(a).read(t).obj, keyOf(b).read(t).obj
		if x.O == nil || y.O == nil {
			return value{}, t.Errorf(object.AttributeError, "object")
		}
		r, err := object.Call2(t, keyOf(a).cmp, x, y)
		if err != nil {
			return value{}, err
		}
		return object.Compare(t, r, object.Int(0), op)
	}
	keyType.Getsets = []object.GetSet{{Name: "obj",
		Get: func(t *thread, v value) (value, *exc) {
			if x := keyOf(v).read(t).obj; x.O != nil {
				return x, nil
			}
			return object.None, nil
		},
		Set: func(t *thread, v, x value) *exc {
			keyOf(v).write(t).obj = x
			return nil
		},
		Doc: "Value wrapped by a key function."}}
}
