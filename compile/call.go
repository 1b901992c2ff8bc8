package compile

import "github.com/weftpy/weft/syntax"

// call generates a call. The callee and its arguments go into a row of
// registers at the top of the temporaries, because the callee's frame begins
// there (see Op).
func (u *unit) call(e *syntax.Call, dst int32) {
	u.c.checkKeywords(e, e.Keywords)
	mark := u.top
	defer func() { u.top = mark }()
	if u.methodCall(e, dst) {
		return
	}
	u.c.checkCallee(e)
	base := u.window(dst)
	u.expr(e.Func, base)
	u.callArgs(e, dst, base, e.Args, e.Keywords)
}

// methodCall generates a call of an attribute with simple arguments, without
// making a bound method of it, and reports whether e is one.
func (u *unit) methodCall(e *syntax.Call, dst int32) bool {
	attr, ok := e.Func.(*syntax.Attribute)
	if !ok || !simpleArgs(e.Args, e.Keywords) {
		return false
	}
	name := u.mangle(attr.Attr)
	base := u.window(dst)
	u.alloc()
	n := int32(len(e.Args))
	super := superCall(attr.Value)
	if len(e.Keywords) == 0 && super == nil && u.effectless(e.Args) {
		u.expr(attr.Value, base+1)
		for _, a := range e.Args {
			u.expr(a, u.alloc())
		}
		lookup := u.methodPos(attr, attr)
		u.pos = u.methodPos(e, attr)
		u.emit(CallAttr, dst, base, n, u.site(name))
		if !u.dead {
			u.ins[len(u.ins)-1].lookup = &lookup
		}
		return true
	}
	if super != nil {
		u.expr(super, base)
		lookup := u.methodPos(attr, attr)
		u.at(attr.Value)
		u.emit(LoadSuper, base, base, 0, u.site(name))
		if !u.dead {
			u.ins[len(u.ins)-1].lookup = &lookup
		}
	} else {
		recv := u.operandIn(attr.Value, base)
		u.pos = u.methodPos(attr, attr)
		u.emit(LoadMethod, base, recv, 0, u.site(name))
	}
	for _, a := range e.Args {
		u.expr(a, u.alloc())
	}
	if len(e.Keywords) > 0 {
		names := u.keywordValues(e.Keywords)
		u.pos = u.methodPos(e, attr)
		u.emitConst(CallKW, dst, base, n+int32(len(names)), names)
		return true
	}
	u.pos = u.methodPos(e, attr)
	u.emit(CallMethod, dst, base, n, 0)
	return true
}

// superCall returns the name in super(), nil if e is something else.
func superCall(e syntax.Expr) *syntax.Name {
	call, ok := e.(*syntax.Call)
	if !ok || len(call.Args)+len(call.Keywords) > 0 {
		return nil
	}
	if name, ok := call.Func.(*syntax.Name); ok && name.Id == "super" {
		return name
	}
	return nil
}

// methodPos is the range of n, which ends in or is attribute a: it begins at
// the name if that stands on a later line than the object.
func (u *unit) methodPos(n syntax.Node, a *syntax.Attribute) Position {
	saved := u.pos
	u.at(n)
	p := u.pos
	if start := attrStart(a); start.Line != 0 {
		p.Line, p.Col = start.Line, start.Col
	}
	u.pos = saved
	return p
}

// emitConst is emit for an instruction with a constant.
func (u *unit) emitConst(op Op, a, b, c int32, k any) {
	if !u.dead {
		u.emit(op, a, b, c, u.constant(k))
	}
}

// effectless reports whether evaluating list can neither fail nor be noticed.
func (u *unit) effectless(list []syntax.Expr) bool {
	for _, e := range list {
		if _, ok := u.c.fold(e); ok {
			continue
		}
		if v := u.plainVariable(e); v == nil || !u.bound.has(v.id) {
			return false
		}
	}
	return true
}

// simpleArgs reports whether arguments can be passed in registers.
func simpleArgs(args []syntax.Expr, keywords []*syntax.Keyword) bool {
	if len(args)+len(keywords) > maxWindow || hasStar(args) {
		return false
	}
	for _, k := range keywords {
		if k.Arg == "" {
			return false
		}
	}
	return true
}

// keywordValues generates the values of keywords into the next registers and
// returns their names.
func (u *unit) keywordValues(keywords []*syntax.Keyword) Tuple {
	names := make(Tuple, len(keywords))
	for i, k := range keywords {
		names[i] = k.Arg
		u.expr(k.Value, u.alloc())
	}
	return names
}

// callArgs generates the arguments and the call of what is in register base,
// the last one taken. Registers base+1, … may be taken already by arguments
// that come first; there are u.top-base-1 of them, and no keywords then.
func (u *unit) callArgs(e syntax.Node, dst, base int32, args []syntax.Expr, keywords []*syntax.Keyword) {
	given := u.top - base - 1
	if !simpleArgs(args, keywords) {
		u.callEx(e, dst, base, given, args, keywords)
		return
	}
	if len(keywords) == 0 {
		for _, a := range args {
			u.expr(a, u.alloc())
		}
		u.at(e)
		fresh := int32(0)
		if given == 0 && len(args) == 1 && u.makesContainer(args[0]) {
			fresh = 1
		}
		u.emit(Call, dst, base, given+int32(len(args)), fresh)
		return
	}
	if given == 0 {
		u.emit(Clear, u.alloc(), 0, 0, 0)
	} else {
		// Make room for the null of a call that is no method's.
		u.alloc()
		for i := given; i > 0; i-- {
			u.move(base+1+i, base+i)
		}
		u.emit(Clear, base+1, 0, 0, 0)
	}
	for _, a := range args {
		u.expr(a, u.alloc())
	}
	names := u.keywordValues(keywords)
	u.at(e)
	u.emitConst(CallKW, dst, base, given+int32(len(args)+len(names)), names)
}

// makesContainer reports whether e is a comprehension that makes a list or set in
// the frame around: not one that is a function, whose result a trace function sees.
func (u *unit) makesContainer(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.ListComp, *syntax.SetComp:
		s := u.c.scopes[scopeKey{e, bodyRole}]
		return s.inline && !s.isCoroutine
	}
	return false
}

// callEx generates a call with a sequence and a mapping of arguments, and maybe some
// arguments before the sequence.
func (u *unit) callEx(e syntax.Node, dst, base, given int32, args []syntax.Expr, keywords []*syntax.Keyword) {
	if u.callRest(e, dst, base, given, args, keywords) {
		return
	}
	seq := base + 1
	switch {
	case given > 0:
		u.at(e)
		u.emit(BuildList, seq, seq, given, 0)
		u.top = seq + 1
		u.extendList(e, args, seq)
	case len(args) == 1 && hasStar(args):
		u.expr(args[0].(*syntax.Starred).Value, u.alloc())
	default:
		u.sequenceOf(e, args, u.alloc())
	}
	u.spread(e, dst, base, 0, keywords)
}

// callRest generates a call whose arguments are some plain ones and at most one
// sequence of others behind them, without putting all into a list, and reports
// whether it is one. While the keyword arguments are evaluated the sequence may not
// change.
func (u *unit) callRest(e syntax.Node, dst, base, given int32, args []syntax.Expr, keywords []*syntax.Keyword) bool {
	plain := args
	var rest syntax.Expr
	if n := len(args); n > 0 {
		if s, ok := args[n-1].(*syntax.Starred); ok {
			plain, rest = args[:n-1], s.Value
		}
	}
	count := given + int32(len(plain))
	if count == 0 || count > maxWindow || hasStar(plain) {
		return false
	}
	if rest != nil {
		for _, k := range keywords {
			if !u.effectless([]syntax.Expr{k.Value}) {
				return false
			}
		}
	}
	for _, a := range plain {
		u.expr(a, u.alloc())
	}
	if t := u.alloc(); rest != nil {
		u.expr(rest, t)
	} else {
		u.at(e)
		u.loadConst(Tuple{}, t)
	}
	u.spread(e, dst, base, count, keywords)
	return true
}

// spread generates the keyword arguments and the CallEx of a call whose other
// arguments, plain ones and a sequence, are in registers.
func (u *unit) spread(e syntax.Node, dst, base, plain int32, keywords []*syntax.Keyword) {
	flags := plain << 2
	switch {
	case len(keywords) == 1 && keywords[0].Arg == "":
		u.expr(keywords[0].Value, u.alloc())
		flags |= 3
	case len(keywords) > 0:
		u.keywordMap(e, base, keywords, u.alloc())
		flags |= 1
	}
	u.at(e)
	u.emit(CallEx, dst, base, flags, 0)
}

// sequenceOf generates a tuple or list of args in temporary t.
func (u *unit) sequenceOf(e syntax.Node, args []syntax.Expr, t int32) {
	if k, ok := u.c.foldAll(args); ok {
		u.at(e)
		u.loadConst(k, t)
		return
	}
	u.buildLong(e, args, BuildList, t)
}

// extendList appends args to the list in register t.
func (u *unit) extendList(e syntax.Node, args []syntax.Expr, t int32) {
	mark := u.top
	for _, a := range args {
		op := ListAppend
		if s, ok := a.(*syntax.Starred); ok {
			op, a = ListExtend, s.Value
		}
		r := u.operand(a)
		u.at(e)
		u.emit(op, t, r, 0, 0)
		u.top = mark
	}
}

// keywordMap generates the keyword arguments for the callee in register callee
// as a dict in temporary t.
func (u *unit) keywordMap(e syntax.Node, callee int32, keywords []*syntax.Keyword, t int32) {
	mark := u.top
	started := false
	for i := 0; i < len(keywords); {
		if k := keywords[i]; k.Arg == "" {
			if !started {
				u.at(e)
				u.emit(BuildMap, t, 0, 0, 0)
				started = true
			}
			r := u.operand(k.Value)
			u.at(e)
			u.emit(DictMerge, t, r, callee, 0)
			u.top = mark
			i++
			continue
		}
		into := t
		if started {
			into = u.alloc()
		}
		first := i
		base := u.top
		for i < len(keywords) && i-first < maxPairs && keywords[i].Arg != "" {
			k := keywords[i]
			u.at(k)
			u.loadConst(k.Arg, u.alloc())
			u.expr(k.Value, u.alloc())
			i++
		}
		u.at(e)
		u.emit(BuildMap, into, base, int32(i-first), 0)
		if started {
			u.emit(DictMerge, t, into, callee, 0)
		}
		started = true
		u.top = mark
	}
}
