// Package dis makes the standard library's module dis show weft's bytecode: it
// replaces the functions that look into the instructions, which are CPython's
// there. What finds code objects, and the tool, are the library's.
package dis

import (
	_ "embed"
	"strings"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/importer"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

//go:embed amend.py
var amendment string

type (
	args   = []object.Value
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// instructionSize is what an instruction counts for in co_lines, tb_lasti and
// offsets.
const instructionSize = 2

// source returns the compiled code of a code object.
func source(t *thread, v value) (*compile.Code, *exc) {
	code, ok := object.AsCode(v)
	if !ok {
		return nil, t.Errorf(object.TypeError, "don't know how to disassemble %s objects", v.TypeName())
	}
	c, ok := code.Source.(*compile.Code)
	if !ok {
		return nil, t.Errorf(object.ValueError, "the code object was not made by the compiler")
	}
	return c, nil
}

var defs = []object.Def{
	{Name: "_text", Sig: "code, lasti, /", Doc: "The disassembly of a code object.", Fn: func(t *thread, a args) (value, *exc) {
		c, err := source(t, a[0])
		if err != nil {
			return value{}, err
		}
		lasti, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		current := -1
		if lasti >= 0 {
			current = int(lasti) / instructionSize
		}
		var b strings.Builder
		if err := compile.DisassembleOne(&b, c, current); err != nil {
			return value{}, t.Errorf(object.SystemError, "%s", err.Error())
		}
		return object.NewStr(b.String()), nil
	}},
	{Name: "_instructions", Sig: "code, /", Doc: "For each instruction its name, number, immediate operand, operands in words, first line or None, and whether it is jumped to.", Fn: func(t *thread, a args) (value, *exc) {
		c, err := source(t, a[0])
		if err != nil {
			return value{}, err
		}
		var list []value
		for _, i := range c.Instructions() {
			line := object.None
			if i.Line > 0 {
				line = object.Int(int64(i.Line))
			}
			list = append(list, object.TupleOf([]value{object.NewStr(i.Op.String()), object.Int(int64(i.Op)), object.Int(int64(i.Arg)),
				object.NewStr(strings.TrimSpace(i.Operands + " " + i.Meaning)), line, object.Bool(i.Target)}))
		}
		return object.NewList(t, list).Value(), nil
	}},
}

func amend(t *thread, m *object.Module) *exc {
	m.AddFuncs(t, defs)
	var names []value
	for op := range compile.NumOps {
		names = append(names, object.NewStr(compile.Op(op).String()))
	}
	m.Set(t, "opname", object.NewList(t, names).Value())
	code, err := vm.Compile(t, []byte(amendment), "<dis>", vm.CompileOptions{Mode: syntax.Exec, FromStr: true})
	if err != nil {
		return err
	}
	_, err = vm.Exec(t, code, m.Dict, value{})
	return err
}

func init() { importer.Amend("dis", amend) }
