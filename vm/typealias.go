package vm

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// typeAlias is typing.TypeAliasType: what a type statement makes. Its value is
// computed when first asked for.
type typeAlias struct {
	object.Object
	name, params, compute object.Value
	Box                   stm.Box
	first                 typeAliasBody
}

type typeAliasBody struct {
	stm.Body
	value object.Value
}

var typeAliasKind = &stm.Kind{Name: "type alias", Clone: func(b *stm.Body) *stm.Body {
	return &(&typeAliasBody{value: (*typeAliasBody)(unsafe.Pointer(b)).value}).Body
}}

var typeAliasType = &object.Type{Name: "TypeAliasType", Module: "typing", Flags: object.FlagNoBase}

func newTypeAlias(t *object.Thread, name, params, compute object.Value) object.Value {
	if params.IsNone() {
		params = object.NewTuple(nil)
	}
	a := &typeAlias{Object: object.Object{Typ: typeAliasType.Ready()}, name: name, params: params, compute: compute}
	a.first.Init(t.Stamp())
	a.Box.Init(&a.first.Body)
	return object.Value{O: &a.Object}
}

func (a *typeAlias) value(t *object.Thread) (object.Value, *object.Exception) {
	b := a.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&a.Box, b)
	}
	if v := (*typeAliasBody)(unsafe.Pointer(b)).value; v.O != nil {
		return v, nil
	}
	v, err := object.Call0(t, a.compute)
	if err != nil {
		return v, err
	}
	b = a.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&a.Box, b, typeAliasKind)
	}
	(*typeAliasBody)(unsafe.Pointer(b)).value = v
	return v, nil
}

func init() {
	of := func(v object.Value) *typeAlias { return (*typeAlias)(unsafe.Pointer(v.O)) }
	typeAliasType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return of(v).name, nil
	}
	typeAliasType.Getsets = []object.GetSet{
		{Name: "__name__", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return of(v).name, nil }},
		{Name: "__type_params__", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return of(v).params, nil }},
		{Name: "__value__", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return of(v).value(t) }},
	}
}
