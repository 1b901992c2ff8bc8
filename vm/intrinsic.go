package vm

import (
	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// intrinsic executes the operations that the compiler needs for type parameters
// (PEP 695, 696) and template strings (PEP 750). The classes behind type
// parameters are those of the library's typing module.
func intrinsic(t *object.Thread, kind int, a []object.Value) (object.Value, *object.Exception) {
	typing := func(name string, args []object.Value, kwnames ...object.Value) (object.Value, *object.Exception) {
		m, err := t.Interp.ImportName(t, object.Intern("typing"), nil, object.NewTuple([]object.Value{object.NewStr(name)}), 0)
		if err != nil {
			return object.Value{}, err
		}
		f, err := object.GetAttrString(t, m, name)
		if err != nil {
			return object.Value{}, err
		}
		return object.CallKw(t, f, args, kwnames)
	}
	switch kind {
	case compile.IntrinsicTypeVar:
		return typing("TypeVar", a[:1])
	case compile.IntrinsicTypeVarBound:
		bound, err := object.Call0(t, a[1])
		if err != nil {
			return bound, err
		}
		return typing("TypeVar", []object.Value{a[0], bound}, object.NewStr("bound"))
	case compile.IntrinsicTypeVarConstraints:
		c, err := object.Call0(t, a[1])
		if err != nil {
			return c, err
		}
		items, err := object.Collect(t, c)
		if err != nil {
			return c, err
		}
		return typing("TypeVar", append([]object.Value{a[0]}, items...))
	case compile.IntrinsicParamSpec:
		return typing("ParamSpec", a[:1])
	case compile.IntrinsicTypeVarTuple:
		return typing("TypeVarTuple", a[:1])
	case compile.IntrinsicTypeParamDefault:
		d, err := object.Call0(t, a[1])
		if err != nil {
			return d, err
		}
		return a[0], object.SetAttr(t, a[0], object.Intern("__default__"), d)
	case compile.IntrinsicTypeAlias:
		return newTypeAlias(t, a[0], a[1], a[2]), nil
	case compile.IntrinsicSubscriptGeneric:
		m, err := t.Interp.ImportName(t, object.Intern("typing"), nil, object.NewTuple([]object.Value{object.NewStr("Generic")}), 0)
		if err != nil {
			return m, err
		}
		g, err := object.GetAttrString(t, m, "Generic")
		if err != nil {
			return g, err
		}
		return object.GetItem(t, g, a[0])
	case compile.IntrinsicSetTypeParams:
		return a[0], object.SetAttr(t, a[0], object.Intern("__type_params__"), a[1])
	case compile.IntrinsicTemplate:
		return newTemplate(t, a[0])
	case compile.IntrinsicInterpolation:
		return newInterpolation(a), nil
	}
	panic("BUG: unknown intrinsic")
}
