// Package builtins is Python's module builtins: the built-in functions, and the
// namespace in which every program finds them, the built-in types and the
// exceptions.
package builtins

import (
	"github.com/weftpy/weft/modules/io"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

func init() { object.RegisterModule("builtins", create) }

// create fills the interpreter's namespace of built-ins and returns the module
// around it.
func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "builtins", "The names that every module finds without an import.")
	// The namespace that the interpreter began with is the module's.
	for k, v, pos, ok := m.Dict.NextEntry(t, 0); ok; k, v, pos, ok = m.Dict.NextEntry(t, pos) {
		if err := t.Interp.Builtins.Set(t, k, v); err != nil {
			return nil, err
		}
	}
	m.Dict = t.Interp.Builtins
	for _, typ := range object.BuiltinTypes() {
		m.Set(t, typ.Name, typ.Value())
	}
	for name, v := range map[string]object.Value{
		"None": object.None, "True": object.True, "False": object.False, "Ellipsis": object.Ellipsis,
		"NotImplemented": object.NotImplemented, "__debug__": object.True,
		"IOError": object.OSError.Value(), "EnvironmentError": object.OSError.Value(),
	} {
		m.Set(t, name, v)
	}
	for _, defs := range [][]object.Def{objectFuncs, numberFuncs, iterFuncs, codeFuncs, outputFuncs} {
		m.AddFuncs(t, defs)
	}
	imp := object.NewBuiltin(importDef, object.Intern("builtins"))
	vm.SetDefaultImport(imp)
	m.Set(t, "__import__", imp)
	m.Set(t, "open", io.Open)
	return m, nil
}

type args = []object.Value

// or returns v, or def if v is null.
func or(v, def object.Value) object.Value {
	if v.O == nil {
		return def
	}
	return v
}

// str returns a str argument as a Go string, or the error that says what f wants.
func attrName(t *object.Thread, f string, v object.Value) (*object.Str, *object.Exception) {
	s, ok := object.AsStr(v)
	if !ok {
		return nil, t.Errorf(object.TypeError, "attribute name must be string, not '%s'", v.TypeName())
	}
	return object.InternStr(s), nil
}
