package vm

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// template is string.templatelib.Template, interpolation its Interpolation (PEP
// 750): what a t-string makes. Both are immutable.
type template struct {
	object.Object
	strings, interpolations object.Value // tuples; one string more than interpolations
}

type interpolation struct {
	object.Object
	value, expression, conversion, spec object.Value
}

// Types of template strings, for module string.templatelib.
var (
	TemplateType      = &object.Type{Name: "Template", Module: "string.templatelib", Flags: object.FlagNoBase | object.FlagNoNew}
	InterpolationType = &object.Type{Name: "Interpolation", Module: "string.templatelib", Flags: object.FlagNoBase | object.FlagNoNew}
)

// newTemplate makes a template of a tuple of strings and interpolations;
// neighbouring strings are joined, and empty ones put where two interpolations
// meet.
func newTemplate(t *object.Thread, parts object.Value) (object.Value, *object.Exception) {
	var strs, inter []object.Value
	text := ""
	for _, p := range strTuple(parts) {
		if s, ok := object.AsStr(p); ok {
			text += s.S
			continue
		}
		strs = append(strs, object.NewStr(text))
		text = ""
		inter = append(inter, p)
	}
	strs = append(strs, object.NewStr(text))
	x := &template{object.Object{Typ: TemplateType.Ready()}, object.NewTuple(strs), object.NewTuple(inter)}
	return object.Value{O: &x.Object}, nil
}

func newInterpolation(a []object.Value) object.Value {
	x := &interpolation{object.Object{Typ: InterpolationType.Ready()}, a[0], a[1], a[2], a[3]}
	return object.Value{O: &x.Object}
}

func init() {
	tmpl := func(v object.Value) *template { return (*template)(unsafe.Pointer(v.O)) }
	inter := func(v object.Value) *interpolation { return (*interpolation)(unsafe.Pointer(v.O)) }
	get := func(name string, f func(v object.Value) object.Value) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return f(v), nil }}
	}
	repr := func(t *object.Thread, name string, vs ...object.Value) (object.Value, *object.Exception) {
		s := name + "("
		for i, v := range vs {
			r, err := object.Repr(t, v)
			if err != nil {
				return object.Value{}, err
			}
			if i > 0 {
				s += ", "
			}
			s += r.S
		}
		return object.NewStr(s + ")"), nil
	}
	TemplateType.Getsets = []object.GetSet{
		get("strings", func(v object.Value) object.Value { return tmpl(v).strings }),
		get("interpolations", func(v object.Value) object.Value { return tmpl(v).interpolations }),
		get("values", func(v object.Value) object.Value {
			var vs []object.Value
			for _, i := range strTuple(tmpl(v).interpolations) {
				vs = append(vs, inter(i).value)
			}
			return object.NewTuple(vs)
		}),
	}
	TemplateType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		r1, err := object.Repr(t, tmpl(v).strings)
		if err != nil {
			return object.Value{}, err
		}
		r2, err := object.Repr(t, tmpl(v).interpolations)
		if err != nil {
			return object.Value{}, err
		}
		return object.NewStr("Template(strings=" + r1.S + ", interpolations=" + r2.S + ")"), nil
	}
	TemplateType.Slots.Iter = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		var parts []object.Value
		is := strTuple(tmpl(v).interpolations)
		for i, s := range strTuple(tmpl(v).strings) {
			if strOf(s).S != "" {
				parts = append(parts, s)
			}
			if i < len(is) {
				parts = append(parts, is[i])
			}
		}
		return object.Iter(t, object.NewTuple(parts))
	}
	InterpolationType.Getsets = []object.GetSet{
		get("value", func(v object.Value) object.Value { return inter(v).value }),
		get("expression", func(v object.Value) object.Value { return inter(v).expression }),
		get("conversion", func(v object.Value) object.Value { return inter(v).conversion }),
		get("format_spec", func(v object.Value) object.Value { return inter(v).spec }),
	}
	InterpolationType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		i := inter(v)
		return repr(t, "Interpolation", i.value, i.expression, i.conversion, i.spec)
	}
}
