package compile

import "github.com/weftpy/weft/syntax"

// joinedStr generates an f-string.
func (u *unit) joinedStr(e *syntax.JoinedStr, dst int32) {
	u.joined(e, e.Values, dst)
}

// joined generates the parts of f-string e.
func (u *unit) joined(e syntax.Node, values []syntax.Expr, dst int32) {
	if len(values) == 0 {
		u.at(e)
		u.loadConst("", dst)
		return
	}
	mark := u.top
	u.joinParts(e, values, dst)
	u.top = mark
}

// part generates a part of f-string e, to which errors of formatting belong. In
// the formatting by % that is generated like one they belong to the value.
func (u *unit) part(e syntax.Node, v syntax.Expr, dst int32, joined bool) {
	if f, ok := v.(*syntax.FormattedValue); ok {
		if _, percent := e.(*syntax.BinOp); percent {
			e = f
		}
		u.formattedValue(f, e, dst, joined)
		return
	}
	u.expr(v, dst)
}

// joinParts joins values, in groups if they are many.
func (u *unit) joinParts(e syntax.Node, values []syntax.Expr, dst int32) {
	if len(values) == 1 {
		u.part(e, values[0], dst, false)
		return
	}
	base := u.window(dst)
	if len(values) <= maxWindow {
		for i, v := range values {
			r := base
			if i > 0 {
				r = u.alloc()
			}
			u.part(e, v, r, true)
		}
		u.at(e)
		u.emit(BuildString, dst, base, int32(len(values)), 0)
		return
	}
	// The size of the groups is chosen so that there are at most maxWindow.
	size := maxWindow
	for size*maxWindow < len(values) {
		size *= maxWindow
	}
	n := int32(0)
	for len(values) > 0 {
		r := base
		if n > 0 {
			r = u.alloc()
		}
		k := min(size, len(values))
		mark := u.top
		u.joinParts(e, values[:k], r)
		u.top = mark
		values = values[k:]
		n++
	}
	u.at(e)
	u.emit(BuildString, dst, base, n, 0)
}

// conversions are the values of the C of FormatValue.
var conversions = map[int]int32{-1: 0, 's': 1, 'r': 2, 'a': 3}

// formattedValue generates the text of e; joined says that it is for BuildString.
func (u *unit) formattedValue(e *syntax.FormattedValue, at syntax.Node, dst int32, joined bool) {
	mark := u.top
	flags := conversions[e.Conversion]
	if joined {
		flags |= 8
	}
	var r int32
	if e.FormatSpec == nil {
		r = u.operandIn(e.Value, dst)
	} else {
		r = u.window(dst)
		u.expr(e.Value, r)
		spec := u.alloc()
		if s, ok := e.FormatSpec.(*syntax.JoinedStr); ok {
			u.joined(at, s.Values, spec)
		} else {
			u.expr(e.FormatSpec, spec)
		}
		flags |= 4
	}
	u.at(at)
	u.emit(FormatValue, dst, r, flags, 0)
	u.top = mark
}

// templateStr generates a t-string: a Template of alternating strings and
// interpolations, beginning and ending with a string.
func (u *unit) templateStr(e *syntax.TemplateStr, dst int32) {
	mark := u.top
	t := u.fresh(dst)
	inner := u.top
	u.at(e)
	u.emit(BuildList, t, 0, 0, 0)
	add := func(generate func(r int32)) {
		r := u.alloc()
		generate(r)
		u.at(e)
		u.emit(ListAppend, t, r, 0, 0)
		u.top = inner
	}
	text := func(s string) { add(func(r int32) { u.loadConst(s, r) }) }
	wantText := true
	for _, v := range e.Values {
		if k, ok := u.c.fold(v); ok {
			text(k.(string))
			wantText = false
			continue
		}
		if wantText {
			text("")
		}
		add(func(r int32) { u.expr(v, r) })
		wantText = true
	}
	if wantText {
		text("")
	}
	u.emit(ListToTuple, t, t, 0, 0)
	u.emit(Intrinsic, dst, t, 1, IntrinsicTemplate)
	u.top = mark
}

func (u *unit) interpolation(e *syntax.Interpolation, dst int32) {
	mark := u.top
	base := u.window(dst)
	u.expr(e.Value, base)
	u.at(e)
	u.loadConst(e.Str, u.alloc())
	var conversion any
	if e.Conversion != -1 {
		conversion = string(rune(e.Conversion))
	}
	u.loadConst(conversion, u.alloc())
	if e.FormatSpec == nil {
		u.loadConst("", u.alloc())
	} else {
		u.expr(e.FormatSpec, u.alloc())
	}
	u.at(e)
	u.emit(Intrinsic, dst, base, 4, IntrinsicInterpolation)
	u.top = mark
}
