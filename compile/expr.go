package compile

import (
	"math"

	"github.com/weftpy/weft/syntax"
)

// maxWindow is the largest number of values that are put into registers side
// by side for one instruction; longer displays and calls are built in steps.
const maxWindow = 30

// expr generates e into register dst. If dst is a variable's register it is
// written only when nothing can fail any more (see unit).
func (u *unit) expr(e syntax.Expr, dst int32) {
	if v, ok := u.c.fold(e); ok {
		u.at(e)
		u.loadConst(v, dst)
		return
	}
	outer := u.locate(e)
	u.composite(e, dst)
	u.loc = outer
}

// composite generates an expression that is no constant.
func (u *unit) composite(e syntax.Expr, dst int32) {
	switch e := e.(type) {
	case *syntax.Name:
		u.at(e)
		u.load(u.mangle(e.Id), dst)
	case *syntax.NamedExpr:
		u.namedExpr(e, dst)
	case *syntax.BoolOp:
		u.boolOp(e, dst)
	case *syntax.BinOp:
		u.binOp(e, dst)
	case *syntax.UnaryOp:
		if cmp := invertedCompare(e); cmp != nil {
			u.compare(cmp, dst)
			return
		}
		mark := u.top
		r := u.operandIn(e.Operand, dst)
		u.at(e)
		op := [...]Op{syntax.Invert: Invert, syntax.Not: Not, syntax.UAdd: Pos, syntax.USub: Neg}[e.Op]
		u.emit(op, dst, r, 0, 0)
		u.top = mark
	case *syntax.Lambda:
		u.lambda(e, dst)
	case *syntax.IfExp:
		orelse, end := u.newLabel(), u.newLabel()
		u.jumpIf(e.Test, false, orelse)
		u.expr(e.Body, dst)
		u.jump(Jump, 0, 0, 0, end)
		u.place(orelse)
		u.expr(e.Orelse, dst)
		u.place(end)
	case *syntax.Dict:
		u.dict(e, dst)
	case *syntax.Set:
		u.sequence(e, e.Elts, BuildSet, dst)
	case *syntax.List:
		u.sequence(e, e.Elts, BuildList, dst)
	case *syntax.Tuple:
		u.sequence(e, e.Elts, BuildTuple, dst)
	case *syntax.GeneratorExp:
		u.comprehension(e, "<genexpr>", e.Generators, e.Elt, nil, dst)
	case *syntax.ListComp:
		u.comprehension(e, "<listcomp>", e.Generators, e.Elt, nil, dst)
	case *syntax.SetComp:
		u.comprehension(e, "<setcomp>", e.Generators, e.Elt, nil, dst)
	case *syntax.DictComp:
		u.comprehension(e, "<dictcomp>", e.Generators, e.Key, e.Value, dst)
	case *syntax.Yield:
		u.yield(e, dst)
	case *syntax.YieldFrom:
		u.yieldFrom(e, dst)
	case *syntax.Await:
		u.await(e, dst)
	case *syntax.Compare:
		u.compare(e, dst)
	case *syntax.Call:
		u.call(e, dst)
	case *syntax.FormattedValue:
		u.formattedValue(e, e, dst, false)
	case *syntax.JoinedStr:
		u.joinedStr(e, dst)
	case *syntax.TemplateStr:
		u.templateStr(e, dst)
	case *syntax.Interpolation:
		u.interpolation(e, dst)
	case *syntax.Attribute:
		mark := u.top
		r := u.operandIn(e.Value, dst)
		u.at(e)
		if p := attrStart(e); p.Line != 0 {
			u.pos.Line, u.pos.Col = p.Line, p.Col
		}
		u.emit(LoadAttr, dst, r, 0, u.site(u.mangle(e.Attr)))
		u.top = mark
	case *syntax.Subscript:
		u.subscript(e, dst)
	case *syntax.Slice:
		u.slice(e, dst)
	case *syntax.Starred:
		u.c.fail(e, "can't use starred expression here")
	default:
		panic("BUG: unknown expression")
	}
}

// invertedCompare turns "not a in b" into "a not in b", and the like for "is".
func invertedCompare(e *syntax.UnaryOp) *syntax.Compare {
	cmp, ok := e.Operand.(*syntax.Compare)
	if !ok || e.Op != syntax.Not || len(cmp.Ops) != 1 {
		return nil
	}
	inverse := map[syntax.CmpOp]syntax.CmpOp{
		syntax.Is: syntax.IsNot, syntax.IsNot: syntax.Is, syntax.In: syntax.NotIn, syntax.NotIn: syntax.In,
	}
	op, ok := inverse[cmp.Ops[0]]
	if !ok {
		return nil
	}
	inverted := *cmp
	inverted.Ops = []syntax.CmpOp{op}
	return &inverted
}

// attrStart returns where an attribute begins that is not on the line on which
// its expression begins: there tracebacks point at the name alone.
func attrStart(e *syntax.Attribute) syntax.Pos {
	if e.Line == e.EndLine {
		return syntax.Pos{}
	}
	return syntax.Pos{Line: e.EndLine, Col: e.EndCol - int32(len(e.Attr))}
}

// operand generates e and returns the register that holds it: the variable's
// own if e is a local variable, else a new temporary.
func (u *unit) operand(e syntax.Expr) int32 { return u.operandIn(e, -1) }

// operandIn is operand for code that has temporary dst to spare: what is not a
// variable goes there. Any other dst is not used.
func (u *unit) operandIn(e syntax.Expr, dst int32) int32 {
	if v := u.variableOperand(e); v != nil {
		return v.reg
	}
	if dst < 0 || !u.isTemp(dst) {
		dst = u.alloc()
	}
	u.expr(e, dst)
	return dst
}

// variableOperand returns the variable that holds the value of e, after the
// instructions that make sure of it, or nil.
func (u *unit) variableOperand(e syntax.Expr) *variable {
	switch e := e.(type) {
	case *syntax.Name:
		if v := u.plainVariable(e); v != nil {
			u.at(e)
			u.check(v)
			return v
		}
	case *syntax.NamedExpr:
		if v := u.plainVariable(e.Target); v != nil {
			u.c.checkName(e.Target.(*syntax.Name))
			u.expr(e.Value, v.reg)
			u.bind(v)
			return v
		}
	}
	return nil
}

// operandBefore is operandIn for a value that is used after others have been
// evaluated: if one of later can rebind the variable that e is, the value is
// copied.
func (u *unit) operandBefore(e syntax.Expr, dst int32, later ...syntax.Expr) int32 {
	r := u.operandIn(e, dst)
	if u.isTemp(r) || len(u.scope.walrus) == 0 {
		return r
	}
	for _, l := range later {
		if u.rebinds(l, r) {
			t := u.alloc()
			u.move(t, r)
			return t
		}
	}
	return r
}

// rebinds reports whether evaluating e can bind the variable in register r.
func (u *unit) rebinds(e syntax.Expr, r int32) bool {
	if len(u.scope.walrus) == 0 {
		return false
	}
	return contains(e, func(n syntax.Expr) bool {
		w, ok := n.(*syntax.NamedExpr)
		if !ok {
			return false
		}
		v := u.vars[u.mangle(w.Target.(*syntax.Name).Id)]
		return v != nil && v.reg == r
	})
}

// mentions reports whether e names the variable in register r, so that
// evaluating e could notice that it has changed.
func (u *unit) mentions(e syntax.Expr, r int32) bool {
	return contains(e, func(n syntax.Expr) bool {
		name, ok := n.(*syntax.Name)
		if !ok || int(r) >= len(u.varNames) {
			return false
		}
		return u.mangle(name.Id) == u.varNames[r]
	})
}

// intermediate returns a register for a result that may still be replaced
// while later is evaluated: dst itself where nobody can notice.
func (u *unit) intermediate(dst int32, later ...syntax.Expr) int32 {
	if u.isTemp(dst) {
		return dst
	}
	if len(u.open) > 0 {
		return u.alloc()
	}
	for _, e := range later {
		if u.mentions(e, dst) {
			return u.alloc()
		}
	}
	return dst
}

func (u *unit) namedExpr(e *syntax.NamedExpr, dst int32) {
	if v := u.variableOperand(e); v != nil {
		u.move(dst, v.reg)
		return
	}
	name := e.Target.(*syntax.Name)
	t := dst
	mark := u.top
	if !u.isTemp(dst) {
		t = u.alloc()
	}
	u.expr(e.Value, t)
	u.c.checkName(name)
	u.at(name)
	u.store(u.mangle(name.Id), t)
	u.move(dst, t)
	u.top = mark
}

func (u *unit) boolOp(e *syntax.BoolOp, dst int32) {
	op := JumpIfFalse
	if e.Op == syntax.Or {
		op = JumpIfTrue
	}
	mark := u.top
	end := u.newLabel()
	t := u.intermediate(dst, e.Values[1:]...)
	for i, v := range e.Values {
		if k, ok := u.c.fold(v); ok && i < len(e.Values)-1 {
			if truth(k) == (e.Op == syntax.Or) {
				u.expr(v, t)
				u.jump(Jump, 0, 0, 0, end)
			}
			continue
		}
		u.expr(v, t)
		if i < len(e.Values)-1 {
			u.at(e)
			u.jump(op, t, 0, 0, end)
		}
	}
	u.place(end)
	u.move(dst, t)
	u.top = mark
}

var binOps = [...]Op{
	syntax.Add: Add, syntax.Sub: Sub, syntax.Mult: Mul, syntax.MatMult: MatMul,
	syntax.Div: TrueDiv, syntax.Modulo: Mod, syntax.Pow: Pow,
	syntax.LShift: LShift, syntax.RShift: RShift, syntax.BitOr: Or,
	syntax.BitXor: Xor, syntax.BitAnd: And, syntax.FloorDiv: FloorDiv,
}

// constOps are the opcodes with a constant on the right.
var constOps = map[Op]Op{
	Add: AddK, Sub: SubK, Mul: MulK, TrueDiv: TrueDivK, FloorDiv: FloorDivK,
	Mod: ModK, And: AndK, LShift: LShiftK, RShift: RShiftK,
}

// smallOps are those with a small integer in the instruction.
var smallOps = map[Op]Op{Add: AddI, Sub: SubI, Mul: MulI}

func (u *unit) binOp(e *syntax.BinOp, dst int32) {
	if u.percentFormat(e, dst) {
		return
	}
	mark := u.top
	l := u.operandBefore(e.Left, dst, e.Right)
	u.arithmetic(e, binOps[e.Op], dst, l, e.Right, 0)
	u.top = mark
}

// arithmetic generates dst = l op right, in place if inplace is 1.
func (u *unit) arithmetic(e syntax.Node, op Op, dst, l int32, right syntax.Expr, inplace int32) {
	if k, ok := u.c.fold(right); ok {
		if small, ok := smallOps[op]; ok {
			if n, ok := smallInt(k); ok {
				u.at(e)
				u.emit(small, dst, l, inplace, n)
				return
			}
		}
		if kop, ok := constOps[op]; ok {
			u.at(e)
			if !u.dead {
				u.emit(kop, dst, l, inplace, u.constant(k))
			}
			return
		}
	}
	r := u.operand(right)
	u.at(e)
	u.emit(op, dst, l, r, inplace)
}

// smallInt returns constant k if it is an int that fits an instruction.
func smallInt(k any) (int32, bool) {
	n, ok := k.(int64)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, false
	}
	return int32(n), true
}

func (u *unit) subscript(e *syntax.Subscript, dst int32) {
	u.c.checkSubscript(e)
	mark := u.top
	r := u.operandBefore(e.Value, dst, e.Slice)
	if k, ok := u.c.fold(e.Slice); ok {
		if n, ok := smallInt(k); ok {
			u.at(e)
			u.emit(LoadItemI, dst, r, 0, n)
			u.top = mark
			return
		}
	}
	i := u.operand(e.Slice)
	if n := len(u.ins); n > 0 && !u.dead && u.ins[n-1].op == BuildTuple && u.ins[n-1].a == i && u.isTemp(i) {
		u.ins[n-1].d = 1
	}
	u.at(e)
	u.emit(LoadItem, dst, r, i, 0)
	u.top = mark
}

func (u *unit) slice(e *syntax.Slice, dst int32) {
	mark := u.top
	n := int32(2)
	if e.Step != nil {
		n = 3
	}
	base := u.window(dst)
	for i, part := range []syntax.Expr{e.Lower, e.Upper, e.Step}[:n] {
		r := base
		if i > 0 {
			r = u.alloc()
		}
		if part == nil {
			u.at(e)
			u.loadConst(nil, r)
		} else {
			u.expr(part, r)
		}
	}
	u.at(e)
	u.emit(BuildSlice, dst, base, n, 0)
	u.top = mark
}

// window returns the first of a row of temporaries: the caller allocates the
// others. It is dst itself if that is the last temporary in use.
func (u *unit) window(dst int32) int32 {
	if u.isTemp(dst) && dst == u.top-1 {
		return dst
	}
	return u.alloc()
}

// values generates list into registers side by side, of which base, already
// taken, is the first.
func (u *unit) values(list []syntax.Expr, base int32) {
	for i, e := range list {
		r := base
		if i > 0 {
			r = u.alloc()
		}
		u.expr(e, r)
	}
}

func hasStar(list []syntax.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

// sequence generates a display, build being the instruction that makes it.
func (u *unit) sequence(e syntax.Expr, elts []syntax.Expr, build Op, dst int32) {
	mark := u.top
	if k, ok := u.c.foldAll(elts); ok && len(elts) >= 3 {
		// A tuple of constants would have been folded.
		t := u.fresh(dst)
		u.at(e)
		u.emit(build, t, t, 0, 0)
		c := u.alloc()
		u.loadConst(k, c)
		op := ListExtend
		if build == BuildSet {
			op = SetUpdate
		}
		u.emit(op, t, c, 0, 0)
		u.move(dst, t)
		u.top = mark
		return
	}
	if len(elts) <= maxWindow && !hasStar(elts) {
		base := u.top
		if len(elts) > 0 {
			base = u.window(dst)
		}
		u.values(elts, base)
		u.at(e)
		if len(elts) == 0 {
			base = 0
		}
		u.emit(build, dst, base, int32(len(elts)), 0)
		u.top = mark
		return
	}
	t := u.fresh(dst)
	u.buildLong(e, elts, build, t)
	if build == BuildTuple {
		u.emit(ListToTuple, dst, t, 0, 0)
	} else {
		u.move(dst, t)
	}
	u.top = mark
}

// fresh returns dst if it is a temporary, else a new one.
func (u *unit) fresh(dst int32) int32 {
	if u.isTemp(dst) {
		return dst
	}
	return u.alloc()
}

// buildLong builds a list (or set) in temporary t, element by element.
func (u *unit) buildLong(e syntax.Node, elts []syntax.Expr, build Op, t int32) {
	add, extend := ListAppend, ListExtend
	if build == BuildSet {
		add, extend = SetAdd, SetUpdate
	} else {
		build = BuildList
	}
	mark := u.top
	n := 0
	for n < len(elts) && n < maxWindow {
		if _, ok := elts[n].(*syntax.Starred); ok {
			break
		}
		n++
	}
	base := int32(0)
	if n > 0 {
		base = u.alloc()
	}
	u.values(elts[:n], base)
	u.at(e)
	u.emit(build, t, base, int32(n), 0)
	u.top = mark
	for _, elt := range elts[n:] {
		if s, ok := elt.(*syntax.Starred); ok {
			r := u.operand(s.Value)
			u.at(e)
			u.emit(extend, t, r, 0, 0)
		} else {
			r := u.operand(elt)
			u.at(e)
			u.emit(add, t, r, 0, 0)
		}
		u.top = mark
	}
	u.at(e)
}

// maxPairs is the largest number of pairs of one BuildMap.
const maxPairs = maxWindow / 2

func (u *unit) dict(e *syntax.Dict, dst int32) {
	mark := u.top
	n := len(e.Keys)
	simple := n <= maxPairs
	for _, k := range e.Keys {
		simple = simple && k != nil
	}
	if simple {
		base := int32(0)
		if n > 0 {
			base = u.window(dst)
		}
		u.pairs(e.Keys, e.Values, base)
		u.at(e)
		u.emit(BuildMap, dst, base, int32(n), 0)
		u.top = mark
		return
	}
	t := u.fresh(dst)
	inner := u.top
	started := false
	for i := 0; i < n; {
		if e.Keys[i] == nil {
			if !started {
				u.at(e)
				u.emit(BuildMap, t, 0, 0, 0)
				started = true
			}
			r := u.operand(e.Values[i])
			u.at(e)
			u.emit(DictUpdate, t, r, 0, 0)
			u.top = inner
			i++
			continue
		}
		j := i
		for j < n && j-i < maxPairs && e.Keys[j] != nil {
			j++
		}
		if started && j == i+1 {
			k := u.operandBefore(e.Keys[i], -1, e.Values[i])
			v := u.operand(e.Values[i])
			u.at(e)
			u.emit(MapAdd, t, k, v, 0)
			u.top = inner
			i = j
			continue
		}
		into := t
		if started {
			into = u.alloc()
		}
		base := u.alloc()
		u.pairs(e.Keys[i:j], e.Values[i:j], base)
		u.at(e)
		u.emit(BuildMap, into, base, int32(j-i), 0)
		if started {
			u.emit(DictUpdate, t, into, 0, 0)
		}
		started = true
		u.top = inner
		i = j
	}
	u.move(dst, t)
	u.top = mark
}

// pairs generates keys and values alternately from register base on.
func (u *unit) pairs(keys, values []syntax.Expr, base int32) {
	for i := range keys {
		r := base
		if i > 0 {
			r = u.alloc()
		}
		u.expr(keys[i], r)
		u.expr(values[i], u.alloc())
	}
}
