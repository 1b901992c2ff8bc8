package compile

import (
	"strings"

	"github.com/weftpy/weft/syntax"
)

func (u *unit) importStmt(s *syntax.Import) {
	mark := u.top
	for _, a := range s.Names {
		fromList, mod := u.alloc(), u.alloc()
		u.at(s)
		u.loadConst(nil, fromList)
		u.emit(ImportName, mod, fromList, 0, u.nameNum(u.mangle(a.Name)))
		first, rest, dotted := strings.Cut(a.Name, ".")
		switch {
		case a.Asname == "":
			u.bindImport(s, first, mod)
		case !dotted:
			u.bindImport(s, a.Asname, mod)
		default:
			// "import a.b.c as m" binds c, found by attribute from a on.
			for rest != "" {
				var attr string
				attr, rest, _ = strings.Cut(rest, ".")
				u.emit(ImportFrom, mod, mod, 0, u.nameNum(u.mangle(attr)))
			}
			u.bindImport(s, a.Asname, mod)
		}
		u.top = mark
	}
}

func (u *unit) bindImport(s syntax.Stmt, name string, r int32) {
	u.c.checkIdent(s, name, syntax.Store)
	u.store(u.mangle(name), r)
}

// maxLevel is the largest number of dots an instruction holds. No package is
// nested so deeply, so that more fail like this many.
const maxLevel = 255

func (u *unit) importFrom(s *syntax.ImportFrom) {
	if s.Module == "__future__" && s.Line > u.c.futureLine {
		u.c.fail(s, lateFuture)
	}
	names := make(Tuple, len(s.Names))
	for i, a := range s.Names {
		names[i] = a.Name
	}
	u.at(s)
	fromList, mod := u.alloc(), u.alloc()
	u.loadConst(names, fromList)
	u.emit(ImportName, mod, fromList, int32(min(s.Level, maxLevel)), u.nameNum(u.mangle(s.Module)))
	if len(s.Names) == 1 && s.Names[0].Name == "*" {
		u.emit(ImportStar, 0, mod, 0, 0)
		return
	}
	mark := u.top
	for _, a := range s.Names {
		name := a.Asname
		if name == "" {
			name = a.Name
		}
		// Straight into the variable, if it has a register of its own.
		if p := u.find(u.mangle(name)); p.access == inRegister {
			u.c.checkIdent(s, name, syntax.Store)
			u.emit(ImportFrom, p.reg, mod, 0, u.nameNum(u.mangle(a.Name)))
			u.bind(p.v)
			continue
		}
		r := u.alloc()
		u.emit(ImportFrom, r, mod, 0, u.nameNum(u.mangle(a.Name)))
		u.bindImport(s, name, r)
		u.top = mark
	}
}
