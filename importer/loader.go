package importer

import (
	"os"
	"strings"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// The methods by which the library's importlib, inspect, linecache, pkgutil and
// runpy use our finder and loaders.

type method = func(t *object.Thread, a []object.Value) (object.Value, *object.Exception)

func def(name, sig string, fn method) object.Def { return object.Def{Name: name, Sig: sig, Fn: fn} }

func init() {
	none := func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) { return object.None, nil }
	finderType.Methods = []object.Def{
		def("find_spec", "fullname, path=None, target=None", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			path := a[2]
			if path.O == nil {
				path = object.None
			}
			return findSpec(t, text(a[1]), path)
		}),
		def("invalidate_caches", "", none),
	}
	builtinTyp.Methods = []object.Def{
		def("create_module", "spec", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			name, err := object.GetAttr(t, a[1], strName)
			if err != nil {
				return object.Value{}, err
			}
			if object.BuiltinModule(text(name)) == nil {
				return object.Value{}, t.Errorf(object.ImportError, "'%s' is not a built-in module", text(name))
			}
			return createBuiltin(t, text(name), a[1])
		}),
		def("exec_module", "module", none),
		def("is_package", "fullname", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) { return object.False, nil }),
		def("get_code", "fullname", none),
		def("get_source", "fullname", none),
	}
	sourceLoader.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
	sourceLoader.Slots.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception {
		if len(args) != 2 {
			return t.Errorf(object.TypeError, "SourceFileLoader() takes 2 arguments (%d given)", len(args))
		}
		set(t, v, strName, args[0])
		set(t, v, strPath, args[1])
		return nil
	}
	path := func(t *object.Thread, v object.Value) string { return text(get(t, v, strPath)) }
	read := func(t *object.Thread, file string) ([]byte, *object.Exception) {
		t.Tx.BecomeInevitable("reading " + file)
		t.SettleFiles(file)
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, t.Errorf(object.OSError, "%s", err.Error())
		}
		return b, nil
	}
	sourceLoader.Methods = []object.Def{
		def("create_module", "spec", none),
		def("exec_module", "module", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.None, execSource(t, a[1], a[0])
		}),
		def("get_filename", "name=None", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return get(t, a[0], strPath), nil
		}),
		def("get_data", "path", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			b, err := read(t, text(a[1]))
			if err != nil {
				return object.Value{}, err
			}
			return object.NewBytes(string(b)), nil
		}),
		def("get_source", "fullname=None", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			b, err := read(t, path(t, a[0]))
			if err != nil {
				return object.Value{}, err
			}
			src, derr := syntax.Decode(b, path(t, a[0]))
			if derr != nil {
				return object.Value{}, vm.SyntaxErrorOf(t, derr)
			}
			return object.NewStr(string(src)), nil
		}),
		def("get_code", "fullname=None", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			code, err := compileFile(t, path(t, a[0]))
			if err != nil {
				return object.Value{}, err
			}
			return object.Value{O: &code.Object}, nil
		}),
		def("is_package", "fullname", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Bool(strings.HasSuffix(path(t, a[0]), "__init__.py")), nil
		}),
	}
	nsLoader.Methods = []object.Def{
		def("create_module", "spec", none),
		def("exec_module", "module", none),
		def("is_package", "fullname", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) { return object.True, nil }),
		def("get_source", "fullname", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.NewStr(""), nil
		}),
	}
}
