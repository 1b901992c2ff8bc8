package weft

import (
	_ "embed"
	"os"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// siteSource makes the names that module site adds to builtins for people at a
// prompt: quit and exit, copyright, credits and license, help.
//
// The library has classes for them in module _sitebuiltins, but one imports os
// when it is called, and to compile that takes as long as all else that starting
// an interpreter does. These are ours, under the same names; a program that
// imports _sitebuiltins gets the library's.
//
//go:embed sitebuiltins.py
var siteSource []byte

// siteBuiltins puts the commands into builtins.
func (in *Interp) siteBuiltins() *object.Exception {
	t := in.t
	eof := "Ctrl-D (i.e. EOF)"
	if os.PathSeparator == '\\' {
		eof = "Ctrl-Z plus Return"
	}
	code, err := vm.Compile(t, siteSource, "<site>", vm.CompileOptions{Mode: syntax.Exec, Optimize: in.config.Optimize})
	if err != nil {
		return err
	}
	names := object.NewModule(t, "_sitebuiltins", "").Dict
	names.SetStr(t, object.Intern("__builtins__"), in.t.Interp.Modules.GetStr(t, object.Intern("builtins")))
	if _, err := vm.Exec(t, code, names, object.Value{}); err != nil {
		return err
	}
	_, err = object.Call(t, names.GetStr(t, object.Intern("install")), object.NewStr(eof), object.NewStr(in.sysText("copyright")))
	return err
}
