package ast

import (
	"reflect"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// reader makes syntax trees of objects, which programs may have made in any way.
// It finds fields by attribute and checks only their types; what else the
// compiler takes for granted is validate's business.
type reader struct {
	t       *thread
	classes *classes
}

// toTree makes the tree that compile() compiles in the given mode.
func toTree(t *thread, v value, mode syntax.Mode) (syntax.Mod, *exc) {
	cs, err := classesOf(t)
	if err != nil {
		return nil, err
	}
	want := map[syntax.Mode]string{syntax.Exec: "Module", syntax.Eval: "Expression", syntax.Single: "Interactive"}[mode]
	if !object.IsInstance(v, cs.byName[want]) {
		return nil, t.Errorf(object.TypeError, "expected %s node, got %s", want, v.O.Typ.ShortName())
	}
	r := &reader{t, cs}
	n, err := r.node(rulesByName["mod"], v)
	if err != nil {
		return nil, err
	}
	mod := n.Interface().(syntax.Mod)
	val := validator{t: t}
	val.mod(mod)
	if val.err != nil {
		return nil, val.err
	}
	return mod, nil
}

// node makes a pointer to a struct of a node, the zero Value of None where the
// rule is a sum.
func (r *reader) node(rl *rule, v value) (reflect.Value, *exc) {
	if rl.product {
		return r.structure(rl.constructors[0], v)
	}
	if v.IsNone() {
		return reflect.Value{}, nil
	}
	span, err := r.span(rl, v)
	if err != nil {
		return reflect.Value{}, err
	}
	for _, base := range v.O.Typ.MRO {
		k := r.classes.constructors[base]
		if k == nil || k.rule != rl {
			continue
		}
		n, err := r.structure(k, v)
		if err == nil && k.node != nil {
			*n.Interface().(syntax.Node).Extent() = span
		}
		return n, err
	}
	return reflect.Value{}, r.unexpected(rl, v)
}

func (r *reader) unexpected(rl *rule, v value) *exc {
	s, err := object.Repr(r.t, v)
	if err != nil {
		return err
	}
	return r.t.Errorf(object.TypeError, "expected some sort of %s, but got %s", rl.name, s.S)
}

// span reads the attributes of a node.
func (r *reader) span(rl *rule, v value) (syntax.Span, *exc) {
	var n [4]int32
	for i, f := range rl.attributes {
		x, err := object.LookupAttr(r.t, v, f.name)
		if err != nil {
			return syntax.Span{}, err
		}
		switch {
		case x.O == nil && !f.optional:
			return syntax.Span{}, r.missing(f.name, rl.name)
		case x.O == nil || f.optional && x.IsNone():
			n[i] = n[i-2] // a node without an end ends where it begins
		default:
			if n[i], err = r.integer(x); err != nil {
				return syntax.Span{}, err
			}
		}
	}
	return syntax.Span{Line: n[0], Col: n[1], EndLine: n[2], EndCol: n[3]}, nil
}

func (r *reader) missing(name *object.Str, owner string) *exc {
	return r.t.Errorf(object.TypeError, "required field \"%s\" missing from %s", name.S, owner)
}

func (r *reader) integer(v value) (int32, *exc) {
	if !v.O.Typ.Is(object.FlagInt) {
		s, err := object.Repr(r.t, v)
		if err != nil {
			return 0, err
		}
		return 0, r.t.Errorf(object.ValueError, "invalid integer value: %s", s.S)
	}
	n, big := object.AsInt(v)
	if big != nil || n != int64(int32(n)) {
		return 0, r.t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return int32(n), nil
}

// structure makes a pointer to the struct of constructor k of v.
func (r *reader) structure(k *constructor, v value) (reflect.Value, *exc) {
	var n reflect.Value // of a type ignore there is none
	var fields reflect.Value
	if k.node != nil {
		n = reflect.New(k.node)
		fields = n.Elem()
	}
	for i := range k.fields {
		f := &k.fields[i]
		x, err := object.LookupAttr(r.t, v, f.name)
		if err != nil {
			return n, err
		}
		var into reflect.Value
		if f.index >= 0 && k.node != nil {
			into = fields.Field(f.index)
		}
		if err := r.field(k, f, x, into); err != nil {
			return n, err
		}
	}
	if k.rule.product && len(k.rule.attributes) > 0 {
		span, err := r.span(k.rule, v)
		if err != nil {
			return n, err
		}
		*n.Interface().(syntax.Node).Extent() = span
	}
	return n, nil
}

// field reads x, the value of a field or null, into a field of a struct; into is
// invalid if there is none.
func (r *reader) field(k *constructor, f *field, x value, into reflect.Value) *exc {
	t := r.t
	if x.O == nil {
		if f.optional {
			return nil
		}
		return r.missing(f.name, k.name)
	}
	if f.optional && x.IsNone() {
		return nil
	}
	if err := t.EnterNative(" while traversing '" + k.rule.name + "' node"); err != nil {
		return err
	}
	defer t.LeaveNative()
	if !f.many {
		n, err := r.convert(f, x)
		if err != nil {
			return err
		}
		switch {
		case n.IsValid() && into.IsValid():
			set(into, n)
		case !n.IsValid() && f.kind != stringField && f.kind != intField && !f.optional:
			return t.Errorf(object.ValueError, "field '%s' is required for %s", f.name.S, k.name)
		}
		return nil
	}
	list, ok := object.AsList(x)
	if !ok {
		return t.Errorf(object.TypeError, "%s field \"%s\" must be a list, not a %s", k.name, f.name.S, x.O.Typ.ShortName())
	}
	items := list.Items(t)
	if into.IsValid() && len(items) > 0 {
		into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
	}
	for i := range items {
		n, err := r.convert(f, items[i])
		if err != nil {
			return err
		}
		switch {
		case into.IsValid() && n.IsValid():
			set(into.Index(i), n)
		case f.kind == identifierField:
			return t.Errorf(object.ValueError, "None disallowed in identifier list")
		}
		if now := list.Items(t); len(now) != len(items) {
			return t.Errorf(object.RuntimeError, "%s field \"%s\" changed size during iteration", k.name, f.name.S)
		} else {
			items = now
		}
	}
	return nil
}

// set assigns n to a field of a struct, which may be a flag where Python has an
// int.
func set(into, n reflect.Value) {
	if into.Kind() == reflect.Bool {
		into.SetBool(n.Int() != 0)
		return
	}
	if n.Type().ConvertibleTo(into.Type()) {
		n = n.Convert(into.Type())
	}
	into.Set(n)
}

// convert makes the Go value of one value of a field; the zero Value stands for
// an absent node or name.
func (r *reader) convert(f *field, x value) (reflect.Value, *exc) {
	switch f.kind {
	case nodeField:
		return r.node(rulesByName[f.typ], x)
	case enumField:
		rl := rulesByName[f.typ]
		for i, k := range rl.constructors {
			if object.IsInstance(x, r.classes.byName[k.name]) {
				return reflect.ValueOf(uint8(i)), nil
			}
		}
		return reflect.Value{}, r.unexpected(rl, x)
	case identifierField, stringField:
		if x.IsNone() {
			return reflect.Value{}, nil
		}
		if x.O.Typ == object.StrType {
			s, _ := object.AsStr(x)
			return reflect.ValueOf(s.S), nil
		}
		if f.kind == stringField && x.O.Typ == object.BytesType {
			b, _ := object.AsBytes(x)
			return reflect.ValueOf(b.S), nil
		}
		return reflect.Value{}, r.t.Errorf(object.TypeError, "AST %s must be of type str", f.typ)
	case intField:
		n, err := r.integer(x)
		return reflect.ValueOf(n), err
	}
	c, err := r.constant(x)
	if err != nil {
		return reflect.Value{}, err
	}
	if c == nil {
		c = syntax.NoneType{}
	}
	return reflect.ValueOf(c), nil
}

// strange is a constant that no literal can be, named by its type.
type strange string

// constant makes a constant of a value, of None nil.
func (r *reader) constant(v value) (any, *exc) {
	switch {
	case v.IsNone():
		return nil, nil
	case v == object.Ellipsis:
		return syntax.EllipsisType{}, nil
	}
	switch v.O.Typ {
	case object.BoolType:
		return v.Int() != 0, nil
	case object.IntType:
		n, b := object.AsInt(v)
		if b != nil {
			return b, nil
		}
		return n, nil
	case object.FloatType:
		return object.AsFloat(v), nil
	case object.ComplexType:
		return object.AsComplex(v), nil
	case object.StrType:
		s, _ := object.AsStr(v)
		return s.S, nil
	case object.BytesType:
		b, _ := object.AsBytes(v)
		return syntax.Bytes(b.S), nil
	case object.TupleType, object.FrozenSetType:
		if err := r.t.EnterNative(" during compilation"); err != nil {
			return nil, err
		}
		defer r.t.LeaveNative()
		items, err := object.Collect(r.t, v)
		if err != nil {
			return nil, err
		}
		values := make([]any, len(items))
		for i, x := range items {
			c, err := r.constant(x)
			if err != nil {
				return nil, err
			}
			if bad, ok := c.(strange); ok {
				return bad, nil
			}
			values[i] = c
		}
		if v.O.Typ == object.TupleType {
			return compile.Tuple(values), nil
		}
		return compile.FrozenSet(values), nil
	}
	return strange(v.O.Typ.ShortName()), nil
}
