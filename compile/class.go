package compile

import "github.com/weftpy/weft/syntax"

func (u *unit) classDef(s *syntax.ClassDef) {
	u.c.checkKeywords(s, s.Keywords)
	mark := u.top
	r := u.decorated(s.DecoratorList, func(r int32) {
		if s.TypeParams != nil {
			u.genericClass(s, r)
		} else {
			u.buildClass(s, s.Bases, r)
		}
	})
	u.at(s)
	u.c.checkIdent(s, s.Name, syntax.Store)
	u.store(u.mangle(s.Name), r)
	u.top = mark
}

// buildClass generates __build_class__(body, name, *bases, **keywords).
func (u *unit) buildClass(s *syntax.ClassDef, bases []syntax.Expr, dst int32) {
	code := u.classCode(s)
	mark := u.top
	base := u.window(dst)
	u.at(s)
	u.emit(LoadBuildClass, base, 0, 0, 0)
	u.function(code, u.alloc())
	u.loadConst(s.Name, u.alloc())
	u.callArgs(s, dst, base, bases, s.Keywords)
	u.top = mark
}

// classCode generates the body of a class, a function that fills the namespace
// of its frame.
func (u *unit) classCode(s *syntax.ClassDef) *Code {
	f := u.c.newUnit(u, u.c.scopes[scopeKey{s, bodyRole}], s.Name)
	f.private = s.Name
	f.firstLine = int(s.Line)
	if len(s.DecoratorList) > 0 {
		f.firstLine = int(s.DecoratorList[0].Pos().Line)
	}
	t := f.alloc()
	f.pos = Position{Line: int32(f.firstLine), EndLine: int32(f.firstLine)}
	f.load("__name__", t)
	f.store("__module__", t)
	f.loadConst(f.qualName, t)
	f.store("__qualname__", t)
	for i, name := range f.cells {
		if name == "__classdict__" {
			f.emit(LoadLocals, t, 0, 0, 0)
			f.emit(StoreCell, t, f.cellRegs[i], 0, 0)
		}
	}
	if s.TypeParams != nil {
		f.load(".type_params", t)
		f.store("__type_params__", t)
	}
	f.top = t
	if annotates(s.Body) {
		f.emit(SetupAnnotations, 0, 0, 0, 0)
	}
	body := f.takeDoc(s.Body)
	if f.hasDoc {
		f.at(s.Body[0])
		f.storeDoc(f.doc)
	}
	f.stmts(body)
	for i, name := range f.cells {
		switch name {
		case "__classdict__":
			f.store("__classdictcell__", f.cellRegs[i])
		case "__class__":
			f.store("__classcell__", f.cellRegs[i])
			f.emit(Return, f.cellRegs[i], 0, 0, 0)
		}
	}
	return f.finish()
}
