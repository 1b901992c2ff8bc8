// Package sys is Python's module sys.
package sys

import (
	"math"
	"os"
	"runtime"
	"unsafe"

	"github.com/weftpy/weft/object"
)

func init() { object.RegisterModule("sys", create) }

type args = []object.Value

func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "sys", "Access to objects used or maintained by the interpreter.")
	m.Set(t, "modules", t.Interp.Modules.Value())
	m.Set(t, "maxsize", object.Int(math.MaxInt64))
	m.Set(t, "maxunicode", object.Int(0x10ffff))
	m.Set(t, "byteorder", object.NewStr("little"))
	platform := runtime.GOOS
	if platform == "windows" {
		platform = "win32"
	}
	m.Set(t, "platform", object.NewStr(platform))
	m.Set(t, "version", object.NewStr("3.11.0 (weft)"))
	exe, _ := os.Executable()
	m.Set(t, "executable", object.NewStr(exe))
	for i, name := range []string{"stdin", "stdout", "stderr"} {
		f := object.Value{O: &(&stream{object.Object{Typ: streamType.Ready()}, []*os.File{os.Stdin, os.Stdout, os.Stderr}[i]}).Object}
		m.Set(t, name, f)
		m.Set(t, "__"+name+"__", f)
	}
	m.AddFuncs(t, []object.Def{
		{Name: "exit", Sig: "status=None, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			if a[0].O == nil {
				a[0] = object.None
			}
			v, err := object.Call1(t, object.SystemExit.Value(), a[0])
			if err != nil {
				return v, err
			}
			e, _ := object.AsException(v)
			return object.Value{}, e
		}},
		{Name: "getrecursionlimit", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return object.Int(t.Interp.RecursionLimit.Load()), nil
		}},
		{Name: "setrecursionlimit", Sig: "limit, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			n, err := object.IndexInt(t, a[0], object.OverflowError)
			if err != nil {
				return object.Value{}, err
			}
			if n < 1 {
				return object.Value{}, t.Errorf(object.ValueError, "recursion limit must be greater or equal than 1")
			}
			t.Interp.RecursionLimit.Store(n)
			t.TrimFrames()
			return object.None, nil
		}},
	})
	return m, nil
}

// stream stands in for the files of module _io.
type stream struct {
	object.Object
	f *os.File
}

var streamType = &object.Type{Name: "stream", Module: "sys", Flags: object.FlagNoBase | object.FlagNoNew}

// Write is what a transaction's held output goes to.
func (s *stream) WriteHeld(p []byte) { s.f.Write(p) }

func init() {
	streamType.Methods = []object.Def{
		{Name: "write", Sig: "text, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			s, ok := object.AsStr(a[1])
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "write() argument must be str, not %s", a[1].TypeName())
			}
			(*stream)(unsafe.Pointer(a[0].O)).f.WriteString(s.S)
			return object.Int(int64(s.Len())), nil
		}},
		{Name: "flush", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) { return object.None, nil }},
	}
}
