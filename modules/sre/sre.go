// Package sre is module _sre: the matcher behind the standard library's re, which
// compiles patterns to the code that compile takes. The code becomes a program
// (parse.go, program.go) for a backtracking machine (match.go).
package sre

import (
	"github.com/weftpy/weft/object"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

var (
	null = value{}
	none = object.None
)

// magic is the version of the code that re._compiler of CPython 3.11 makes.
const magic = 20220615

func init() {
	object.RegisterModule("_sre", func(t *thread) (*object.Module, *exception) {
		for _, typ := range []*object.Type{patternType, matchType, scannerType, matchIterType} {
			typ.Ready()
		}
		m := object.NewModule(t, "_sre", "")
		m.Set(t, "MAGIC", object.Int(magic))
		m.Set(t, "CODESIZE", object.Int(4))
		m.Set(t, "MAXREPEAT", object.Int(maxRepeat))
		m.Set(t, "MAXGROUPS", object.Int(1<<30-1))
		m.AddFuncs(t, moduleFuncs)
		return m, nil
	})
}

// def makes a function with a fixed parameter list.
func def(name, sig string, fn func(t *thread, a args) (value, *exception)) object.Def {
	return object.Def{Name: name, Sig: sig, Fn: fn}
}

// charFunc makes a function from a character code.
func charFunc(name string, f func(r rune) value) object.Def {
	return def(name, "character, /", func(t *thread, a args) (value, *exception) {
		n, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		return f(rune(n)), nil
	})
}

var moduleFuncs = []object.Def{
	def("getcodesize", "", func(t *thread, a args) (value, *exception) { return object.Int(4), nil }),
	charFunc("ascii_iscased", func(r rune) value { return object.Bool(asciiLower(r) != r || asciiUpper(r) != r) }),
	charFunc("unicode_iscased", func(r rune) value {
		return object.Bool(object.SimpleLower(r) != r || object.SimpleUpper(r) != r)
	}),
	charFunc("ascii_tolower", func(r rune) value { return object.Int(int64(asciiLower(r))) }),
	charFunc("unicode_tolower", func(r rune) value { return object.Int(int64(unicodeLower(r))) }),
	def("compile", "pattern, flags, code, groups, groupindex, indexgroup", compile),
}

func compile(t *thread, a args) (value, *exception) {
	flags, err := object.IndexInt(t, a[1], object.OverflowError)
	if err != nil {
		return null, err
	}
	words, ok := object.AsList(a[2])
	if !ok {
		return null, t.Errorf(object.TypeError, "compile() argument 'code' must be list, not %s", object.ArgTypeName(a[2]))
	}
	groups, err := object.IndexInt(t, a[3], object.OverflowError)
	if err != nil {
		return null, err
	}
	index, ok := object.AsDict(a[4])
	if !ok {
		return null, t.Errorf(object.TypeError, "compile() argument 'groupindex' must be dict, not %s", object.ArgTypeName(a[4]))
	}
	names, ok := object.AsTuple(a[5])
	if !ok {
		return null, t.Errorf(object.TypeError, "compile() argument 'indexgroup' must be tuple, not %s", object.ArgTypeName(a[5]))
	}
	items := words.Items(t)
	code := make([]uint32, len(items))
	for i, v := range items {
		if !v.Type().Is(object.FlagInt) {
			return null, t.Errorf(object.TypeError, "an integer is required")
		}
		n, big := object.AsInt(v)
		if big != nil || n < 0 || n > maxRepeat {
			return null, t.Errorf(object.OverflowError, "regular expression code size limit exceeded")
		}
		code[i] = uint32(n)
	}
	p := &pattern{Object: object.Object{Typ: patternType}, source: a[0], flags: flags, code: code, groups: int(groups), index: index, names: names.Items}
	_, p.isStr = object.AsStr(a[0])
	p.any = a[0].IsNone()
	isBytes := !p.isStr && !p.any
	if groups < 0 || groups > int64(len(code)) {
		return null, t.Errorf(object.RuntimeError, "invalid SRE code")
	}
	if p.prog = compileProgram(code, p.groups, isBytes); p.prog == nil {
		return null, t.Errorf(object.RuntimeError, "invalid SRE code")
	}
	if p.any {
		p.bytesProg = compileProgram(code, p.groups, true)
	}
	return p.Object.Value(), nil
}
