// Package weft embeds Python programs in Go programs: a Python 3
// implementation whose transactions run on all cores.
//
//	in, err := weft.New(weft.Config{Stdlib: weft.FindStdlib})
//	err = in.RunFile("script.py")
//
// An interpreter is used by one goroutine at a time; transactions that its
// program runs use goroutines of their own.
package weft

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/weftpy/weft/importer"
	_ "github.com/weftpy/weft/modules" // the built-in modules
	"github.com/weftpy/weft/modules/io"
	"github.com/weftpy/weft/modules/sys"
	"github.com/weftpy/weft/modules/transaction"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// Version is weft's own version.
const Version = "0.1.0"

// FindStdlib, as Config.Stdlib, asks to look for the standard library of an
// installed Python.
const FindStdlib = "?"

// Config describes an interpreter. The zero value is one without arguments and
// standard library.
type Config struct {
	Args     []string          // sys.argv; [""] if empty
	Path     []string          // what comes first on sys.path
	Stdlib   string            // folder of the standard library; FindStdlib: look for one; "": none
	Workers  int               // of transaction.run(); 0: as WEFT_WORKERS says, else the number of cores
	Optimize int               // 1: -O, 2: -OO
	XOptions map[string]string // sys._xoptions
	PycCache string            // sys.pycache_prefix; None if empty
	Warnings []string          // sys.warnoptions
	Flags    map[string]int    // sys.flags by name, "unbuffered" (-u) and "faulthandler" (-X faulthandler)
}

// Interp is a Python interpreter.
type Interp struct {
	t      *object.Thread
	config Config
	main   *object.Module
}

// Exception is an exception that a program did not catch.
type Exception struct {
	err *object.Exception
	t   *object.Thread
}

// Error returns the exception's class and message.
func (e *Exception) Error() string {
	s, err := object.ToStr(e.t, e.err.Value())
	if err != nil || s.S == "" {
		return e.err.Typ.Name
	}
	return e.err.Typ.Name + ": " + s.S
}

// New makes an interpreter.
func New(c Config) (*Interp, error) {
	t := vm.NewInterp()
	in := &Interp{t: t, config: c}
	if c.Workers > 0 {
		transaction.SetWorkers(t, c.Workers)
	}
	if err := in.boot(); err != nil {
		return nil, &Exception{err, t}
	}
	return in, nil
}

// boot makes the modules that every program needs.
func (in *Interp) boot() *object.Exception {
	t, c := in.t, &in.config
	t.Interp.BytesWarning = c.Flags["bytes_warning"] > 0
	t.Interp.UTF8Mode = c.Flags["utf8_mode"] > 0
	builtins, err := in.builtin("builtins")
	if err != nil {
		return err
	}
	argv := c.Args
	if len(argv) == 0 {
		argv = []string{""}
	}
	reason := "none was asked for"
	stdlib := c.Stdlib
	if stdlib == FindStdlib {
		stdlib, reason = importer.FindStdlib("")
	}
	path := append([]string(nil), c.Path...)
	if stdlib != "" {
		path = append(path, stdlib, filepath.Join(stdlib, "lib-dynload"))
		for _, site := range []string{filepath.Join(stdlib, "site-packages"), "/usr/lib/python3/dist-packages"} {
			if info, err := os.Stat(site); err == nil && info.IsDir() {
				path = append(path, site)
			}
		}
	}
	exe, oserr := os.Executable()
	if oserr != nil {
		exe = "" // as the language says of an executable that cannot be found
	}
	if _, err := sys.Install(t, sys.Config{Argv: argv, OrigArgv: os.Args, Path: path, Executable: exe, Prefix: prefixOf(stdlib), Stdlib: stdlib,
		Flags: c.Flags, WarnOptions: c.Warnings, XOptions: c.XOptions, PycCache: c.PycCache}); err != nil {
		return err
	}
	if err := importer.Install(t, importer.Config{Stdlib: stdlib, Reason: reason, Optimize: c.Optimize}); err != nil {
		return err
	}
	in.main = object.NewModule(t, "__main__", "")
	in.main.Set(t, "__builtins__", builtins.Value())
	in.main.Set(t, "__loader__", importer.BuiltinLoader(t))
	in.main.Set(t, "__annotations__", object.NewDict(t).Value())
	t.Interp.Modules.SetStr(t, object.Intern("__main__"), in.main.Value())
	if c.Flags["ignore_environment"] == 0 {
		if err := io.SetStdEncoding(t); err != nil {
			return err
		}
	}
	if c.Flags["faulthandler"] != 0 {
		if err := in.watchFaults(); err != nil {
			return err
		}
	}
	if stdlib == "" || c.Flags["no_site"] != 0 {
		return nil
	}
	if len(c.Warnings) > 0 { // it makes filters of the options, and complains of bad ones
		if _, err := t.Import("warnings"); err != nil {
			return err
		}
	}
	return in.siteBuiltins()
}

// watchFaults calls faulthandler.enable().
func (in *Interp) watchFaults() *object.Exception {
	enable, err := in.t.ImportAttr("faulthandler", "enable")
	if err == nil {
		_, err = object.Call0(in.t, enable)
	}
	return err
}

// prefixOf returns sys.prefix: the folder that the library is in lib/pythonX.Y of.
func prefixOf(stdlib string) string {
	if stdlib == "" {
		return ""
	}
	dir := filepath.Dir(stdlib)
	if name := filepath.Base(dir); name == "lib" || name == "lib64" {
		return filepath.Dir(dir)
	}
	return dir
}

// builtin makes a built-in module and puts it into sys.modules.
func (in *Interp) builtin(name string) (*object.Module, *object.Exception) {
	create := object.BuiltinModule(name)
	if create == nil {
		return nil, in.t.Errorf(object.SystemError, "module %s is missing", name)
	}
	m, err := create(in.t)
	if err != nil {
		return nil, err
	}
	in.t.Interp.Modules.SetStr(in.t, object.Intern(name), m.Value())
	return m, nil
}

// RunFile runs the script at path as __main__.
func (in *Interp) RunFile(path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("can't open file '%s': %w", path, err)
	}
	return in.RunScript(src, path)
}

// RunScript runs the source of the script at path as __main__.
func (in *Interp) RunScript(src []byte, path string) error {
	in.main.Set(in.t, "__file__", object.NewStr(object.FSDecode(path)))
	in.main.Set(in.t, "__cached__", object.None)
	ld, err := importer.SourceLoader(in.t, "__main__", path)
	if err != nil {
		return &Exception{err, in.t}
	}
	in.main.Set(in.t, "__loader__", ld)
	return in.exec(src, path, false)
}

// RunCompiled runs the code of a compiled script (.pyc) as __main__.
func (in *Interp) RunCompiled(path string) error {
	code, ld, err := importer.CompiledScript(in.t, path)
	if err != nil {
		return &Exception{err, in.t}
	}
	in.main.Set(in.t, "__file__", object.NewStr(object.FSDecode(path)))
	in.main.Set(in.t, "__cached__", object.None)
	in.main.Set(in.t, "__loader__", ld)
	if _, err := vm.Exec(in.t, code, in.main.Dict, object.Value{}); err != nil {
		return &Exception{err, in.t}
	}
	return nil
}

// RunSource runs source text in any encoding as __main__, whose __file__ is filename.
func (in *Interp) RunSource(src []byte, filename string) error {
	in.main.Set(in.t, "__file__", object.NewStr(object.FSDecode(filename)))
	return in.exec(src, filename, false)
}

// RunString runs source text as __main__; filename is what tracebacks show.
func (in *Interp) RunString(src, filename string) error { return in.exec([]byte(src), filename, true) }

// RunModule runs module name as __main__, as -m does.
func (in *Interp) RunModule(name string) error { return in.runModule(name, true) }

// RunArchive runs the __main__ module of the archive or folder that is the first entry of sys.path.
func (in *Interp) RunArchive() error { return in.runModule("__main__", false) }

// runModule runs module name as __main__. named says that sys.argv[0] becomes its file.
func (in *Interp) runModule(name string, named bool) error {
	t := in.t
	code, spec, err := importer.MainModule(t, name, func(err *object.Exception, call string) {
		if err.Matches(object.SyntaxError) && call == importer.CallGetCode {
			in.libraryFrames(err, compiles...)
		}
		in.libraryFrames(err, libraryCall{"runpy.py", "_get_module_details", call})
	})
	if err != nil {
		in.libraryFrames(err, findsModule)
		return &Exception{err, t}
	}
	in.main.Set(t, "__spec__", spec)
	for _, a := range []struct{ attr, from string }{{"__file__", "origin"}, {"__cached__", "cached"}, {"__loader__", "loader"}, {"__package__", "parent"}} {
		v, err := object.GetAttrString(t, spec, a.from)
		if err != nil {
			return &Exception{err, t}
		}
		in.main.Set(t, a.attr, v)
		if a.attr == "__file__" && named {
			if argv, ok := object.AsList(t.Interp.Sys.GetStr(t, object.Intern("argv"))); ok && len(argv.Items(t)) > 0 {
				argv.Write(t).Items[0] = v
			}
		}
	}
	if name == "dis" {
		// The library's tool must run in the module that was made to know our code.
		test, err := t.ImportAttr(name, "main")
		if err != nil && err.Matches(object.AttributeError) {
			test, err = t.ImportAttr(name, "_test") // as it was called before 3.11.5
		}
		if err == nil {
			_, err = object.Call0(t, test)
		}
		if err != nil {
			return &Exception{err, t}
		}
		return nil
	}
	if _, err := vm.Exec(t, code, in.main.Dict, object.Value{}); err != nil {
		in.libraryFrames(err, runsModule...)
		return &Exception{err, t}
	}
	return nil
}

func (in *Interp) exec(src []byte, filename string, isStr bool) error {
	var code *object.Code
	err := nullByte(in.t, src, filename)
	if isStr || err == nil {
		code, err = vm.Compile(in.t, src, filename, vm.CompileOptions{Mode: syntax.Exec, Optimize: in.config.Optimize, FromStr: isStr})
	}
	if err == nil {
		_, err = vm.Exec(in.t, code, in.main.Dict, object.Value{})
	}
	if err != nil {
		return &Exception{err, in.t}
	}
	return nil
}

// nullByte makes the exception for a program file that is none: it says where the
// first null byte is, unless something else is wrong before that.
func nullByte(t *object.Thread, src []byte, filename string) *object.Exception {
	i := bytes.IndexByte(src, 0)
	if i < 0 {
		return nil
	}
	begin := bytes.LastIndexByte(src[:i], '\n') + 1
	if !utf8.Valid(src[:begin]) {
		return nil
	}
	return vm.SyntaxErrorOf(t, &syntax.Error{
		Msg: "source code cannot contain null bytes", Filename: filename,
		Line: 1 + bytes.Count(src[:i], []byte("\n")), Text: string(bytes.ToValidUTF8(src[begin:i], []byte("\ufffd"))), HasText: true,
	})
}

// Report prints an uncaught exception as python does, through sys.excepthook,
// and returns the exit code: that of a SystemExit, else 1. nil is 0.
func (in *Interp) Report(err error) int {
	if err == nil {
		return 0
	}
	e, ok := err.(*Exception)
	if !ok {
		fmt.Fprintln(os.Stderr, "weft: "+err.Error())
		return 2
	}
	t := in.t
	if e.err.Matches(object.SystemExit) {
		return in.exitCode(e.err)
	}
	in.Flush()
	object.Excepthook(t, e.err)
	return 1
}

// Interrupted reports whether err is a KeyboardInterrupt.
func Interrupted(err error) bool {
	e, ok := err.(*Exception)
	return ok && e.err.Matches(object.KeyboardInterrupt)
}

// exitCode returns the exit code of a SystemExit, printing a code that is no
// number.
func (in *Interp) exitCode(e *object.Exception) int {
	t := in.t
	code, err := object.GetAttrString(t, e.Value(), "code")
	if err != nil || code.IsNone() {
		return 0
	}
	if code.Type().Is(object.FlagInt) {
		if n, big := object.AsInt(code); big == nil {
			return int(n & 0xff)
		}
		return 255
	}
	in.Flush()
	s, err := object.ToStr(t, code)
	if err == nil {
		object.WriteStderr(t, s.S+"\n")
	}
	return 1
}

// Flush writes out sys.stdout and sys.stderr. A stream that cannot be written is
// silent: it is told of when the program ends.
func (in *Interp) Flush() { in.flush(false) }

// flush is Flush, and says of a stream that cannot be written, unless it is closed,
// what python says of it as the program ends. It reports whether all was written.
func (in *Interp) flush(tell bool) bool {
	t, whole := in.t, true
	for _, name := range []string{"stdout", "stderr"} {
		f := t.Interp.Sys.GetStr(t, object.Intern(name))
		if f.IsNull() || f.IsNone() {
			continue
		}
		if closed, err := object.LookupAttr(t, f, object.Intern("closed")); err == nil && closed.O != nil {
			if yes, err := object.Truth(t, closed); err == nil && yes {
				continue
			}
		}
		if _, err := object.CallMethod(t, f, object.Intern("flush")); err != nil {
			whole = false
			if tell && name == "stdout" { // nobody can be told of stderr
				t.Unraisable(err, "", f)
			}
		}
	}
	return whole
}

// Close ends the interpreter: functions registered with atexit are called and
// the standard streams written out. It reports whether they could be: if not, python
// ends with exit code 120.
func (in *Interp) Close() bool {
	t := in.t
	if m := t.Interp.Modules.GetStr(t, object.Intern("threading")); !m.IsNull() {
		if f, err := object.LookupAttr(t, m, object.Intern("_shutdown")); err == nil && !f.IsNull() {
			if _, err := object.Call0(t, f); err != nil {
				object.Excepthook(t, err)
			}
		}
	}
	if m := t.Interp.Modules.GetStr(t, object.Intern("atexit")); !m.IsNull() {
		if _, err := object.CallMethod(t, m, object.Intern("_run_exitfuncs")); err != nil {
			object.Excepthook(t, err)
		}
	}
	t.Interp.Finalizing.Store(true)
	t.EndUnawaited()
	t.FinalizeAll()
	whole := in.flush(true)
	io.FlushAll()
	return whole
}
