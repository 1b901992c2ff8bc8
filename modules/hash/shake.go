package hash

import (
	"crypto/sha3"

	"github.com/weftpy/weft/object"
)

// shakeState is the state of a hash whose digest is as long as one likes.
type shakeState struct{ h *sha3.SHAKE }

var shakeKind = object.NewKind("shake", func(s *shakeState) { s.h = copyShake(s.h) })

// copyShake copies the state of a hash, which is a value without references.
func copyShake(h *sha3.SHAKE) *sha3.SHAKE {
	c := *h
	return &c
}

// shakeType makes the class of a SHAKE function.
func shakeType(name string, create func() *sha3.SHAKE) *object.Type {
	typ := &object.Type{Name: name, Module: "_sha3", Flags: object.FlagNoBase, Doc: "Return a new " + name + " hash object."}
	newHash := &object.Func{Name: name, Type: typ, Sig: "data=b'', /, *, usedforsecurity=True", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		h := create()
		if !a[1].IsNull() {
			if err := update(t, h, a[1]); err != nil {
				return object.Value{}, err
			}
		}
		return object.NewBoxed(t, typ, shakeState{h}).Value(), nil
	}}
	typ.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return newHash.CallWith(t, append([]object.Value{typ.Value()}, args...), kwnames)
	}
	read := func(t *object.Thread, v object.Value) *sha3.SHAKE {
		return copyShake(object.BoxedOf[shakeState](v).Read(t).h)
	}
	digest := func(t *object.Thread, a []object.Value) ([]byte, *object.Exception) {
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, t.Errorf(object.ValueError, "value must be positive")
		}
		if n >= 1<<29 {
			return nil, t.Errorf(object.ValueError, "length is too large")
		}
		out := make([]byte, n)
		read(t, a[0]).Read(out) // never fails
		return out, nil
	}
	typ.Methods = []object.Def{
		{Name: "update", Sig: "data, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.None, update(t, object.BoxedOf[shakeState](a[0]).Write(t, shakeKind).h, a[1])
		}},
		{Name: "digest", Sig: "length, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			b, err := digest(t, a)
			return object.BytesOwned(b), err
		}},
		{Name: "hexdigest", Sig: "length, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			b, err := digest(t, a)
			return hexValue(b), err
		}},
		{Name: "copy", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.NewBoxed(t, typ, shakeState{read(t, a[0])}).Value(), nil
		}},
	}
	attr := func(attr string, x object.Value) object.GetSet {
		return object.GetSet{Name: attr, Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return x, nil }}
	}
	typ.Getsets = []object.GetSet{
		attr("name", object.NewStr(name)), attr("digest_size", object.Int(0)),
		attr("block_size", object.Int(int64(create().BlockSize()))),
	}
	return typ
}

var shakes = []*object.Type{shakeType("shake_128", sha3.NewSHAKE128), shakeType("shake_256", sha3.NewSHAKE256)}
