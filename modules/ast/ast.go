// Package ast is module _ast: syntax trees as objects. The classes, and how they
// correspond to the nodes of package syntax, follow from the grammar in
// schema.go; compile() reaches the conversions through builtins.AST.
package ast

import (
	"unsafe"

	"github.com/weftpy/weft/modules/builtins"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

type (
	args   = []object.Value
	thread = object.Thread
	value  = object.Value
	exc    = object.Exception
)

// astType is AST, the base of all nodes: an object with nothing but a __dict__.
var astType = &object.Type{Name: "AST", Module: "ast", Flags: object.FlagDictMode | object.FlagSameLayout}

var (
	strFields     = object.Intern("_fields")
	strAttributes = object.Intern("_attributes")
	strMatchArgs  = object.Intern("__match_args__")
	strDict       = object.Intern("__dict__")
)

// classes are the classes of one interpreter: they are made by type(), and can
// be changed, as CPython's can.
type classes struct {
	byName map[string]*object.Type
	// constructors tells for each class of nodes what it is.
	constructors map[*object.Type]*constructor
	// singletons are the nodes of enumerations, which are all the same object.
	singletons map[string][]value
}

type classesKey struct{}

// classesOf returns the interpreter's classes.
func classesOf(t *thread) (*classes, *exc) {
	cs := t.Interp.Extra(classesKey{}, func() any { return new(classes) }).(*classes)
	if cs.byName != nil {
		return cs, nil
	}
	made, err := newClasses(t)
	if err != nil {
		return nil, err
	}
	*cs = *made
	return cs, nil
}

func newClasses(t *thread) (*classes, *exc) {
	cs := &classes{map[string]*object.Type{"AST": astType.Ready()}, map[*object.Type]*constructor{}, map[string][]value{}}
	for _, r := range rules {
		base := astType
		if !r.product {
			var err *exc
			if base, err = cs.add(t, r.name, r.doc(), astType, nil, r.attributes, true); err != nil {
				return nil, err
			}
		}
		for _, k := range r.constructors {
			typ, err := cs.add(t, k.name, k.doc(), base, k.fields, r.attributes, r.product)
			if err != nil {
				return nil, err
			}
			cs.constructors[typ] = k
			if r.plain {
				cs.singletons[r.name] = append(cs.singletons[r.name], value{O: typ.Alloc(t, typ)})
			}
		}
	}
	return cs, nil
}

// add makes a class of nodes.
func (cs *classes) add(t *thread, name, doc string, base *object.Type, fields, attributes []field, ownAttributes bool) (*object.Type, *exc) {
	names := fieldNames(fields)
	ns := object.NewDict(t)
	ns.SetStr(t, strFields, names)
	ns.SetStr(t, strMatchArgs, names)
	ns.SetStr(t, object.Intern("__module__"), object.NewStr("ast"))
	ns.SetStr(t, object.Intern("__doc__"), object.NewStr(doc))
	optional := fields
	if ownAttributes {
		ns.SetStr(t, strAttributes, fieldNames(attributes))
		optional = append(fields[:len(fields):len(fields)], attributes...)
	}
	for _, f := range optional {
		if f.optional {
			ns.SetStr(t, f.name, object.None)
		}
	}
	v, err := object.Call(t, object.TypeType.Value(), object.NewStr(name), object.TupleOf([]value{base.Value()}), ns.Value())
	if err != nil {
		return nil, err
	}
	typ, _ := object.AsType(v)
	cs.byName[name] = typ
	return typ, nil
}

func fieldNames(fields []field) value {
	names := make([]value, len(fields))
	for i, f := range fields {
		names[i] = f.name.Value()
	}
	return object.TupleOf(names)
}

// initNode is AST.__init__: positional arguments are the fields in order, and
// keyword arguments attributes of any name.
func initNode(t *thread, v value, a args, kwnames args) *exc {
	var fields []value
	f, err := object.LookupAttr(t, v.O.Typ.Value(), strFields)
	if err != nil {
		return err
	}
	if f.O != nil {
		if fields, err = object.Collect(t, f); err != nil {
			return err
		}
	}
	npos := len(a) - len(kwnames)
	if npos > len(fields) {
		plural := "s"
		if len(fields) == 1 {
			plural = ""
		}
		return t.Errorf(object.TypeError, "%s constructor takes at most %d positional argument%s", v.O.Typ.ErrorName(), len(fields), plural)
	}
	set := func(name, x value) *exc {
		s, ok := object.AsStr(name)
		if !ok {
			return t.Errorf(object.TypeError, "attribute name must be string, not '%s'", name.TypeName())
		}
		return object.SetAttr(t, v, object.InternStr(s), x)
	}
	for i := range npos {
		if err := set(fields[i], a[i]); err != nil {
			return err
		}
	}
	for i, name := range kwnames {
		for _, f := range fields[:npos] {
			same, err := object.EqualBool(t, f, name)
			if err != nil {
				return err
			}
			if same {
				s, _ := object.AsStr(name)
				return t.Errorf(object.TypeError, "%s got multiple values for argument '%s'", v.O.Typ.ErrorName(), s.S)
			}
		}
		if err := set(name, a[npos+i]); err != nil {
			return err
		}
	}
	return nil
}

func reduceNode(t *thread, a args) (value, *exc) {
	d, err := object.LookupAttr(t, a[0], strDict)
	if err != nil {
		return value{}, err
	}
	none := object.TupleOf(nil)
	if d.O == nil {
		return object.TupleOf([]value{a[0].O.Typ.Value(), none}), nil
	}
	return object.TupleOf([]value{a[0].O.Typ.Value(), none, d}), nil
}

func create(t *thread) (*object.Module, *exc) {
	cs, err := classesOf(t)
	if err != nil {
		return nil, err
	}
	m := object.NewModule(t, "_ast", "")
	m.Set(t, "AST", astType.Value())
	m.Set(t, "PyCF_ALLOW_TOP_LEVEL_AWAIT", object.Int(0x2000))
	m.Set(t, "PyCF_ONLY_AST", object.Int(0x400))
	m.Set(t, "PyCF_TYPE_COMMENTS", object.Int(0x1000))
	for _, r := range rules {
		m.Set(t, r.name, cs.byName[r.name].Value())
		for _, k := range r.constructors {
			m.Set(t, k.name, cs.byName[k.name].Value())
		}
	}
	return m, nil
}

func init() {
	astType.AttrsOff = unsafe.Offsetof(object.Instance{}.Attrs)
	astType.Alloc = object.NewInstance
	astType.Consts = map[string]value{"_fields": object.TupleOf(nil), "_attributes": object.TupleOf(nil), "__match_args__": object.TupleOf(nil)}
	astType.Slots.New = func(t *thread, typ *object.Type, _, _ args) (value, *exc) { return value{O: typ.Alloc(t, typ)}, nil }
	astType.Slots.Init = initNode
	astType.Methods = []object.Def{{Name: "__reduce__", Fn: reduceNode}}
	object.RegisterModule("_ast", create)
	builtins.AST.IsNode = func(_ *thread, v value) bool { return object.IsInstance(v, astType) }
	builtins.AST.FromTree = func(t *thread, mod syntax.Mod) (value, *exc) {
		cs, err := classesOf(t)
		if err != nil {
			return value{}, err
		}
		b := builder{t: t, classes: cs, limit: 3 * int(t.Interp.RecursionLimit.Load())}
		return b.node(mod)
	}
	builtins.AST.ToTree = toTree
}
