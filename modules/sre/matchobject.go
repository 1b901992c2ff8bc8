package sre

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// match is re.Match: immutable.
type match struct {
	object.Object
	x     *subject
	spans []int // borders of group 0, 1, …, as offsets; -1: no part of the match
	last  int   // number of the last closed group, 0 if none
}

var matchType = &object.Type{Name: "Match", Module: "re", Flags: object.FlagNoBase | object.FlagNoNew,
	Doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True."}

func matchOf(v value) *match { return (*match)(unsafe.Pointer(v.O)) }

// newMatch makes the match that m has found.
func (x *subject) newMatch(m *matcher, start, end int) *match {
	n := x.prog.marks
	r := &match{Object: object.Object{Typ: matchType}, x: x, spans: make([]int, n+2)}
	r.spans[0], r.spans[1] = start, end
	copy(r.spans[2:], m.slots[:n])
	for i := 2; i < len(r.spans); i += 2 {
		if r.spans[i] < 0 || r.spans[i+1] < r.spans[i] {
			r.spans[i], r.spans[i+1] = -1, -1
		}
	}
	r.last = max(m.slots[n], 0)
	return r
}

// group converts a group's number or name.
func (m *match) group(t *thread, v value) (int, *exception) {
	if v.Type().Is(object.FlagInt) || v.Type().Slots.Index != nil {
		i, err := object.Index(t, v)
		if err != nil {
			return 0, err
		}
		if n, big := object.AsInt(i); big == nil && n >= 0 && n < int64(len(m.spans)/2) {
			return int(n), nil
		}
	} else if n, err := m.x.p.index.Get(t, v); err != nil {
		if !err.Matches(object.TypeError) {
			return 0, err
		}
	} else if n.O != nil && n.IsSmallInt() && n.Int() >= 0 && n.Int() < int64(len(m.spans)/2) {
		return int(n.Int()), nil
	}
	return 0, t.Errorf(object.IndexError, "no such group")
}

// text returns the text of group n, def if it is no part of the match.
func (m *match) text(n int, def value) value {
	if v := m.x.slice(m.spans[2*n], m.spans[2*n+1]); v.O != nil {
		return v
	}
	return def
}

func (m *match) span(n int) value {
	return object.TupleOf(args{object.Int(m.x.position(m.spans[2*n])), object.Int(m.x.position(m.spans[2*n+1]))})
}

// groupArg returns the optional argument group.
func groupArg(t *thread, m *match, v value) (int, *exception) {
	if v.O == nil {
		return 0, nil
	}
	return m.group(t, v)
}

func init() {
	typ := matchType
	typ.Slots.GetItem = func(t *thread, v, key value) (value, *exception) {
		m := matchOf(v)
		n, err := m.group(t, key)
		if err != nil {
			return null, err
		}
		return m.text(n, none), nil
	}
	typ.Slots.Repr = func(t *thread, v value) (value, *exception) {
		m := matchOf(v)
		span, err := object.Repr(t, m.span(0))
		if err != nil {
			return null, err
		}
		text, err := object.Repr(t, m.text(0, none))
		if err != nil {
			return null, err
		}
		s := text.S
		if text.Len() > 50 {
			s = s[:text.Offset(50)]
		}
		return object.NewStr("<re.Match object; span=" + span.S + ", match=" + s + ">"), nil
	}
	orNone := func(v value) value {
		if v.O == nil {
			return none
		}
		return v
	}
	typ.Methods = []object.Def{
		def("group", "*args", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			list, _ := object.AsTuple(a[1])
			switch len(list.Items) {
			case 0:
				return m.text(0, none), nil
			case 1:
				n, err := m.group(t, list.Items[0])
				if err != nil {
					return null, err
				}
				return m.text(n, none), nil
			}
			all := make([]value, len(list.Items))
			for i, k := range list.Items {
				n, err := m.group(t, k)
				if err != nil {
					return null, err
				}
				all[i] = m.text(n, none)
			}
			return object.TupleOf(all), nil
		}),
		def("start", "group=0, /", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			n, err := groupArg(t, m, a[1])
			if err != nil {
				return null, err
			}
			return object.Int(m.x.position(m.spans[2*n])), nil
		}),
		def("end", "group=0, /", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			n, err := groupArg(t, m, a[1])
			if err != nil {
				return null, err
			}
			return object.Int(m.x.position(m.spans[2*n+1])), nil
		}),
		def("span", "group=0, /", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			n, err := groupArg(t, m, a[1])
			if err != nil {
				return null, err
			}
			return m.span(n), nil
		}),
		def("groups", "default=None", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			all := make([]value, len(m.spans)/2-1)
			for i := range all {
				all[i] = m.text(i+1, orNone(a[1]))
			}
			return object.TupleOf(all), nil
		}),
		def("groupdict", "default=None", func(t *thread, a args) (value, *exception) {
			m := matchOf(a[0])
			d := object.NewDict(t)
			index := m.x.p.index
			for k, v, pos, ok := index.NextEntry(t, 0); ok; k, v, pos, ok = index.NextEntry(t, pos) {
				n, err := m.group(t, v)
				if err != nil {
					return null, err
				}
				if err := d.Set(t, k, m.text(n, orNone(a[1]))); err != nil {
					return null, err
				}
			}
			return d.Value(), nil
		}),
		def("expand", "template", func(t *thread, a args) (value, *exception) {
			re, err := importRe(t)
			if err != nil {
				return null, err
			}
			f, err := object.GetAttr(t, re, object.Intern("_expand"))
			if err != nil {
				return null, err
			}
			return object.Call3(t, f, matchOf(a[0]).x.p.Object.Value(), a[0], a[1])
		}),
		def("__copy__", "", func(t *thread, a args) (value, *exception) { return a[0], nil }),
		def("__deepcopy__", "memo, /", func(t *thread, a args) (value, *exception) { return a[0], nil }),
		object.ClassGetItem(),
	}
	get := func(name string, f func(t *thread, m *match) value) {
		typ.Getsets = append(typ.Getsets, object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exception) {
			return f(t, matchOf(v)), nil
		}})
	}
	get("string", func(t *thread, m *match) value { return m.x.v })
	get("re", func(t *thread, m *match) value { return m.x.p.Object.Value() })
	get("pos", func(t *thread, m *match) value { return object.Int(m.x.posIndex) })
	get("endpos", func(t *thread, m *match) value { return object.Int(m.x.endIndex) })
	get("lastindex", func(t *thread, m *match) value {
		if m.last == 0 {
			return none
		}
		return object.Int(int64(m.last))
	})
	get("lastgroup", func(t *thread, m *match) value {
		if m.last > 0 && m.last < len(m.x.p.names) {
			return m.x.p.names[m.last]
		}
		return none
	})
	get("regs", func(t *thread, m *match) value {
		all := make([]value, len(m.spans)/2)
		for i := range all {
			all[i] = m.span(i)
		}
		return object.TupleOf(all)
	})
}
