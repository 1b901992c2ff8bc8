package vm

import (
	"fmt"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Variables that are not registers.

func unboundLocal(t *object.Thread, code *object.Code, i int) *object.Exception {
	return nameError(t, object.UnboundLocalError, object.Intern(source(code).LocalName(int32(i))), "cannot access local variable '%s' where it is not associated with a value")
}

func nameError(t *object.Thread, typ *object.Type, name *object.Str, format string) *object.Exception {
	msg := fmt.Sprintf(format, name.S)
	if typ != object.NameError {
		return t.Errorf(typ, "%s", msg)
	}
	return object.NewNameError(t, typ, name, msg)
}

var (
	strAnnotations = object.Intern("__annotations__")
)

// source returns what code was linked from.
func source(code *object.Code) *compile.Code { return code.Source.(*compile.Code) }

// cellName returns the name of cell variable d, and whether it is free.
func cellName(code *object.Code, d int) (*object.Str, bool) {
	name, free := source(code).CellName(int32(d))
	return object.Intern(name), free
}

func unboundCell(t *object.Thread, code *object.Code, d int) *object.Exception {
	name, free := cellName(code, d)
	if free {
		return nameError(t, object.NameError, name, "cannot access free variable '%s' where it is not associated with a value in enclosing scope")
	}
	return nameError(t, object.UnboundLocalError, name, "cannot access local variable '%s' where it is not associated with a value")
}

// builtinsOf returns the built-ins that code with these globals sees, nil if they
// are no dict.
func builtinsOf(t *object.Thread, globals *object.Dict) *object.Dict {
	if globals == t.Interp.Builtins {
		return globals
	}
	b := globals.GetStr(t, strBuiltins)
	if b.O != nil {
		if m, ok := object.AsModule(b); ok {
			return m.Dict
		}
		d, _ := object.AsDict(b)
		return d
	}
	return t.Interp.Builtins
}

var strBuiltins = object.Intern("__builtins__")

// loadBuiltin finds a built-in; null if there is none. Globals may name a mapping
// of another kind as their built-ins, or something that is none at all.
func loadBuiltin(t *object.Thread, globals *object.Dict, name *object.Str) (object.Value, *object.Exception) {
	b := globals.GetStr(t, strBuiltins)
	if b.O == nil || b.O.Typ == object.DictType || isModule(b) {
		return builtinsOf(t, globals).GetStr(t, name), nil
	}
	return lookupNS(t, b, name)
}

func isModule(v object.Value) bool {
	_, ok := object.AsModule(v)
	return ok
}

// loadGlobal finds a global or built-in and remembers its cells.
func loadGlobal(t *object.Thread, fr *object.Frame, c *object.Cache) (object.Value, *object.Exception) {
	globals := fr.Fn.Globals
	if globals.IsNamespace() {
		// The built-ins may be any mapping: then those are looked up each time.
		e := &globalEntry{globals: globals, cell: globals.Cell(t, c.Name), builtin: builtinCell(t, globals, c.Name)}
		atomic.StorePointer(&c.Entry, unsafe.Pointer(e))
		if v := e.cell.Load(t); v.O != nil {
			return v, nil
		}
		if e.builtin == nil {
			if v, err := loadBuiltin(t, globals, c.Name); err != nil || v.O != nil {
				return v, err
			}
		} else if v := e.builtin.Load(t); v.O != nil {
			return v, nil
		}
	} else {
		var v object.Value
		var err *object.Exception
		if globals.Typ == object.DictType {
			v, err = globals.Get(t, c.Name.Value())
		} else if v, err = object.GetItem(t, globals.Value(), c.Name.Value()); err != nil && err.Matches(object.KeyError) {
			v, err = object.Value{}, nil
		}
		if err != nil || v.O != nil {
			return v, err
		}
		if v, err := loadBuiltin(t, globals, c.Name); err != nil || v.O != nil {
			return v, err
		}
	}
	return object.Value{}, nameError(t, object.NameError, c.Name, "name '%s' is not defined")
}

func storeGlobal(t *object.Thread, fr *object.Frame, c *object.Cache, v object.Value) *object.Exception {
	globals := fr.Fn.Globals
	if globals.IsNamespace() && (*globalEntry)(atomic.LoadPointer(&c.Entry)) == nil {
		e := &globalEntry{globals: globals, cell: globals.Cell(t, c.Name), builtin: builtinCell(t, globals, c.Name)}
		atomic.StorePointer(&c.Entry, unsafe.Pointer(e))
	}
	globals.SetStr(t, c.Name, v)
	return nil
}

func builtinCell(t *object.Thread, globals *object.Dict, name *object.Str) *object.NameCell {
	if b := builtinsOf(t, globals); b != nil && b.IsNamespace() {
		return b.Cell(t, name)
	}
	return nil
}

// moduleNS reports whether the frame's namespace is its globals, so that names
// are globals.
func moduleNS(fr *object.Frame) bool {
	return !fr.HasNS || fr.NS.O == &fr.Fn.Globals.Object && fr.NS.O.Typ == object.DictType
}

// loadVariable is LoadGlobal or LoadName, whichever the instruction is.
func loadVariable(t *object.Thread, fr *object.Frame, c *object.Cache) (object.Value, *object.Exception) {
	if compile.Op(fr.Code.Plain().Ins[fr.PC-1]) == compile.LoadName {
		return loadName(t, fr, c)
	}
	return loadGlobal(t, fr, c)
}

func loadName(t *object.Thread, fr *object.Frame, c *object.Cache) (object.Value, *object.Exception) {
	if moduleNS(fr) {
		return loadGlobal(t, fr, c)
	}
	v, err := lookupNS(t, fr.NS, c.Name)
	if err != nil || v.O != nil {
		return v, err
	}
	globals := fr.Fn.Globals
	if v, err = globals.Get(t, c.Name.Value()); err != nil || v.O != nil {
		return v, err
	}
	if v, err = loadBuiltin(t, globals, c.Name); err != nil || v.O != nil {
		return v, err
	}
	return v, nameError(t, object.NameError, c.Name, "name '%s' is not defined")
}

// lookupNS returns ns[name], null if the mapping lacks it.
func lookupNS(t *object.Thread, ns object.Value, name *object.Str) (object.Value, *object.Exception) {
	if ns.O.Typ == object.DictType {
		return (*object.Dict)(unsafe.Pointer(ns.O)).GetStr(t, name), nil
	}
	v, err := object.GetItem(t, ns, name.Value())
	if err != nil && err.Matches(object.KeyError) {
		return object.Value{}, nil
	}
	return v, err
}

func storeName(t *object.Thread, fr *object.Frame, c *object.Cache, v object.Value) *object.Exception {
	if moduleNS(fr) {
		return storeGlobal(t, fr, c, v)
	}
	if fr.NS.O.Typ == object.DictType {
		(*object.Dict)(unsafe.Pointer(fr.NS.O)).SetStr(t, c.Name, v)
		return nil
	}
	return object.SetItem(t, fr.NS, c.Name.Value(), v)
}

func deleteName(t *object.Thread, ns object.Value, name *object.Str) *object.Exception {
	err := object.SetItem(t, ns, name.Value(), object.Value{})
	if err != nil && err.Matches(object.KeyError) {
		return nameError(t, object.NameError, name, "name '%s' is not defined")
	}
	return err
}

// deleteVariable is deleteName for a del statement.
func deleteVariable(t *object.Thread, ns object.Value, name *object.Str) *object.Exception {
	d, ok := object.AsDict(ns)
	wants := ok && d.GetStr(t, name).WantsFinalizing()
	err := deleteName(t, ns, name)
	if wants && err == nil {
		t.Deleted()
	}
	return err
}

// namespaceOf returns the mapping that locals() of a frame with a namespace is.
func namespaceOf(fr *object.Frame) object.Value {
	if fr.HasNS {
		return fr.NS
	}
	return fr.Fn.Globals.Value()
}
