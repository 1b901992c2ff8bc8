// Package sys is the Python module of that name.
package sys

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/weftpy/weft/modules/io"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// Config says what the program that starts an interpreter tells it about its
// surroundings.
type Config struct {
	Argv, OrigArgv []string
	Path           []string
	Executable     string
	Prefix         string         // of the installed Python whose library is used, or of ours
	Stdlib         string         // folder of the standard library, "" if there is none
	Version        [3]int         // of the language and library; zero: 3.11.0
	Flags          map[string]int // sys.flags, by name; what is missing is 0
	WarnOptions    []string
	XOptions       map[string]string // by name
	PycCache       string            // pycache_prefix, None if empty
}

const doc = "The interpreter: what it was started with, its settings and hooks."

// Release is the version of weft itself.
var Release = [3]int{0, 1, 0}

// Install makes module sys and enters it into sys.modules.
func Install(t *thread, c Config) (*object.Module, *excn) {
	if c.Version == [3]int{} {
		c.Version = [3]int{3, 11, 0}
	}
	m := object.NewModule(t, "sys", doc)
	t.Interp.Sys = m.Dict
	t.Interp.Optimize = c.Flags["optimize"]
	if n, ok := c.Flags["int_max_str_digits"]; ok && n >= 0 {
		t.Interp.SetIntMaxStrDigits(n)
	}
	set := func(name string, v value) { m.Set(t, name, v) }
	text := func(name, s string) { set(name, object.NewStr(s)) }
	list := func(items []string) value { return object.NewList(t, strs(items)).Value() }

	m.AddFuncs(t, frameDefs)
	m.AddFuncs(t, settingDefs)
	m.AddFuncs(t, objectDefs)
	m.AddFuncs(t, hookDefs)
	for _, name := range []string{"displayhook", "excepthook", "unraisablehook", "breakpointhook"} {
		set("__"+name+"__", m.Get(t, name))
	}
	set("modules", t.Interp.Modules.Value())
	// What the system passes may be no UTF-8.
	names := func(items []string) value {
		vs := make([]value, len(items))
		for i, s := range items {
			vs[i] = object.NewStr(object.FSDecode(s))
		}
		return object.NewList(t, vs).Value()
	}
	set("argv", names(c.Argv))
	set("orig_argv", names(c.OrigArgv))
	set("path", names(c.Path))
	set("meta_path", list(nil))
	set("path_hooks", list(nil))
	set("path_importer_cache", object.NewDict(t).Value())
	set("warnoptions", list(c.WarnOptions))
	set("_xoptions", xoptions(t, c.XOptions))
	set("builtin_module_names", object.TupleOf(strs(object.BuiltinModuleNames())))
	set("stdlib_module_names", stdlibNames(t))
	text("executable", c.Executable)
	text("_base_executable", c.Executable)
	for _, name := range []string{"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"} {
		text(name, c.Prefix)
	}
	text("platlibdir", "lib")
	set("pycache_prefix", object.None)
	if c.PycCache != "" {
		text("pycache_prefix", object.FSDecode(c.PycCache))
	}
	if c.Stdlib == "" {
		set("_stdlib_dir", object.None)
	} else {
		text("_stdlib_dir", c.Stdlib)
	}
	text("_framework", "")
	set("_home", object.None)
	set("_git", object.TupleOf(strs([]string{"weft", "", ""})))
	if runtime.GOOS != "windows" {
		text("abiflags", "")
	}
	text("platform", platform())
	text("byteorder", byteOrder())
	set("maxsize", object.Int(1<<63-1))
	set("maxunicode", object.Int(0x10ffff))
	set("api_version", object.Int(1013))
	text("float_repr_style", "short")
	text("copyright", "weft: a Python with transactional memory.")
	set("dont_write_bytecode", object.True) // no bytecode files are written
	text("ps1", ">>> ")
	text("ps2", "... ")
	if c.Flags["interactive"] == 0 {
		m.Dict.Delete(t, object.Intern("ps1").Value())
		m.Dict.Delete(t, object.Intern("ps2").Value())
	}

	v := c.Version
	hex := int64(v[0])<<24 | int64(v[1])<<16 | int64(v[2])<<8 | 0xf0
	info := versionInfo(v)
	set("version_info", info)
	set("hexversion", object.Int(hex))
	// In the form that module platform takes apart: in parentheses what was built, without dots after a
	// comma, in brackets by which compiler.
	text("version", fmt.Sprintf("%d.%d.%d (weft %d.%d.%d)\n[Go %s]", v[0], v[1], v[2], Release[0], Release[1], Release[2], strings.TrimPrefix(runtime.Version(), "go")))
	impl := object.NewDict(t)
	impl.SetStr(t, object.Intern("name"), object.NewStr("weft"))
	impl.SetStr(t, object.Intern("cache_tag"), object.NewStr(fmt.Sprintf("weft-%d%d", v[0], v[1])))
	impl.SetStr(t, object.Intern("version"), versionInfo(Release))
	impl.SetStr(t, object.Intern("hexversion"), object.Int(int64(Release[0])<<24|int64(Release[1])<<16|int64(Release[2])<<8|0xf0))
	if runtime.GOOS == "linux" {
		impl.SetStr(t, object.Intern("_multiarch"), object.NewStr(multiarch()))
	}
	set("implementation", object.NewSimpleNamespace(t, impl))
	set("flags", flagsValue(c.Flags))
	set("float_info", floatInfo())
	set("int_info", intInfo())
	set("hash_info", hashInfo())
	set("thread_info", threadInfo())
	in, out, errs, err := io.NewStdStreams(t, io.StdOptions{
		Unbuffered: c.Flags["unbuffered"] != 0, UTF8: c.Flags["utf8_mode"] != 0, IgnoreEnv: c.Flags["ignore_environment"] != 0,
	})
	if err != nil {
		return nil, err
	}
	SetStreams(t, in, out, errs)
	t.Interp.Modules.SetStr(t, object.Intern("sys"), m.Value())
	return m, nil
}

// SetStreams makes in, out and errs the standard streams.
func SetStreams(t *thread, in, out, errs value) {
	for i, name := range []string{"stdin", "stdout", "stderr"} {
		v := [...]value{in, out, errs}[i]
		t.Interp.Sys.SetStr(t, object.Intern(name), v)
		t.Interp.Sys.SetStr(t, object.Intern("__"+name+"__"), v)
	}
}

func strs(items []string) []value {
	vs := make([]value, len(items))
	for i, s := range items {
		vs[i] = object.NewStr(s)
	}
	return vs
}

func init() {
	object.RegisterModule("sys", func(t *thread) (*object.Module, *excn) {
		m, ok := object.AsModule(t.Interp.Modules.GetStr(t, object.Intern("sys")))
		if !ok {
			return nil, t.Errorf(object.RuntimeError, "module sys is not there")
		}
		return m, nil
	})
}
