package sre

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// replacement is what sub puts in the place of a match: a text, a template with
// references to groups, or what a function returns.
type replacement struct {
	p      *pattern
	text   string
	groups []int // of a template: group i after text part i
	parts  []string
	call   value // a function, or null
}

// newReplacement prepares the argument repl.
func (p *pattern) newReplacement(t *thread, v value) (*replacement, *exception) {
	r := &replacement{p: p}
	if v.Type().Slots.Call != nil {
		r.call = v
		return r, nil
	}
	if s, ok := object.AsStr(v); ok {
		r.text = s.S
	} else if object.IsBytesLike(v) {
		b, err := object.BytesCopy(t, v)
		if err != nil {
			return nil, err
		}
		r.text = b
	}
	if (object.IsBytesLike(v) || v.Type().Is(object.FlagStr)) && strings.IndexByte(r.text, '\\') < 0 {
		if _, isStr := object.AsStr(v); isStr == p.isStr || p.any {
			return r, nil
		}
	}
	// The library's own parser takes the template apart, and remembers it.
	re, err := importRe(t)
	if err != nil {
		return nil, err
	}
	compileRepl, err := object.LookupAttr(t, re, object.Intern("_compile_repl"))
	if err != nil {
		return nil, err
	}
	if compileRepl.O != nil {
		tmpl, err := object.Call2(t, compileRepl, v, p.Object.Value())
		if err != nil {
			return nil, err
		}
		if r.template(t, tmpl) {
			return r, nil
		}
	}
	subx, err := object.GetAttr(t, re, object.Intern("_subx"))
	if err != nil {
		return nil, err
	}
	f, err := object.Call2(t, subx, p.Object.Value(), v)
	if err != nil {
		return nil, err
	}
	if f.Type().Slots.Call != nil {
		r.call = f
		return r, nil
	}
	if r.text, err = replaced(t, f, p); err != nil {
		return nil, err
	}
	return r, nil
}

// importRe returns module re.
func importRe(t *thread) (value, *exception) {
	if m := t.Interp.Modules.GetStr(t, object.Intern("re")); m.O != nil {
		return m, nil
	}
	return t.Interp.ImportName(t, object.Intern("re"), nil, none, 0)
}

// template takes what re._compile_repl returned: a list of (place, group), and a
// list of texts with None in the places of groups. It returns false for anything
// else.
func (r *replacement) template(t *thread, v value) bool {
	tup, ok := object.AsTuple(v)
	if !ok || len(tup.Items) != 2 {
		return false
	}
	groups, ok1 := object.AsList(tup.Items[0])
	texts, ok2 := object.AsList(tup.Items[1])
	if !ok1 || !ok2 {
		return false
	}
	at := map[int]int{}
	for _, g := range groups.Items(t) {
		pair, ok := object.AsTuple(g)
		if !ok || len(pair.Items) != 2 || !pair.Items[0].IsSmallInt() || !pair.Items[1].IsSmallInt() {
			return false
		}
		n := int(pair.Items[1].Int())
		if n < 0 || n > r.p.groups {
			return false
		}
		at[int(pair.Items[0].Int())] = n
	}
	part := ""
	for i, x := range texts.Items(t) {
		if n, isGroup := at[i]; isGroup {
			r.parts = append(r.parts, part)
			r.groups = append(r.groups, n)
			part = ""
			continue
		}
		if s, ok := object.AsStr(x); ok {
			part += s.S
		} else if b, ok := object.AsBytes(x); ok {
			part += b.S
		} else {
			return false
		}
	}
	r.parts = append(r.parts, part)
	return true
}

// replaced returns the text of what a function returned.
func replaced(t *thread, v value, p *pattern) (string, *exception) {
	if s, ok := object.AsStr(v); ok && p.isStr {
		return s.S, nil
	}
	if !p.isStr && object.IsBytesLike(v) {
		return object.BytesCopy(t, v)
	}
	if p.any {
		if s, ok := object.AsStr(v); ok {
			return s.S, nil
		}
	}
	what := "a bytes-like object"
	if p.isStr {
		what = "str instance"
	}
	return "", t.Errorf(object.TypeError, "sequence item 0: expected %s, %s found", what, v.TypeName())
}

// apply appends the replacement of the match that m has found.
func (r *replacement) apply(t *thread, out []byte, x *subject, m *matcher, start, end int) ([]byte, *exception) {
	switch {
	case r.call.O != nil:
		v, err := object.Call1(t, r.call, x.newMatch(m, start, end).Object.Value())
		if err != nil {
			return nil, err
		}
		if v.IsNone() {
			return out, nil
		}
		s, err := replaced(t, v, r.p)
		return append(out, s...), err
	case r.groups != nil:
		for i, n := range r.groups {
			out = append(out, r.parts[i]...)
			from, to := start, end
			if n > 0 {
				from, to = m.slots[2*n-2], m.slots[2*n-1]
			}
			if from >= 0 && to >= from {
				out = append(out, x.s[from:to]...)
			}
		}
		return append(out, r.parts[len(r.groups)]...), nil
	case r.parts != nil:
		return append(out, r.parts[0]...), nil
	}
	return append(out, r.text...), nil
}
