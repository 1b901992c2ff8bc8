package weft

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// runpyFrames puts before the traceback of err, which a module run as a program (-m)
// did not catch, the two functions of the library's runpy that run such programs
// elsewhere: they are part of what people see.
func (in *Interp) runpyFrames(err *object.Exception) {
	if err.Matches(object.SystemExit) || in.config.Stdlib == "" {
		return
	}
	src, oserr := os.ReadFile(filepath.Join(in.config.Stdlib, "runpy.py"))
	if oserr != nil {
		return // without the library there are no such functions
	}
	for _, f := range []struct{ function, call string }{
		{"_run_code", "exec(code, run_globals)"}, {"_run_module_as_main", "return _run_code(code, main_globals"},
	} {
		at := bytes.Index(src, []byte(f.call))
		code, cerr := vm.Compile(in.t, nil, "<frozen runpy>", vm.CompileOptions{FromStr: true})
		if at < 0 || cerr != nil {
			return
		}
		code.Name, code.QualName = f.function, f.function
		err.AddTraceback(in.t, object.NewFunction(code, in.main.Dict), code, 0)
		err.Traceback(in.t).Line = int32(1 + bytes.Count(src[:at], []byte("\n")))
	}
}
