package object

import (
	"sort"
	"sync"
	"unsafe"
)

// Module is a module object. Its Dict is a namespace dict, so globals are
// reached through cells.
type Module struct {
	Object
	Dict *Dict
}

// ModuleType is types.ModuleType.
var ModuleType = declare("module", ObjectType, FlagDictMode|FlagWeakRef)

// NewModule makes an empty module.
func NewModule(t *Thread, name, doc string) *Module {
	m := &Module{Object: Object{ModuleType}, Dict: NewNamespace(t)}
	d := None
	if doc != "" {
		d = NewStr(doc)
	}
	m.Set(t, "__name__", NewStr(name))
	m.Set(t, "__doc__", d)
	m.Set(t, "__package__", None)
	m.Set(t, "__loader__", None)
	m.Set(t, "__spec__", None)
	return m
}

// AsModule returns v as a module if it is one (or of a subclass).
func AsModule(v Value) (*Module, bool) {
	if v.O.Typ == ModuleType || v.O.Typ.IsSubtype(ModuleType) {
		return (*Module)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Value returns m as a value.
func (m *Module) Value() Value { return Value{O: &m.Object} }

// Set assigns m.name.
func (m *Module) Set(t *Thread, name string, v Value) { m.Dict.SetStr(t, Intern(name), v) }

// Get returns m.name, null if it is not set.
func (m *Module) Get(t *Thread, name string) Value { return m.Dict.GetStr(t, Intern(name)) }

// AddFuncs adds built-in functions to m.
func (m *Module) AddFuncs(t *Thread, defs []Def) {
	name, _ := AsStr(m.Get(t, "__name__"))
	for _, d := range defs {
		m.Set(t, d.Name, NewBuiltin(d, name))
	}
}

// AddType adds a class that the module defines, making it ready.
func (m *Module) AddType(t *Thread, typ *Type) { m.Set(t, typ.ShortName(), typ.Ready().Value()) }

// builtinModules are the modules written in Go, by name.
var builtinModules struct {
	sync.Mutex
	m map[string]func(t *Thread) (*Module, *Exception)
}

// RegisterModule makes a built-in module known to the importer: its package
// calls it from an init function. create runs at the module's first import, once
// for each interpreter.
func RegisterModule(name string, create func(t *Thread) (*Module, *Exception)) {
	builtinModules.Lock()
	defer builtinModules.Unlock()
	if builtinModules.m == nil {
		builtinModules.m = map[string]func(t *Thread) (*Module, *Exception){}
	}
	if builtinModules.m[name] != nil {
		panic("BUG: module " + name + " is registered twice")
	}
	builtinModules.m[name] = create
}

// BuiltinModule returns how to create a built-in module, nil if there is none.
func BuiltinModule(name string) func(t *Thread) (*Module, *Exception) {
	builtinModules.Lock()
	defer builtinModules.Unlock()
	return builtinModules.m[name]
}

// BuiltinModuleNames returns the names of all built-in modules, sorted.
func BuiltinModuleNames() []string {
	builtinModules.Lock()
	defer builtinModules.Unlock()
	var names []string
	for n := range builtinModules.m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func moduleGetAttr(t *Thread, v Value, name *Str) (Value, *Exception) {
	m := (*Module)(unsafe.Pointer(v.O))
	d := v.O.Typ.LookupIn(t, name)
	if d.O != nil {
		if s := &d.O.Typ.Slots; s.Get != nil && s.Set != nil {
			return s.Get(t, d, v, v.O.Typ)
		}
	}
	if x := m.Dict.GetStr(t, name); x.O != nil {
		return x, nil
	}
	if d.O != nil {
		if get := d.O.Typ.Slots.Get; get != nil {
			return get(t, d, v, v.O.Typ)
		}
		return d, nil
	}
	if f := m.Dict.GetStr(t, Intern("__getattr__")); f.O != nil {
		return Call1(t, f, name.Value())
	}
	msg := "module has no attribute '" + name.S + "'"
	if s := m.Dict.GetStr(t, Intern("__name__")); s.O != nil {
		if mod, ok := AsStr(s); ok {
			state, err := m.state(t, name)
			if err != nil {
				return Value{}, err
			}
			switch msg = "module '" + mod.S + "' has no attribute '" + name.S + "'"; state {
			case beingImported:
				msg = "partially initialized " + msg + " (most likely due to a circular import)"
			case submoduleBeingImported:
				msg = "cannot access submodule '" + name.S + "' of module '" + mod.S + "' (most likely due to a circular import)"
			}
		}
	}
	return Value{}, NewAttributeError(t, v, name, msg)
}

// importState tells why a module may lack an attribute.
type importState uint8

const (
	imported importState = iota
	beingImported
	submoduleBeingImported
)

var (
	strSpec         = Intern("__spec__")
	strInitializing = Intern("_initializing")
	strSubmodules   = Intern("_uninitialized_submodules")
)

// state asks the module's spec whether the module, or its submodule name, is
// still being imported.
func (m *Module) state(t *Thread, name *Str) (importState, *Exception) {
	spec := m.Dict.GetStr(t, strSpec)
	if spec.O == nil || spec.IsNone() {
		return imported, nil
	}
	if v, err := LookupAttr(t, spec, strInitializing); err != nil {
		return imported, err
	} else if v.O != nil {
		if yes, err := Truth(t, v); yes || err != nil {
			return beingImported, err
		}
	}
	if v, err := LookupAttr(t, spec, strSubmodules); err != nil {
		return imported, err
	} else if v.O != nil {
		if yes, err := Contains(t, v, name.Value()); yes || err != nil {
			return submoduleBeingImported, err
		}
	}
	return imported, nil
}

func init() {
	SetLayout[Module](ModuleType)
	alloc := ModuleType.Alloc
	ModuleType.Alloc = func(t *Thread, typ *Type) *Object {
		o := alloc(t, typ)
		(*Module)(unsafe.Pointer(o)).Dict = NewNamespace(t)
		return o
	}
	ModuleType.Slots.GetAttr = moduleGetAttr
	ModuleType.Slots.SetAttr = func(t *Thread, v Value, name *Str, x Value) *Exception {
		if d := v.O.Typ.Lookup(name); d.O != nil {
			if set := d.O.Typ.Slots.Set; set != nil {
				return set(t, d, v, x)
			}
		}
		m := (*Module)(unsafe.Pointer(v.O))
		if x.O != nil {
			m.Dict.SetStr(t, name, x)
			return nil
		}
		old, err := m.Dict.Delete(t, name.Value())
		if err == nil && old.O == nil {
			return NewAttributeError(t, v, name, "'module' object has no attribute '"+name.S+"'")
		}
		return err
	}
	ModuleType.Getsets = append(ModuleType.Getsets, GetSet{Name: "__dict__", Get: func(t *Thread, v Value) (Value, *Exception) {
		return (*Module)(unsafe.Pointer(v.O)).Dict.Value(), nil
	}})
}
