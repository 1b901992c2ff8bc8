package compile

import "github.com/weftpy/weft/syntax"

// binding is a name that a pattern binds once it has matched as a whole.
type binding struct {
	name string // mangled
	at   syntax.Node
	reg  int32
}

// matcher generates the patterns of one case clause. Values taken out of the
// subject stay in temporaries until the clause is left, so that the names can
// be bound after everything has matched.
type matcher struct {
	u           *unit
	captures    []binding
	irrefutable bool // a pattern that matches anything may stand here

	// last is the pattern that was begun last; CPython reports errors there.
	last syntax.Pattern
}

func (u *unit) match(s *syntax.Match) {
	u.at(s)
	u.line()
	r := u.operand(s.Subject)
	if !u.isTemp(r) && u.matchRebinds(s, r) {
		t := u.alloc()
		u.move(t, r)
		r = t
	}
	end := u.newLabel()
	for i, c := range s.Cases {
		mark := u.top
		next := u.newLabel()
		m := &matcher{u: u, irrefutable: c.Guard != nil || i == len(s.Cases)-1}
		u.at(c.Pattern)
		u.line()
		m.pattern(c.Pattern, r, next)
		for _, b := range m.captures {
			u.at(b.at)
			u.store(b.name, b.reg)
		}
		if c.Guard != nil {
			u.locate(c.Pattern)
			u.jumpIf(c.Guard, false, next)
		}
		u.top = mark
		u.stmts(c.Body)
		u.afterJoin()
		u.jump(Jump, 0, 0, 0, end)
		u.place(next)
	}
	u.place(end)
}

// matchRebinds reports whether a pattern or guard of s may bind the variable
// in register r.
func (u *unit) matchRebinds(s *syntax.Match, r int32) bool {
	for _, c := range s.Cases {
		for _, name := range patternNames(c.Pattern, nil) {
			if v := u.vars[u.mangle(name)]; v != nil && v.reg == r {
				return true
			}
		}
		if c.Guard != nil && u.rebinds(c.Guard, r) {
			return true
		}
	}
	return false
}

// patternNames appends the names that p binds, each once.
func patternNames(p syntax.Pattern, names []string) []string {
	add := func(name string) {
		for _, n := range names {
			if n == name {
				return
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	all := func(list []syntax.Pattern) {
		for _, x := range list {
			names = patternNames(x, names)
		}
	}
	switch p := p.(type) {
	case *syntax.MatchSequence:
		all(p.Patterns)
	case *syntax.MatchMapping:
		all(p.Patterns)
		add(p.Rest)
	case *syntax.MatchClass:
		all(p.Patterns)
		all(p.KwdPatterns)
	case *syntax.MatchStar:
		add(p.Name)
	case *syntax.MatchAs:
		if p.Pattern != nil {
			names = patternNames(p.Pattern, names)
		}
		add(p.Name)
	case *syntax.MatchOr:
		all(p.Patterns)
	}
	return names
}

// capture records that name is bound to what is in register r.
func (m *matcher) capture(at syntax.Node, name string, r int32) {
	m.u.c.checkIdent(m.last, name, syntax.Store)
	mangled := m.u.mangle(name)
	for _, b := range m.captures {
		if b.name == mangled {
			m.u.c.fail(m.last, "multiple assignments to name '%s' in pattern", name)
		}
	}
	m.captures = append(m.captures, binding{mangled, at, r})
}

// wildcard reports whether p matches anything and binds nothing.
func wildcard(p syntax.Pattern) bool {
	switch p := p.(type) {
	case *syntax.MatchAs:
		return p.Pattern == nil && p.Name == ""
	case *syntax.MatchStar:
		return p.Name == ""
	}
	return false
}

// pattern generates the test of the value in register r against p and a jump
// to fail.
func (m *matcher) pattern(p syntax.Pattern, r int32, fail *label) {
	u := m.u
	m.last = p
	switch p := p.(type) {
	case *syntax.MatchValue:
		m.value(p, r, fail)
	case *syntax.MatchSingleton:
		u.at(p)
		v := p.Value
		if _, ok := v.(syntax.NoneType); ok {
			u.jump(JumpIfNotNone, r, 0, 0, fail)
			return
		}
		mark := u.top
		t := u.alloc()
		u.loadConst(v, t)
		u.jump(JumpIs, r, t, 1, fail)
		u.top = mark
	case *syntax.MatchSequence:
		m.sequence(p, r, fail)
	case *syntax.MatchMapping:
		m.mapping(p, r, fail)
	case *syntax.MatchClass:
		m.class(p, r, fail)
	case *syntax.MatchStar:
		if p.Name != "" {
			m.capture(p, p.Name, r)
		}
	case *syntax.MatchAs:
		if p.Pattern == nil {
			if !m.irrefutable {
				if p.Name != "" {
					u.c.fail(p, "name capture '%s' makes remaining patterns unreachable", p.Name)
				}
				u.c.fail(p, "wildcard makes remaining patterns unreachable")
			}
		} else {
			m.pattern(p.Pattern, r, fail)
		}
		if p.Name != "" {
			m.capture(p, p.Name, r)
		}
	case *syntax.MatchOr:
		m.or(p, r, fail)
	default:
		panic("BUG: unknown pattern")
	}
}

// sub generates a pattern inside another one, where anything may stand.
func (m *matcher) sub(p syntax.Pattern, r int32, fail *label) {
	outer := m.irrefutable
	m.irrefutable = true
	m.pattern(p, r, fail)
	m.irrefutable = outer
}

func (m *matcher) value(p *syntax.MatchValue, r int32, fail *label) {
	u := m.u
	k, ok := u.c.fold(p.Value)
	if _, isAttr := p.Value.(*syntax.Attribute); !ok && !isAttr {
		u.c.fail(p, "patterns may only match literals and attribute lookups")
	}
	mark := u.top
	if ok && !u.dead {
		if n := u.constant(k); n < MaxRegs {
			u.at(p)
			u.jump(JumpEqK, r, n, 1, fail)
			return
		}
	}
	t := u.operand(p.Value)
	u.at(p)
	u.jump(JumpEq, r, t, 1, fail)
	u.top = mark
}

func (m *matcher) sequence(p *syntax.MatchSequence, r int32, fail *label) {
	u := m.u
	n := int32(len(p.Patterns))
	star, onlyWild, starWild := int32(-1), true, false
	for i, x := range p.Patterns {
		if s, ok := x.(*syntax.MatchStar); ok {
			if star >= 0 {
				u.c.fail(p, "multiple starred names in sequence pattern")
			}
			star, starWild = int32(i), s.Name == ""
		}
		onlyWild = onlyWild && wildcard(x)
	}
	t := u.alloc()
	u.at(p)
	u.emit(MatchSequence, t, r, 0, 0)
	u.jump(JumpIfFalse, t, 0, 0, fail)
	switch {
	case star < 0:
		u.emit(GetLen, t, r, 0, 0)
		m.lengthJump(JumpEq, JumpEqK, t, int64(n), fail)
	case n > 1:
		u.emit(GetLen, t, r, 0, 0)
		m.lengthJump(JumpGe, JumpGeK, t, int64(n-1), fail)
	}
	if onlyWild {
		return
	}
	if starWild {
		m.items(p, r, star, fail)
		return
	}
	u.at(p)
	base := t
	switch {
	case n <= maxWindow:
		base = u.allocN(n)
		if star < 0 {
			u.emit(Unpack, base, r, n, 0)
		} else {
			u.emit(UnpackEx, base, r, star, n-1-star)
		}
		for i, x := range p.Patterns {
			m.sub(x, base+int32(i), fail)
		}
	default:
		if star >= 1<<8 {
			u.c.fail(p, "too many expressions in star-unpacking sequence pattern")
		}
		if star < 0 {
			u.emit(UnpackTuple, t, r, 0, n)
		} else {
			u.emit(UnpackTuple, t, r, 1, star|(n-1-star)<<8)
		}
		m.elements(p, p.Patterns, t, fail)
	}
}

// lengthJump generates a jump to fail unless the int in register t compares
// with n as op says.
func (m *matcher) lengthJump(op, kop Op, t int32, n int64, fail *label) {
	u := m.u
	if u.dead {
		return
	}
	if k := u.constant(n); k < MaxRegs {
		u.jump(kop, t, k, 1, fail)
		return
	}
	mark := u.top
	c := u.alloc()
	u.loadConst(n, c)
	u.jump(op, t, c, 1, fail)
	u.top = mark
}

// items matches a sequence with a nameless star item by item, by index: what
// the star stands for is not looked at.
func (m *matcher) items(p *syntax.MatchSequence, r, star int32, fail *label) {
	u := m.u
	n := int32(len(p.Patterns))
	for i, x := range p.Patterns {
		i := int32(i)
		if i == star || wildcard(x) {
			continue
		}
		t := u.alloc()
		u.at(p)
		if i < star {
			u.emit(LoadItemI, t, r, 0, i)
		} else {
			u.emit(GetLen, t, r, 0, 0)
			u.emit(SubI, t, t, 0, n-i)
			u.emit(LoadItem, t, r, t, 0)
		}
		m.sub(x, t, fail)
	}
}

// elements matches the items of the tuple in register t.
func (m *matcher) elements(at syntax.Node, patterns []syntax.Pattern, t int32, fail *label) {
	u := m.u
	for i, x := range patterns {
		if wildcard(x) {
			continue
		}
		item := u.alloc()
		u.at(at)
		u.emit(LoadItemI, item, t, 0, int32(i))
		m.sub(x, item, fail)
	}
}

func (m *matcher) mapping(p *syntax.MatchMapping, r int32, fail *label) {
	u := m.u
	n := len(p.Keys)
	t := u.alloc()
	u.at(p)
	u.emit(MatchMapping, t, r, 0, 0)
	u.jump(JumpIfFalse, t, 0, 0, fail)
	if n == 0 && p.Rest == "" {
		return
	}
	if n > 0 {
		u.emit(GetLen, t, r, 0, 0)
		m.lengthJump(JumpGe, JumpGeK, t, int64(n), fail)
	}
	m.checkKeys(p)
	keys := u.alloc()
	u.expr(&syntax.Tuple{Span: p.Span, Elts: p.Keys}, keys)
	u.at(p)
	u.emit(MatchKeys, t, r, keys, 0)
	u.jump(JumpIfNone, t, 0, 0, fail)
	m.elements(p, p.Patterns, t, fail)
	if p.Rest == "" {
		return
	}
	rest := u.alloc()
	mark := u.top
	u.at(p)
	u.emit(BuildMap, rest, 0, 0, 0)
	u.emit(DictUpdate, rest, r, 0, 0)
	k := u.alloc()
	for i := range p.Keys {
		u.emit(LoadItemI, k, keys, 0, int32(i))
		u.emit(DeleteItem, 0, rest, k, 0)
	}
	u.top = mark
	m.capture(p, p.Rest, rest)
}

func (m *matcher) checkKeys(p *syntax.MatchMapping) {
	seen := map[any]bool{}
	for _, e := range p.Keys {
		k, ok := m.u.c.fold(e)
		if _, isAttr := e.(*syntax.Attribute); !ok && !isAttr {
			m.u.c.fail(p, "mapping pattern keys may only match literals and attribute lookups")
		}
		if !ok {
			continue
		}
		key := equalityKey(k)
		if seen[key] {
			m.u.c.fail(p, "mapping pattern checks duplicate key (%s)", constRepr(k))
		}
		seen[key] = true
	}
}

// equalityKey returns a key that is the same for constants that are equal in
// Python: 1, 1.0 and True are.
func equalityKey(v any) any {
	if z, ok := v.(complex128); ok && imag(z) == 0 {
		v = real(z)
	}
	if f, ok := v.(float64); ok && f == float64(int64(f)) {
		v = int64(f)
	}
	if n, ok := asInt(v); ok {
		v = fromBig(n)
	}
	return constKey(v)
}

func (m *matcher) class(p *syntax.MatchClass, r int32, fail *label) {
	u := m.u
	if len(p.Patterns) >= MaxRegs {
		u.c.fail(p, "too many sub-patterns in class pattern %s", Unparse(p.Cls))
	}
	names := make(Tuple, len(p.KwdAttrs))
	for i, name := range p.KwdAttrs {
		u.c.checkIdent(p.KwdPatterns[i], name, syntax.Store)
		for _, other := range p.KwdAttrs[i+1:] {
			if name == other {
				for j := range p.KwdAttrs[i+1:] {
					if p.KwdAttrs[i+1+j] == name {
						u.c.fail(p.KwdPatterns[i+1+j], "attribute name repeated in class pattern: %s", name)
					}
				}
			}
		}
		names[i] = name
	}
	t := u.alloc()
	cls := u.operandIn(p.Cls, t)
	u.at(p)
	if !u.dead {
		u.emit(MatchClass, t, r, cls, int32(len(p.Patterns))|u.constant(names)<<8)
	}
	u.jump(JumpIfNone, t, 0, 0, fail)
	m.elements(p, append(append([]syntax.Pattern(nil), p.Patterns...), p.KwdPatterns...), t, fail)
}

// or generates alternatives. All bind the same names; whichever matches leaves
// their values in the same registers.
func (m *matcher) or(p *syntax.MatchOr, r int32, fail *label) {
	u := m.u
	names := patternNames(p.Patterns[0], nil)
	regs := map[string]int32{}
	for _, name := range names {
		regs[u.mangle(name)] = u.alloc()
	}
	outer, irrefutable := m.captures, m.irrefutable
	done := u.newLabel()
	for i, alt := range p.Patterns {
		last := i == len(p.Patterns)-1
		next := fail
		if !last {
			next = u.newLabel()
		}
		m.captures = nil
		m.irrefutable = irrefutable && last
		mark := u.top
		m.pattern(alt, r, next)
		if len(m.captures) != len(regs) {
			u.c.fail(m.last, "alternative patterns bind different names")
		}
		for _, b := range m.captures {
			dst, ok := regs[b.name]
			if !ok {
				u.c.fail(m.last, "alternative patterns bind different names")
			}
			u.move(dst, b.reg)
		}
		u.top = mark
		if !last {
			u.jump(Jump, 0, 0, 0, done)
			u.place(next)
		}
	}
	u.place(done)
	m.captures, m.irrefutable = outer, irrefutable
	for _, name := range names {
		m.capture(p, name, regs[u.mangle(name)])
	}
}
