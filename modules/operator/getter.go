package operator

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// itemgetter, attrgetter and methodcaller. Their objects are immutable.

type itemGetter struct {
	object.Object
	items []value
}

type attrGetter struct {
	object.Object
	names []value         // as given
	paths [][]*object.Str // each split at its dots
}

type methodCaller struct {
	object.Object
	name    *object.Str
	args    []value // keyword arguments last
	kwnames []value
}

var (
	itemGetterType   = &object.Type{Name: "operator.itemgetter", Doc: "A function that gets items of its argument.", QualName: object.NewStr("itemgetter"), Module: "operator", Flags: object.FlagNoBase}
	attrGetterType   = &object.Type{Name: "operator.attrgetter", Doc: "A function that gets attributes of its argument, by names with dots.", QualName: object.NewStr("attrgetter"), Module: "operator", Flags: object.FlagNoBase}
	methodCallerType = &object.Type{Name: "operator.methodcaller", Doc: "A function that calls a method of its argument.", QualName: object.NewStr("methodcaller"), Module: "operator", Flags: object.FlagNoBase}
)

// operand returns the one argument of a call.
func operand(t *thread, name string, a, kwnames []value) (value, raised) {
	if len(kwnames) > 0 {
		return value{}, t.Errorf(object.TypeError, "%s() takes no keyword arguments", name)
	}
	if len(a) != 1 {
		return value{}, t.Errorf(object.TypeError, "%s expected 1 argument, got %d", name, len(a))
	}
	return a[0], nil
}

// atLeastOne checks the arguments of a constructor.
func atLeastOne(t *thread, name string, a, kwnames []value) raised {
	if len(kwnames) > 0 {
		return t.Errorf(object.TypeError, "%s() takes no keyword arguments", name)
	}
	if len(a) == 0 {
		return t.Errorf(object.TypeError, "%s expected 1 argument, got 0", name)
	}
	return nil
}

// each returns f of the only item, or the tuple of f of all items.
func each[T any](items []T, f func(x T) (value, raised)) (value, raised) {
	if len(items) == 1 {
		return f(items[0])
	}
	r := object.MakeTuple(len(items))
	for i, x := range items {
		var err raised
		if r.Items[i], err = f(x); err != nil {
			return value{}, err
		}
	}
	return r.Value(), nil
}

// path follows the attributes of a dotted name.
func path(t *thread, v value, names []*object.Str) (value, raised) {
	for _, n := range names {
		var err raised
		if v, err = object.GetAttr(t, v, n); err != nil {
			return value{}, err
		}
	}
	return v, nil
}

// reprs appends the reprs of items, separated by commas.
func reprs(t *thread, b *strings.Builder, items []value, sep string) raised {
	for _, x := range items {
		r, err := object.Repr(t, x)
		if err != nil {
			return err
		}
		b.WriteString(sep + r.S)
		sep = ", "
	}
	return nil
}

func init() {
	s := &itemGetterType.Slots
	s.New = func(t *thread, typ *object.Type, a, kwnames []value) (value, raised) {
		if err := atLeastOne(t, "itemgetter", a, kwnames); err != nil {
			return value{}, err
		}
		return (&itemGetter{object.Object{Typ: typ}, append([]value(nil), a...)}).Value(), nil
	}
	s.Call = func(t *thread, f value, a, kwnames []value) (value, raised) {
		if items := (*itemGetter)(unsafe.Pointer(f.O)).items; len(items) == 1 && len(a) == 1 && len(kwnames) == 0 {
			// Most are keys of a sort, for one item of a tuple.
			v, key := a[0], items[0]
			if v.O.Typ == object.TupleType && key.IsSmallInt() {
				if all := (*object.Tuple)(unsafe.Pointer(v.O)).Items; uint64(key.Int()) < uint64(len(all)) {
					return all[key.Int()], nil
				}
			}
			return object.GetItem(t, v, key)
		}
		v, err := operand(t, "itemgetter", a, kwnames)
		if err != nil {
			return value{}, err
		}
		return each((*itemGetter)(unsafe.Pointer(f.O)).items, func(key value) (value, raised) { return object.GetItem(t, v, key) })
	}
	s.Repr = func(t *thread, v value) (value, raised) {
		var b strings.Builder
		b.WriteString("operator.itemgetter(")
		err := reprs(t, &b, (*itemGetter)(unsafe.Pointer(v.O)).items, "")
		b.WriteString(")")
		return object.NewStr(b.String()), err
	}
	itemGetterType.Methods = []object.Def{{Name: "__reduce__", Fn: func(t *thread, a args) (value, raised) {
		g := (*itemGetter)(unsafe.Pointer(a[0].O))
		return object.TupleOf([]value{g.Typ.Value(), object.NewTuple(g.items)}), nil
	}}}

	s = &attrGetterType.Slots
	s.New = func(t *thread, typ *object.Type, a, kwnames []value) (value, raised) {
		if err := atLeastOne(t, "attrgetter", a, kwnames); err != nil {
			return value{}, err
		}
		g := &attrGetter{Object: object.Object{Typ: typ}, names: append([]value(nil), a...)}
		for _, v := range a {
			name, ok := object.AsStr(v)
			if !ok {
				return value{}, t.Errorf(object.TypeError, "attribute name must be a string")
			}
			var names []*object.Str
			for _, part := range strings.Split(name.S, ".") {
				names = append(names, object.Intern(part))
			}
			g.paths = append(g.paths, names)
		}
		return g.Value(), nil
	}
	s.Call = func(t *thread, f value, a, kwnames []value) (value, raised) {
		if paths := (*attrGetter)(unsafe.Pointer(f.O)).paths; len(paths) == 1 && len(paths[0]) == 1 && len(a) == 1 && len(kwnames) == 0 {
			return object.GetAttr(t, a[0], paths[0][0])
		}
		v, err := operand(t, "attrgetter", a, kwnames)
		if err != nil {
			return value{}, err
		}
		return each((*attrGetter)(unsafe.Pointer(f.O)).paths, func(names []*object.Str) (value, raised) { return path(t, v, names) })
	}
	s.Repr = func(t *thread, v value) (value, raised) {
		var b strings.Builder
		b.WriteString("operator.attrgetter(")
		err := reprs(t, &b, (*attrGetter)(unsafe.Pointer(v.O)).names, "")
		b.WriteString(")")
		return object.NewStr(b.String()), err
	}
	attrGetterType.Methods = []object.Def{{Name: "__reduce__", Fn: func(t *thread, a args) (value, raised) {
		g := (*attrGetter)(unsafe.Pointer(a[0].O))
		return object.TupleOf([]value{g.Typ.Value(), object.NewTuple(g.names)}), nil
	}}}

	s = &methodCallerType.Slots
	s.New = func(t *thread, typ *object.Type, a, kwnames []value) (value, raised) {
		if len(a)-len(kwnames) < 1 {
			return value{}, t.Errorf(object.TypeError, "methodcaller needs at least one argument, the method name")
		}
		name, ok := object.AsStr(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "method name must be a string")
		}
		return (&methodCaller{object.Object{Typ: typ}, object.InternStr(name), append([]value(nil), a[1:]...), append([]value(nil), kwnames...)}).Value(), nil
	}
	s.Call = func(t *thread, f value, a, kwnames []value) (value, raised) {
		v, err := operand(t, "methodcaller", a, kwnames)
		if err != nil {
			return value{}, err
		}
		m := (*methodCaller)(unsafe.Pointer(f.O))
		if len(m.kwnames) == 0 {
			return object.CallMethod(t, v, m.name, m.args...)
		}
		method, err := object.GetAttr(t, v, m.name)
		if err != nil {
			return value{}, err
		}
		return object.CallKw(t, method, m.args, m.kwnames)
	}
	s.Repr = func(t *thread, v value) (value, raised) {
		m := (*methodCaller)(unsafe.Pointer(v.O))
		if !t.EnterRepr(v.O) {
			return object.NewStr("operator.methodcaller(...)"), nil
		}
		defer t.LeaveRepr()
		var b strings.Builder
		b.WriteString("operator.methodcaller(")
		npos := len(m.args) - len(m.kwnames)
		err := reprs(t, &b, append([]value{m.name.Value()}, m.args[:npos]...), "")
		for i, k := range m.kwnames {
			if err != nil {
				return value{}, err
			}
			name, _ := object.AsStr(k)
			err = reprs(t, &b, m.args[npos+i:npos+i+1], ", "+name.S+"=")
		}
		b.WriteString(")")
		return object.NewStr(b.String()), err
	}
	methodCallerType.Methods = []object.Def{{Name: "__reduce__", Fn: reduceMethodCaller}}
}

// reduceMethodCaller returns (methodcaller, args), or if there are keyword
// arguments (partial(methodcaller, name, **kwargs), args).
func reduceMethodCaller(t *thread, a args) (value, raised) {
	m := (*methodCaller)(unsafe.Pointer(a[0].O))
	typ := m.Typ.Value()
	npos := len(m.args) - len(m.kwnames)
	if len(m.kwnames) == 0 {
		return object.TupleOf([]value{typ, object.TupleOf(append([]value{m.name.Value()}, m.args...))}), nil
	}
	partial, err := t.ImportAttr("functools", "partial")
	if err != nil {
		return value{}, err
	}
	p, err := object.CallKw(t, partial, append([]value{typ, m.name.Value()}, m.args[npos:]...), m.kwnames)
	if err != nil {
		return value{}, err
	}
	return object.TupleOf([]value{p, object.NewTuple(m.args[:npos])}), nil
}
