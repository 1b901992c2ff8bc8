package builtins

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// Compiling and running source text, and importing.

var codeFuncs = []object.Def{
	{Name: "compile", Sig: "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1", Fn: compileFunc},
	{Name: "eval", Sig: "source, globals=None, locals=None, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return evaluate(t, "eval", syntax.Eval, a)
	}},
	{Name: "exec", Sig: "source, globals=None, locals=None, /, *, closure=None", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		_, err := evaluate(t, "exec", syntax.Exec, a)
		return object.None, err
	}},
}

var importDef = object.Def{Name: "__import__", Sig: "name, globals=None, locals=None, fromlist=(), level=0", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
	name, ok := object.AsStr(a[0])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "__import__() argument 1 must be str, not %s", a[0].TypeName())
	}
	var globals *object.Dict
	if a[1].O != nil {
		globals, _ = object.AsDict(a[1])
	}
	level := int64(0)
	if a[4].O != nil {
		var err *object.Exception
		if level, err = object.IndexInt(t, a[4], object.OverflowError); err != nil {
			return object.Value{}, err
		}
	}
	if level < 0 {
		return object.Value{}, t.Errorf(object.ValueError, "level must be >= 0")
	}
	return t.Interp.ImportName(t, name, globals, a[3], int(level))
}}

// sourceBytes returns source text given as str, bytes or another buffer.
func sourceBytes(t *object.Thread, f string, v object.Value) (src []byte, isStr bool, err *object.Exception) {
	if s, ok := object.AsStr(v); ok {
		return []byte(s.S), true, nil
	}
	b, err := object.BytesView(t, v)
	if err != nil {
		return nil, false, t.Errorf(object.TypeError, "%s() arg 1 must be a string, bytes or %s object", f, map[bool]string{true: "AST", false: "code"}[f == "compile"])
	}
	return []byte(b), false, nil
}

// inherited returns the future flags of the running code.
func inherited(t *object.Thread) uint32 {
	const future = 0x1000000 | 0x400000
	if t.Frame.Depth == 0 {
		return 0
	}
	return t.Frame.Code.Flags & future
}

func compileSource(t *object.Thread, src []byte, isStr bool, filename string, o vm.CompileOptions) (*object.Code, *object.Exception) {
	o.FromStr = isStr
	return vm.Compile(t, src, filename, o)
}

func compileFunc(t *object.Thread, a args) (object.Value, *object.Exception) {
	filename := ""
	if s, ok := object.AsStr(a[1]); ok {
		filename = s.S
	} else {
		f, err := object.FSPath(t, a[1])
		if err != nil {
			return object.Value{}, err
		}
		filename = f
	}
	ms, ok := object.AsStr(a[2])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "compile() argument 'mode' must be str, not %s", a[2].TypeName())
	}
	modes := map[string]syntax.Mode{"exec": syntax.Exec, "eval": syntax.Eval, "single": syntax.Single}
	mode, ok := modes[ms.S]
	if !ok {
		return object.Value{}, t.Errorf(object.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
	}
	num := func(v object.Value, def int64) (int64, *object.Exception) {
		if v.O == nil {
			return def, nil
		}
		return object.IndexInt(t, v, object.OverflowError)
	}
	flags, err := num(a[3], 0)
	if err != nil {
		return object.Value{}, err
	}
	opt, err := num(a[5], -1)
	if err != nil {
		return object.Value{}, err
	}
	if opt < -1 || opt > 2 {
		return object.Value{}, t.Errorf(object.ValueError, "compile(): invalid optimize value")
	}
	const allowed = 0x1ff0000 | vm.DontImplyDedent | vm.TopLevelAwait | vm.AllowIncomplete
	o := vm.CompileOptions{Mode: mode, Flags: uint32(flags) & allowed, Optimize: max(0, int(opt))}
	if a[4].O != nil {
		no, err := object.Truth(t, a[4])
		if err != nil {
			return object.Value{}, err
		}
		if !no {
			o.Flags |= inherited(t)
		}
	} else {
		o.Flags |= inherited(t)
	}
	src, isStr, err := sourceBytes(t, "compile", a[0])
	if err != nil {
		return object.Value{}, err
	}
	code, err := compileSource(t, src, isStr, filename, o)
	if err != nil {
		return object.Value{}, err
	}
	return object.Value{O: &code.Object}, nil
}

// evaluate is eval and exec.
func evaluate(t *object.Thread, f string, mode syntax.Mode, a args) (object.Value, *object.Exception) {
	globals, ns := a[1], a[2]
	if globals.O == nil || globals.IsNone() {
		globals = t.Frame.Fn.Globals.Value()
		if ns.O == nil || ns.IsNone() {
			ns = vm.Locals(t, t.Frame)
		}
	}
	g, ok := object.AsDict(globals)
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "globals must be a dict")
	}
	if ns.O == nil || ns.IsNone() {
		ns = globals
	}
	if ns.O.Typ.Slots.GetItem == nil {
		return object.Value{}, t.Errorf(object.TypeError, "locals must be a mapping")
	}
	if g.GetStr(t, object.Intern("__builtins__")).O == nil {
		g.SetStr(t, object.Intern("__builtins__"), t.Interp.Modules.GetStr(t, object.Intern("builtins")))
	}
	if ns == globals {
		ns = object.Value{}
	}
	if a[0].O.Typ == object.CodeType {
		code := (*object.Code)(unsafe.Pointer(a[0].O))
		if len(code.FreeVars) > 0 {
			return object.Value{}, t.Errorf(object.TypeError, "code object passed to %s() may not contain free variables", f)
		}
		return vm.Exec(t, code, g, ns)
	}
	src, isStr, err := sourceBytes(t, f, a[0])
	if err != nil {
		return object.Value{}, err
	}
	if mode == syntax.Eval {
		for len(src) > 0 && (src[0] == ' ' || src[0] == '\t') {
			src = src[1:]
		}
	}
	code, err := compileSource(t, src, isStr, "<string>", vm.CompileOptions{Mode: mode, Flags: inherited(t)})
	if err != nil {
		return object.Value{}, err
	}
	return vm.Exec(t, code, g, ns)
}
