package compile

import "github.com/weftpy/weft/syntax"

// assign generates target = value.
func (u *unit) assign(target, value syntax.Expr) {
	mark := u.top
	defer func() { u.top = mark }()
	switch t := target.(type) {
	case *syntax.Name:
		if v := u.plainVariable(t); v != nil {
			u.expr(value, v.reg)
			u.bind(v)
			return
		}
	case *syntax.Tuple:
		if u.assignPairs(t.Elts, value) {
			return
		}
	case *syntax.List:
		if u.assignPairs(t.Elts, value) {
			return
		}
	}
	r := u.operandBefore(value, -1, target)
	at := len(u.ins)
	u.assignFrom(target, r)
	if at < len(u.ins) && u.ins[at].op == Unpack && u.isTemp(r) {
		u.ins[at].d = 1
	}
}

// assignFrom assigns the value in register r, which it does not change unless
// target names it.
func (u *unit) assignFrom(target syntax.Expr, r int32) {
	mark := u.top
	switch t := target.(type) {
	case *syntax.Name:
		u.c.checkName(t)
		u.at(t)
		u.store(u.mangle(t.Id), r)
	case *syntax.Attribute:
		o := u.operand(t.Value)
		u.c.checkIdent(t, t.Attr, syntax.Store)
		u.pos = u.methodPos(t, t)
		u.emit(StoreAttr, r, o, 0, u.site(u.mangle(t.Attr)))
	case *syntax.Subscript:
		o := u.operandBefore(t.Value, -1, t.Slice)
		i := u.operand(t.Slice)
		u.at(t)
		u.emit(StoreItem, r, o, i, 0)
	case *syntax.Tuple:
		u.unpack(t, t.Elts, r)
	case *syntax.List:
		u.unpack(t, t.Elts, r)
	case *syntax.Starred:
		u.c.fail(t, "starred assignment target must be in a list or tuple")
	default:
		panic("BUG: unknown assignment target")
	}
	u.top = mark
}

// checkTargets rejects lists of targets that cannot be unpacked into and
// returns the index of the starred one, or -1.
func (u *unit) checkTargets(e syntax.Node, targets []syntax.Expr) int {
	star := -1
	for i, t := range targets {
		if _, ok := t.(*syntax.Starred); !ok {
			continue
		}
		if star >= 0 {
			u.c.fail(e, "multiple starred expressions in assignment")
		}
		if i >= 1<<8 || len(targets)-i-1 >= 1<<23 {
			u.c.fail(e, "too many expressions in star-unpacking assignment")
		}
		star = i
	}
	return star
}

// unpack assigns the items of the iterable in register r to targets.
func (u *unit) unpack(e syntax.Node, targets []syntax.Expr, r int32) {
	star := u.checkTargets(e, targets)
	n := int32(len(targets))
	plain := func(i int) syntax.Expr {
		if s, ok := targets[i].(*syntax.Starred); ok {
			return s.Value
		}
		return targets[i]
	}
	u.at(e)
	if n > maxWindow {
		t := u.alloc()
		if star < 0 {
			u.emit(UnpackTuple, t, r, 0, n)
		} else {
			u.emit(UnpackTuple, t, r, 1, int32(star)|(n-1-int32(star))<<8)
		}
		item := u.alloc()
		for i := range targets {
			u.at(e)
			u.emit(LoadItemI, item, t, 0, int32(i))
			u.assignFrom(plain(i), item)
		}
		return
	}
	base, direct := u.consecutive(targets, plain)
	if !direct && n > 0 {
		base = u.allocN(n)
	}
	if star < 0 {
		u.emit(Unpack, base, r, n, 0)
	} else {
		u.emit(UnpackEx, base, r, int32(star), n-1-int32(star))
	}
	for i := range targets {
		if direct {
			u.bind(u.plainVariable(plain(i)))
		} else {
			u.assignFrom(plain(i), base+int32(i))
		}
	}
}

// consecutive returns the first register if targets are variables whose
// registers follow each other.
func (u *unit) consecutive(targets []syntax.Expr, plain func(int) syntax.Expr) (int32, bool) {
	base := int32(0)
	for i := range targets {
		v := u.plainVariable(plain(i))
		if v == nil || i > 0 && v.reg != base+int32(i) {
			return 0, false
		}
		if i == 0 {
			base = v.reg
		}
	}
	return base, len(targets) > 0
}

// assignPairs generates targets = values item by item, without a tuple, if
// value is a display of as many values, and reports whether it is. All values
// are evaluated before the first target is assigned to; a variable among them
// is copied only if an earlier target is that variable.
func (u *unit) assignPairs(targets []syntax.Expr, value syntax.Expr) bool {
	var values []syntax.Expr
	switch v := value.(type) {
	case *syntax.Tuple:
		values = v.Elts
	case *syntax.List:
		values = v.Elts
	}
	if len(values) == 0 || len(values) != len(targets) || len(values) > maxWindow || hasStar(values) || hasStar(targets) {
		return false
	}
	const isConst = -1
	regs := make([]int32, len(values))
	for i, v := range values {
		if _, ok := u.c.fold(v); ok {
			regs[i] = isConst
			continue
		}
		r := u.operandBefore(v, -1, values[i+1:]...)
		if !u.isTemp(r) {
			for j, t := range targets {
				if j < i && assigns(t, func(n *syntax.Name) bool {
					w := u.plainVariable(n)
					return w != nil && w.reg == r
				}) || u.rebinds(t, r) {
					c := u.alloc()
					u.move(c, r)
					r = c
					break
				}
			}
		}
		regs[i] = r
	}
	for i, t := range targets {
		if regs[i] != isConst {
			u.assignFrom(t, regs[i])
			continue
		}
		mark := u.top
		if v := u.plainVariable(t); v != nil {
			u.expr(values[i], v.reg)
			u.bind(v)
		} else {
			u.assignFrom(t, u.operand(values[i]))
		}
		u.top = mark
	}
	return true
}

// assigns reports whether f holds for a name that target binds.
func assigns(target syntax.Expr, f func(*syntax.Name) bool) bool {
	var elts []syntax.Expr
	switch t := target.(type) {
	case *syntax.Name:
		return f(t)
	case *syntax.Starred:
		return assigns(t.Value, f)
	case *syntax.Tuple:
		elts = t.Elts
	case *syntax.List:
		elts = t.Elts
	}
	for _, x := range elts {
		if assigns(x, f) {
			return true
		}
	}
	return false
}

func (u *unit) assignStmt(s *syntax.Assign) {
	if len(s.Targets) == 1 {
		u.assign(s.Targets[0], s.Value)
		return
	}
	mark := u.top
	var r int32
	targets := s.Targets
	if v := u.plainVariable(targets[0]); v != nil {
		u.expr(s.Value, v.reg)
		u.bind(v)
		r = v.reg
		targets = targets[1:]
		for _, t := range targets {
			if u.rebinds(t, r) || assigns(t, func(n *syntax.Name) bool { return u.plainVariable(n) == v }) {
				r = u.alloc()
				u.move(r, v.reg)
				break
			}
		}
	} else {
		r = u.operand(s.Value)
		if !u.isTemp(r) {
			// The first targets must not change what the others are assigned.
			t := u.alloc()
			u.move(t, r)
			r = t
		}
	}
	for _, t := range targets {
		u.assignFrom(t, r)
	}
	u.top = mark
}

func (u *unit) augAssign(s *syntax.AugAssign) {
	mark := u.top
	op := binOps[s.Op]
	switch t := s.Target.(type) {
	case *syntax.Name:
		u.c.checkName(t)
		name := u.mangle(t.Id)
		if v := u.plainVariable(t); v != nil {
			u.at(t)
			u.check(v)
			l := v.reg
			if u.rebinds(s.Value, l) {
				l = u.alloc()
				u.move(l, v.reg)
			}
			u.arithmetic(s, op, v.reg, l, s.Value, 1)
			u.bind(v)
			break
		}
		r := u.alloc()
		u.at(t)
		u.load(name, r)
		u.arithmetic(s, op, r, r, s.Value, 1)
		u.at(t)
		u.store(name, r)
	case *syntax.Attribute:
		o := u.operandBefore(t.Value, -1, s.Value)
		name := u.mangle(t.Attr)
		at := u.methodPos(t, t)
		r := u.alloc()
		u.pos = at
		u.emit(LoadAttr, r, o, 0, u.site(name))
		u.arithmetic(s, op, r, r, s.Value, 1)
		u.pos = at
		u.emit(StoreAttr, r, o, 0, u.site(name))
	case *syntax.Subscript:
		o := u.operandBefore(t.Value, -1, t.Slice, s.Value)
		i := u.operandBefore(t.Slice, -1, s.Value)
		r := u.alloc()
		u.at(t)
		u.emit(LoadItem, r, o, i, 0)
		u.arithmetic(s, op, r, r, s.Value, 1)
		u.at(t)
		u.emit(StoreItem, r, o, i, 0)
	default:
		panic("BUG: unknown target of an augmented assignment")
	}
	u.top = mark
}

func (u *unit) annAssign(s *syntax.AnnAssign) {
	mark := u.top
	defer func() { u.top = mark }()
	if s.Value != nil {
		u.assign(s.Target, s.Value)
	}
	evaluated := u.scope.kind == moduleScope || u.scope.kind == classScope
	switch t := s.Target.(type) {
	case *syntax.Name:
		u.c.checkIdent(s, t.Id, syntax.Store)
		if s.Simple && evaluated {
			u.setAnnotation(s, t)
		}
	case *syntax.Attribute:
		u.c.checkIdent(s, t.Attr, syntax.Store)
		if s.Value == nil {
			u.operand(t.Value)
		}
	case *syntax.Subscript:
		if s.Value == nil {
			u.operand(t.Value)
			u.operand(t.Slice)
		}
	}
	if !s.Simple && evaluated && u.c.future&FutureAnnotations == 0 {
		u.operand(s.Annotation)
	}
}

// setAnnotation generates __annotations__[name] = annotation.
func (u *unit) setAnnotation(s *syntax.AnnAssign, name *syntax.Name) {
	r, dict, key := u.alloc(), u.alloc(), u.alloc()
	u.annotation(s.Annotation, r)
	u.at(s)
	u.load("__annotations__", dict)
	u.loadConst(u.mangle(name.Id), key)
	u.emit(StoreItem, r, dict, key, 0)
}

// annotation generates the value of an annotation: its text under the future
// statement.
func (u *unit) annotation(e syntax.Expr, dst int32) {
	if u.c.future&FutureAnnotations != 0 {
		u.at(e)
		u.loadConst(Unparse(e), dst)
		return
	}
	u.expr(e, dst)
}

func (u *unit) deleteTarget(e syntax.Expr) {
	mark := u.top
	switch t := e.(type) {
	case *syntax.Name:
		u.c.checkName(t)
		u.at(t)
		u.unbind(u.mangle(t.Id))
	case *syntax.Attribute:
		o := u.operand(t.Value)
		u.pos = u.methodPos(t, t)
		u.emit(DeleteAttr, 0, o, 0, u.site(u.mangle(t.Attr)))
	case *syntax.Subscript:
		o := u.operandBefore(t.Value, -1, t.Slice)
		i := u.operand(t.Slice)
		u.at(t)
		u.emit(DeleteItem, 0, o, i, 0)
	case *syntax.Tuple:
		for _, x := range t.Elts {
			u.deleteTarget(x)
		}
	case *syntax.List:
		for _, x := range t.Elts {
			u.deleteTarget(x)
		}
	default:
		panic("BUG: unknown target of del")
	}
	u.top = mark
}
