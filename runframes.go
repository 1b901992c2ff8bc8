package weft

import (
	"strings"

	"github.com/weftpy/weft/importer"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// libraryCall is a call in a function of the library that CPython has in its executable.
type libraryCall struct{ file, function, call string }

// The calls by which the library finds and runs a module as a program.
var (
	findsModule = libraryCall{"runpy.py", "_run_module_as_main", "mod_name, mod_spec, code = _get_module_details("}
	runsModule  = []libraryCall{{"runpy.py", "_run_code", "exec(code, run_globals)"}, {"runpy.py", "_run_module_as_main", "return _run_code(code, main_globals"}}
	// compiles is how a module's source is compiled on the way.
	compiles = []libraryCall{
		{"importlib/_bootstrap.py", "_call_with_frames_removed", "return f(*args, **kwds)"},
		{"importlib/_bootstrap_external.py", "source_to_code", "return _bootstrap._call_with_frames_removed(compile, data"},
		{"importlib/_bootstrap_external.py", "get_code", "code_object = self.source_to_code("},
	}
)

// libraryFrames puts before the traceback of err, which a module run as a program (-m)
// did not catch, functions of the library that find and run such programs elsewhere:
// they are part of what people see. The last of calls is the outermost.
func (in *Interp) libraryFrames(err *object.Exception, calls ...libraryCall) {
	if err.Matches(object.SystemExit) {
		return
	}
	for _, c := range calls {
		name := "<frozen " + strings.ReplaceAll(strings.TrimSuffix(c.file, ".py"), "/", ".") + ">"
		line := importer.LibraryLine(in.t, c.file, c.call)
		code, cerr := vm.Compile(in.t, nil, name, vm.CompileOptions{FromStr: true})
		if line == 0 || cerr != nil {
			return // without the library there are no such functions
		}
		code.Name, code.QualName = c.function, c.function
		err.AddTraceback(in.t, object.NewFunction(code, in.main.Dict), code, 0)
		err.Traceback(in.t).Line = int32(line)
	}
}
