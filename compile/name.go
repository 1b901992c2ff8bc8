package compile

import "github.com/weftpy/weft/syntax"

// How a name is reached from the code being generated.
type access uint8

const (
	inRegister  access = iota // variable v of the frame
	inCell                    // cell in register reg, called num by LoadCell
	inNamespace               // of a module or class
	inGlobals
	inClassCell  // namespace of the class, then the cell
	inClassNames // namespace of the class around this annotation scope, then globals or the cell
)

type place struct {
	access access
	name   string
	v      *variable
	reg    int32
	num    int32
	free   bool // inClassNames: then the cell, not the globals
}

// find tells where name, which is mangled already, is found.
func (u *unit) find(name string) place {
	for s := u.cur; ; s = s.parent {
		sym := s.lookup(name)
		if s.inline {
			switch {
			case sym == nil || sym.res == localName && !sym.bound():
				continue
			case sym.res == localName:
				return u.variablePlace(u.compVars[s][name])
			case sym.res == freeName:
				return u.freePlace(name)
			}
			return place{access: inGlobals, name: name}
		}
		res := globalImplicit
		if sym != nil {
			res = sym.res
		}
		switch {
		case res == globalExplicit:
			return place{access: inGlobals, name: name}
		case s.seesClass && s == u.cur && (res == freeName || res == globalImplicit) && name != "__classdict__":
			p := place{access: inClassNames, name: name}
			if res == freeName {
				p = u.freePlace(name)
				p.access, p.name, p.free = inClassNames, name, true
			}
			return p
		case res == freeName:
			p := u.freePlace(name)
			if s.kind == classScope {
				p.access = inClassCell
			}
			return p
		case !s.functionLike():
			return place{access: inNamespace, name: name}
		case res == localName:
			return u.variablePlace(u.variable(name))
		}
		return place{access: inGlobals, name: name}
	}
}

func (u *unit) variablePlace(v *variable) place {
	if v.cell {
		return place{access: inCell, name: v.name, reg: v.reg, num: u.cellNum(v)}
	}
	return place{access: inRegister, name: v.name, v: v, reg: v.reg}
}

func (u *unit) freePlace(name string) place {
	for i, f := range u.frees {
		if f == name {
			return place{access: inCell, name: name, reg: u.freeReg + int32(i), num: int32(len(u.cells) + i)}
		}
	}
	panic("BUG: no free variable " + name)
}

// cellNum returns the number that LoadCell uses for captured variable v.
func (u *unit) cellNum(v *variable) int32 {
	for i, name := range u.cells {
		if name == v.name && u.vars[name] == v {
			return int32(i)
		}
	}
	return int32(len(u.cells)+len(u.frees)) + u.nameNum(v.name)
}

// localNum returns the number that CheckLocal uses for v.
func (u *unit) localNum(v *variable) int32 {
	if v.num < 0 {
		v.num = int32(u.nvars) + u.nameNum(v.name)
	}
	return v.num
}

// cellRegister returns the register of the cell that a function defined here
// takes into its closure.
func (u *unit) cellRegister(name string) int32 {
	for s := u.cur; s.inline; s = s.parent {
		if v := u.compVars[s][name]; v != nil {
			return v.reg
		}
	}
	for i, cell := range u.cells {
		if cell == name {
			return u.cellRegs[i]
		}
	}
	return u.freePlace(name).reg
}

// check makes sure that variable v is bound.
func (u *unit) check(v *variable) {
	if !u.dead && !u.bound.has(v.id) {
		u.emit(CheckLocal, v.reg, 0, 0, u.localNum(v))
		u.bound.set(v.id)
	}
}

// load generates the value of a name into register dst.
func (u *unit) load(name string, dst int32) {
	switch p := u.find(name); p.access {
	case inRegister:
		u.check(p.v)
		u.move(dst, p.reg)
	case inCell:
		u.emit(LoadCell, dst, p.reg, 0, p.num)
	case inNamespace:
		u.emit(LoadName, dst, 0, 0, u.site(name))
	case inGlobals:
		u.emit(LoadGlobal, dst, 0, 0, u.site(name))
	case inClassCell:
		u.emit(LoadClassCell, dst, p.reg, 0, p.num)
	case inClassNames:
		u.loadClassName(p, dst)
	}
}

// loadClassName generates a name used in an annotation scope of a class: the
// namespace of the class comes first.
func (u *unit) loadClassName(p place, dst int32) {
	mark := u.top
	names, key := u.alloc(), u.alloc()
	u.load("__classdict__", names)
	u.loadConst(p.name, key)
	outside, end := u.newLabel(), u.newLabel()
	u.jump(JumpIn, key, names, 1, outside)
	u.emit(LoadItem, dst, names, key, 0)
	u.jump(Jump, 0, 0, 0, end)
	u.place(outside)
	if p.free {
		u.emit(LoadCell, dst, p.reg, 0, p.num)
	} else {
		u.emit(LoadGlobal, dst, 0, 0, u.site(p.name))
	}
	u.place(end)
	u.top = mark
}

// store binds a name to the value in register src.
func (u *unit) store(name string, src int32) {
	switch p := u.find(name); p.access {
	case inRegister:
		u.move(p.reg, src)
		u.bind(p.v)
	case inCell, inClassCell:
		u.emit(StoreCell, src, p.reg, 0, 0)
	case inNamespace:
		u.emit(StoreName, src, 0, 0, u.site(name))
	case inGlobals:
		u.emit(StoreGlobal, src, 0, 0, u.site(name))
	default:
		panic("BUG: store to " + name)
	}
}

// bind records that v is bound from here on.
func (u *unit) bind(v *variable) {
	if !u.dead {
		u.bound.set(v.id)
	}
}

// unbind generates the deletion of a name.
func (u *unit) unbind(name string) {
	inUse := min(u.top, 255)
	switch p := u.find(name); p.access {
	case inRegister:
		u.emit(DeleteLocal, p.reg, 0, inUse, u.localNum(p.v)) // not Clear: see Thread.Deleted
		u.bound.clear(p.v.id)
	case inCell, inClassCell:
		u.emit(DeleteCell, 0, p.reg, inUse, p.num)
	case inNamespace:
		u.emit(DeleteName, 0, 0, inUse, u.site(name))
	case inGlobals:
		u.emit(DeleteGlobal, 0, 0, inUse, u.site(name))
	default:
		panic("BUG: deletion of " + name)
	}
}

// forget removes a name whether it is bound or not: the end of "except … as".
func (u *unit) forget(name string) {
	p := u.find(name)
	if p.access == inRegister {
		u.emit(Clear, p.reg, 0, 0, 0)
		u.bound.clear(p.v.id)
		return
	}
	t := u.alloc()
	u.loadConst(nil, t)
	u.store(name, t)
	u.top = t
	u.unbind(name)
}

// move copies register src to dst.
func (u *unit) move(dst, src int32) {
	if dst != src {
		u.emit(Move, dst, src, 0, 0)
	}
}

// plainVariable returns the variable that e names if it lives in a register of
// its own.
func (u *unit) plainVariable(e syntax.Expr) *variable {
	n, ok := e.(*syntax.Name)
	if !ok {
		return nil
	}
	if n.Id == "__debug__" {
		return nil
	}
	if p := u.find(u.mangle(n.Id)); p.access == inRegister {
		return p.v
	}
	return nil
}

func (u *unit) mangle(name string) string { return mangle(u.private, name) }
