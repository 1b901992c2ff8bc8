package functools

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// partial is functools.partial: a function with some of its arguments.
type partial struct {
	object.Object
	box   stm.Box
	attrs stm.Box
	first partialBody
}

type partialBody struct {
	stm.Body
	f    value
	args value        // tuple
	kw   *object.Dict // not changed by partial itself, but programs see it
}

var (
	partialType = &object.Type{Name: "functools.partial", Doc: "A function with some of its arguments given already.", Flags: object.FlagDictMode | object.FlagWeakRef}
	partialKind = &stm.Kind{Name: "partial", Clone: func(b *stm.Body) *stm.Body {
		o := (*partialBody)(unsafe.Pointer(b))
		return &(&partialBody{f: o.f, args: o.args, kw: o.kw}).Body
	}}
)

func partialOf(v value) *partial { return (*partial)(unsafe.Pointer(v.O)) }

func (p *partial) read(t *thread) *partialBody {
	b := p.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&p.box, b)
	}
	return (*partialBody)(unsafe.Pointer(b))
}

func (p *partial) write(t *thread) *partialBody {
	b := p.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&p.box, b, partialKind)
	}
	return (*partialBody)(unsafe.Pointer(b))
}

func items(v value) []value {
	tup, _ := object.AsTuple(v)
	return tup.Items
}

var strCall = object.Intern("__call__")

func newPartial(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	npos := len(args) - len(kwnames)
	if npos < 1 {
		return value{}, t.Errorf(object.TypeError, "type 'partial' takes at least one argument")
	}
	f, pos := args[0], args[1:npos]
	if f.O.Typ.Slots.Call == nil {
		return value{}, t.Errorf(object.TypeError, "the first argument must be callable")
	}
	var kw *object.Dict
	if object.IsInstance(f, partialType) && f.O.Typ.Lookup(strCall) == partialType.Lookup(strCall) && len(object.OwnAttrNames(t, f.O)) == 0 {
		// A partial of a partial calls the inner function at once.
		in := partialOf(f).read(t)
		f = in.f
		pos = append(append([]value(nil), items(in.args)...), pos...)
		kw = in.kw.Copy(t)
	} else {
		kw = object.NewDict(t)
	}
	for i, k := range kwnames {
		if err := kw.Set(t, k, args[npos+i]); err != nil {
			return value{}, err
		}
	}
	p := object.Allocate[partial](typ)
	p.first.Init(t.Stamp())
	p.first.f, p.first.args, p.first.kw = f, object.NewTuple(pos), kw
	p.box.Init(&p.first.Body)
	return value{O: &p.Object}, nil
}

func callPartial(t *thread, v value, args, kwnames []value) (value, *exc) {
	b := partialOf(v).read(t)
	npos := len(args) - len(kwnames)
	bound := items(b.args)
	nkw := b.kw.Len(t)
	all := make([]value, 0, len(bound)+len(args)+nkw)
	all = append(all, bound...)
	all = append(all, args[:npos]...)
	if nkw == 0 {
		all = append(all, args[npos:]...)
		return object.CallKw(t, b.f, all, kwnames)
	}
	// Keywords of the call replace those of the partial, in their place.
	names := make([]value, 0, nkw+len(kwnames))
	given := func(k value) int {
		ks, _ := object.AsStr(k)
		for i, n := range kwnames {
			if s, _ := object.AsStr(n); ks != nil && s.S == ks.S {
				return i
			}
		}
		return -1
	}
	for k, x, pos, ok := b.kw.NextEntry(t, 0); ok; k, x, pos, ok = b.kw.NextEntry(t, pos) {
		if i := given(k); i >= 0 {
			x = args[npos+i]
		}
		names, all = append(names, k), append(all, x)
	}
next:
	for i, n := range kwnames {
		s, _ := object.AsStr(n)
		for _, k := range names[:nkw] {
			if ks, ok := object.AsStr(k); ok && ks.S == s.S {
				continue next
			}
		}
		names, all = append(names, n), append(all, args[npos+i])
	}
	return object.CallKw(t, b.f, all, names)
}

func partialRepr(t *thread, v value) (value, *exc) {
	if !t.EnterRepr(v.O) {
		return object.NewStr("..."), nil
	}
	defer t.LeaveRepr()
	b := partialOf(v).read(t)
	kw := b.kw.Copy(t)
	var sb strings.Builder
	sb.WriteString(v.O.Typ.ErrorName())
	sb.WriteByte('(')
	show := func(x value) *exc {
		r, err := object.Repr(t, x)
		if err == nil {
			sb.WriteString(r.S)
		}
		return err
	}
	args := items(b.args)
	if err := show(b.f); err != nil {
		return value{}, err
	}
	for _, x := range args {
		sb.WriteString(", ")
		if err := show(x); err != nil {
			return value{}, err
		}
	}
	for k, x, pos, ok := kw.NextEntry(t, 0); ok; k, x, pos, ok = kw.NextEntry(t, pos) {
		name, err := object.ToStr(t, k)
		if err != nil {
			return value{}, err
		}
		sb.WriteString(", " + name.S + "=")
		if err := show(x); err != nil {
			return value{}, err
		}
	}
	sb.WriteByte(')')
	return object.NewStr(sb.String()), nil
}

// setPartialState is partial.__setstate__((func, args, keywords, dict)).
func setPartialState(t *thread, a []value) (value, *exc) {
	tup, ok := object.AsTuple(a[1])
	if !ok || len(tup.Items) != 4 {
		return value{}, t.Errorf(object.TypeError, "invalid partial state")
	}
	f, args, kw, attrs := tup.Items[0], tup.Items[1], tup.Items[2], tup.Items[3]
	_, isTuple := object.AsTuple(args)
	kwd, isDict := object.AsDict(kw)
	if f.O.Typ.Slots.Call == nil || !isTuple || !isDict && !kw.IsNone() {
		return value{}, t.Errorf(object.TypeError, "invalid partial state")
	}
	switch {
	case kw.IsNone():
		kwd = object.NewDict(t)
	case kw.O.Typ != object.DictType:
		kwd = kwd.Copy(t)
	}
	b := partialOf(a[0]).write(t)
	b.f, b.args, b.kw = f, object.NewTuple(items(args)), kwd
	if attrs.IsNone() {
		attrs = object.NewDict(t).Value()
	}
	return object.None, object.SetAttr(t, a[0], object.Intern("__dict__"), attrs)
}

func init() {
	object.SetLayout[partial](partialType)
	partialType.AttrsOff = unsafe.Offsetof(partial{}.attrs)
	partialType.SubAttrsOff = partialType.AttrsOff
	s := &partialType.Slots
	s.New = newPartial
	s.Init = func(t *thread, v value, args, kwnames []value) *exc { return nil }
	s.Call = callPartial
	s.Repr = partialRepr
	part := func(name, doc string, get func(b *partialBody) value) object.GetSet {
		return object.GetSet{Name: name, Doc: doc, Get: func(t *thread, v value) (value, *exc) { return get(partialOf(v).read(t)), nil }}
	}
	partialType.Getsets = []object.GetSet{
		part("func", "", func(b *partialBody) value { return b.f }),
		part("args", "", func(b *partialBody) value { return b.args }),
		part("keywords", "", func(b *partialBody) value { return b.kw.Value() }),
	}
	partialType.Methods = []object.Def{
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			b := partialOf(a[0]).read(t)
			attrs := object.None
			if len(object.OwnAttrNames(t, a[0].O)) > 0 {
				attrs = object.AttrDict(t, a[0].O).Value()
			}
			return object.TupleOf([]value{a[0].O.Typ.Value(), object.TupleOf([]value{b.f}), object.TupleOf([]value{b.f, b.args, b.kw.Value(), attrs})}), nil
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: setPartialState},
		object.ClassGetItem(),
	}
}
