package builtins

import (
	"strings"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// codeFuncs are compile, eval, exec and their kin.
var codeFuncs = []object.Def{
	{Name: "compile", Sig: "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1", Doc: "Compiles source text or a syntax tree to a code object.", Fn: compileFn},
	{Name: "eval", Sig: "source, globals=None, locals=None, /", Doc: "The value of an expression in the given variables.", Fn: evalFn},
	{Name: "exec", Sig: "source, globals=None, locals=None, /, *, closure=None", Doc: "Runs statements in the given variables.", Fn: execFn},
}

// AST connects compile() to the AST objects of module _ast, which sets it.
var AST struct {
	// IsNode reports whether v is an AST object.
	IsNode func(t *object.Thread, v object.Value) bool
	// FromTree makes an AST object of a syntax tree.
	FromTree func(t *object.Thread, mod syntax.Mod) (object.Value, *object.Exception)
	// ToTree makes a syntax tree of an AST object, which must be one for mode.
	ToTree func(t *object.Thread, v object.Value, mode syntax.Mode) (syntax.Mod, *object.Exception)
}

// Flags of compile() that are not those of future statements.
const (
	flagDontImplyDedent = 0x200
	flagOnlyAST         = 0x400
	flagIgnoreCookie    = 0x800
	flagTypeComments    = 0x1000
	flagTopLevelAwait   = 0x2000
	flagAllowIncomplete = 0x4000
	futureMask          = 0x1fe0000
	obsoleteMask        = 0x10
	compileMask         = flagDontImplyDedent | flagOnlyAST | flagTypeComments | flagTopLevelAwait | flagAllowIncomplete
)

// source is what compile(), eval() and exec() make of their first argument.
type source struct {
	text  string
	isStr bool
}

// readSource takes the text of a str or of something bytes-like. what names the
// caller and what it takes, for the error.
func readSource(t *object.Thread, v object.Value, what string) (source, *object.Exception) {
	var src source
	switch s, ok := object.AsStr(v); {
	case ok:
		b, err := object.EncodeStr(t, s, "utf-8", "strict") // lone surrogates are not source
		if err != nil {
			return src, err
		}
		src = source{b.S, true}
	case object.IsBytesLike(v):
		b, err := object.BytesCopy(t, v)
		if err != nil {
			return src, err
		}
		src = source{b, false}
	default:
		return src, t.Errorf(object.TypeError, "%s", what)
	}
	if strings.IndexByte(src.text, 0) >= 0 {
		return src, t.Errorf(object.SyntaxError, "source code string cannot contain null bytes")
	}
	return src, nil
}

// options are the options of the compiler for flags of compile().
func (s source) options(t *object.Thread, mode syntax.Mode, flags int64, optimize int) vm.CompileOptions {
	return vm.CompileOptions{Mode: mode, Optimize: optimize, Flags: uint32(flags), FromStr: s.isStr || flags&flagIgnoreCookie != 0}
}

// inherited returns the future statements in effect where the caller was
// compiled.
func inherited(t *object.Thread) int64 {
	if t.Frame.Depth == 0 {
		return 0
	}
	return int64(t.Frame.Code.Flags) & futureMask
}

// filenameOf converts a path-like file name to text.
func filenameOf(t *object.Thread, v object.Value) (string, *object.Exception) {
	p, err := object.FSPathValue(t, v)
	if err != nil {
		return "", err
	}
	if b, ok := object.AsBytes(p); ok {
		return object.FSDecode(b.S), nil
	}
	s, _ := object.AsStr(p)
	return s.S, nil
}

func compileFn(t *object.Thread, a args) (object.Value, *object.Exception) {
	filename, err := filenameOf(t, a[1])
	if err != nil {
		return object.Value{}, err
	}
	modeName, ok := object.AsStr(a[2])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "compile() argument 'mode' must be str, not %s", object.ArgTypeName(a[2]))
	}
	var flags int64
	if a[3].O != nil {
		if flags, err = object.IndexInt(t, a[3], object.OverflowError); err != nil {
			return object.Value{}, err
		}
	}
	if flags&^(futureMask|obsoleteMask|compileMask) != 0 {
		return object.Value{}, t.Errorf(object.ValueError, "compile(): unrecognised flags")
	}
	optimize := int64(-1)
	if a[5].O != nil {
		if optimize, err = object.IndexInt(t, a[5], object.OverflowError); err != nil {
			return object.Value{}, err
		}
	}
	if optimize < -1 || optimize > 2 {
		return object.Value{}, t.Errorf(object.ValueError, "compile(): invalid optimize value")
	}
	if optimize == -1 {
		optimize = int64(t.Interp.Optimize)
	}
	dontInherit := false
	if a[4].O != nil {
		if dontInherit, err = object.Truth(t, a[4]); err != nil {
			return object.Value{}, err
		}
	}
	if !dontInherit {
		flags |= inherited(t)
	}
	var mode syntax.Mode
	switch modeName.S {
	case "exec":
		mode = syntax.Exec
	case "eval":
		mode = syntax.Eval
	case "single":
		mode = syntax.Single
	case "func_type":
		if flags&flagOnlyAST == 0 {
			return object.Value{}, t.Errorf(object.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
		}
		mode = syntax.FuncType
	default:
		if flags&flagOnlyAST != 0 {
			return object.Value{}, t.Errorf(object.ValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
		}
		return object.Value{}, t.Errorf(object.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
	}
	if AST.IsNode != nil && AST.IsNode(t, a[0]) {
		if flags&flagOnlyAST != 0 {
			return a[0], nil
		}
		mod, err := AST.ToTree(t, a[0], mode)
		if err != nil {
			return object.Value{}, err
		}
		code, err := vm.CompileTree(t, mod, filename, source{}.options(t, mode, flags, int(optimize)))
		if err != nil {
			return object.Value{}, err
		}
		return code.Value(), nil
	}
	src, err := readSource(t, a[0], "compile() arg 1 must be a string, bytes or AST object")
	if err != nil {
		return object.Value{}, err
	}
	if flags&flagOnlyAST != 0 {
		if AST.FromTree == nil {
			if _, err := t.Import("_ast"); err != nil {
				return object.Value{}, err
			}
		}
		mod, err := vm.Parse(t, []byte(src.text), filename, src.options(t, mode, flags, int(optimize)))
		if err != nil {
			return object.Value{}, err
		}
		return AST.FromTree(t, mod)
	}
	code, err := vm.Compile(t, []byte(src.text), filename, src.options(t, mode, flags, int(optimize)))
	if err != nil {
		return object.Value{}, err
	}
	return code.Value(), nil
}

// scope resolves the globals and locals of eval() and exec().
func scope(t *object.Thread, g, l object.Value) (*object.Dict, object.Value, *object.Exception) {
	gd := globals(t)
	switch {
	case g.O == nil || g.IsNone():
		if gd == nil {
			return nil, object.Value{}, t.Errorf(object.TypeError, "eval must be given globals and locals when called without a frame")
		}
		if l.O == nil || l.IsNone() {
			var err *object.Exception
			if l, err = locals(t); err != nil {
				return nil, object.Value{}, err
			}
		}
	default:
		gd, _ = object.AsDict(g)
		if l.O == nil || l.IsNone() {
			l = g
		}
	}
	if gd.GetStr(t, strBuiltins).O == nil {
		gd.SetStr(t, strBuiltins, object.BuiltinsOf(t, globals(t)))
	}
	// To the evaluator no namespace besides the globals is null. Of a subclass of
	// dict the namespace is asked through its own __getitem__ and __missing__.
	if l == gd.Value() && l.O.Typ == object.DictType {
		l = object.Value{}
	}
	return gd, l, nil
}

var strBuiltins = object.Intern("__builtins__")

func isMapping(v object.Value) bool { return v.O.Typ.Slots.GetItem != nil }

func given(v object.Value) bool { return v.O != nil && !v.IsNone() }

// isDict reports whether v is a dict, or not given.
func isDict(v object.Value) bool {
	if !given(v) {
		return true
	}
	_, ok := object.AsDict(v)
	return ok
}

func evalFn(t *object.Thread, a args) (object.Value, *object.Exception) {
	if given(a[2]) && !isMapping(a[2]) {
		return object.Value{}, t.Errorf(object.TypeError, "locals must be a mapping")
	}
	if !isDict(a[1]) {
		if isMapping(a[1]) {
			return object.Value{}, t.Errorf(object.TypeError, "globals must be a real dict; try eval(expr, {}, mapping)")
		}
		return object.Value{}, t.Errorf(object.TypeError, "globals must be a dict")
	}
	g, l, err := scope(t, a[1], a[2])
	if err != nil {
		return object.Value{}, err
	}
	if code, ok := object.AsCode(a[0]); ok {
		if len(code.FreeVars) > 0 {
			return object.Value{}, t.Errorf(object.TypeError, "code object passed to eval() may not contain free variables")
		}
		return vm.Exec(t, code, g, l)
	}
	src, err := readSource(t, a[0], "eval() arg 1 must be a string, bytes or code object")
	if err != nil {
		return object.Value{}, err
	}
	src.text = strings.TrimLeft(src.text, " \t")
	code, err := vm.Compile(t, []byte(src.text), "<string>", src.options(t, syntax.Eval, inherited(t), t.Interp.Optimize))
	if err != nil {
		return object.Value{}, err
	}
	return vm.Exec(t, code, g, l)
}

func execFn(t *object.Thread, a args) (object.Value, *object.Exception) {
	if !isDict(a[1]) {
		return object.Value{}, t.Errorf(object.TypeError, "exec() globals must be a dict, not %s", a[1].TypeName())
	}
	if given(a[2]) && !isMapping(a[2]) {
		return object.Value{}, t.Errorf(object.TypeError, "locals must be a mapping or None, not %s", a[2].TypeName())
	}
	g, l, err := scope(t, a[1], a[2])
	if err != nil {
		return object.Value{}, err
	}
	closure := a[3]
	if code, ok := object.AsCode(a[0]); ok {
		n := len(code.FreeVars)
		fn := object.NewFunction(code, g)
		switch {
		case n == 0 && given(closure):
			return object.Value{}, t.Errorf(object.TypeError, "cannot use a closure with this code object")
		case n > 0:
			ok := given(closure)
			var cells *object.Tuple
			if ok {
				cells, ok = object.AsTuple(closure)
			}
			ok = ok && len(cells.Items) == n
			for i := 0; ok && i < n; i++ {
				ok = cells.Items[i].O.Typ == object.CellType
			}
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "code object requires a closure of exactly length %d", n)
			}
			fn.Closure = cells
		}
		_, err := vm.ExecFunction(t, fn, l)
		return object.None, err
	}
	if given(closure) {
		return object.Value{}, t.Errorf(object.TypeError, "closure can only be used when source is a code object")
	}
	src, err := readSource(t, a[0], "exec() arg 1 must be a string, bytes or code object")
	if err != nil {
		return object.Value{}, err
	}
	code, err := vm.Compile(t, []byte(src.text), "<string>", src.options(t, syntax.Exec, inherited(t), t.Interp.Optimize))
	if err != nil {
		return object.Value{}, err
	}
	_, err = vm.Exec(t, code, g, l)
	return object.None, err
}

var importDef = object.Def{Name: "__import__", Sig: "name, globals=None, locals=None, fromlist=(), level=0", Doc: "", Fn: importFunc}

func importFunc(t *object.Thread, a args) (object.Value, *object.Exception) {
	name, ok := object.AsStr(a[0])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "module name must be a string")
	}
	var g *object.Dict
	if given(a[1]) {
		g, _ = object.AsDict(a[1])
	}
	level := int64(0)
	if a[4].O != nil {
		var err *object.Exception
		if level, err = object.IndexInt(t, a[4], object.OverflowError); err != nil {
			return object.Value{}, err
		}
	}
	switch {
	case level < 0:
		return object.Value{}, t.Errorf(object.ValueError, "level must be >= 0")
	case level > 0 && g == nil && given(a[1]):
		return object.Value{}, t.Errorf(object.TypeError, "globals must be a dict")
	case level > 0 && g == nil:
		return object.Value{}, t.Errorf(object.KeyError, "'__name__' not in globals")
	}
	return t.Interp.ImportName(t, object.InternStr(name), g, or(a[3], object.None), int(level))
}
