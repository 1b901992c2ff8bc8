package object

import (
	"fmt"
	"unsafe"
)

// Attributes of Python functions, methods and cells.

func functionOf(v Value) *Function { return (*Function)(unsafe.Pointer(v.O)) }

// ext returns a copy of f's FuncExt for change.
func (f *Function) ext() *FuncExt {
	if f.Ext == nil {
		return &FuncExt{}
	}
	e := *f.Ext
	return &e
}

// alone makes sure that nobody else sees f while it is changed.
func (f *Function) alone(t *Thread, what string) {
	if f.born != t.Tx.ID {
		t.Tx.BecomeExclusive("assignment to " + what + " of a function")
	}
}

// change replaces f's FuncExt by one that edit has changed. It runs alone.
func (f *Function) change(t *Thread, what string, edit func(e *FuncExt)) {
	f.alone(t, what)
	e := f.ext()
	edit(e)
	f.Ext = e
}

// Module returns the function's __module__.
func (f *Function) Module(t *Thread) Value {
	if f.Ext != nil && f.Ext.Module.O != nil {
		return f.Ext.Module
	}
	if f.Globals == nil {
		return None
	}
	return orNone(f.Globals.GetStr(t, strNameAttr))
}

// Doc returns the function's __doc__.
func (f *Function) Doc() Value {
	if f.Ext != nil && f.Ext.Doc.O != nil {
		return f.Ext.Doc
	}
	return orNone(f.Code.Doc)
}

// Annotations returns the function's __annotations__, which is made when it is
// first asked for.
func (f *Function) Annotations(t *Thread) Value {
	if f.Ext == nil || f.Ext.Annotations.O == nil {
		d := NewDict(t).Value()
		f.change(t, "__annotations__", func(e *FuncExt) { e.Annotations = d })
	}
	return f.Ext.Annotations
}

// BuiltinsOf returns the namespace of built-ins that code with these globals
// uses.
func BuiltinsOf(t *Thread, globals *Dict) Value {
	if globals != nil {
		if b := globals.GetStr(t, strBuiltins); b.O != nil {
			if m, ok := AsModule(b); ok {
				return m.Dict.Value()
			}
			if _, ok := AsDict(b); ok {
				return b
			}
		}
	}
	if t.Interp.Builtins == nil {
		return None
	}
	return t.Interp.Builtins.Value()
}

var strBuiltins = Intern("__builtins__")

var functionNew = &Func{Name: "function", Sig: "code, globals, name=None, argdefs=None, closure=None", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	if a[0].O.Typ != CodeType {
		return Value{}, t.Errorf(TypeError, "function() argument 'code' must be code, not %s", ArgTypeName(a[0]))
	}
	code := codeOf(a[0])
	globals, ok := AsDict(a[1])
	if !ok {
		return Value{}, t.Errorf(TypeError, "function() argument 'globals' must be dict, not %s", ArgTypeName(a[1]))
	}
	name, argdefs, closure := orNone(a[2]), orNone(a[3]), orNone(a[4])
	if _, ok := AsStr(name); !ok && !name.IsNone() {
		return Value{}, t.Errorf(TypeError, "arg 3 (name) must be None or string")
	}
	f := NewFunction(code, globals)
	f.Born(t)
	if tup, ok := AsTuple(argdefs); ok {
		f.Defaults = tup
	} else if !argdefs.IsNone() {
		return Value{}, t.Errorf(TypeError, "arg 4 (defaults) must be None or tuple")
	}
	if tup, ok := AsTuple(closure); ok {
		f.Closure = tup
	} else if !closure.IsNone() {
		return Value{}, t.Errorf(TypeError, "arg 5 (closure) must be tuple")
	} else if len(code.FreeVars) > 0 {
		return Value{}, t.Errorf(TypeError, "arg 5 (closure) must be tuple")
	}
	n := 0
	if f.Closure != nil {
		n = len(f.Closure.Items)
		for _, c := range f.Closure.Items {
			if c.O.Typ != CellType {
				return Value{}, t.Errorf(TypeError, "arg 5 (closure) expected cell, found %s", c.TypeName())
			}
		}
	}
	if n != len(code.FreeVars) {
		return Value{}, t.Errorf(ValueError, "%s requires closure of length %d, not %d", code.Name, len(code.FreeVars), n)
	}
	if n == 0 {
		f.Closure = nil
	}
	if !name.IsNone() {
		f.Ext = &FuncExt{Name: name}
	}
	return f.Value(), nil
}}

// funcAttr is an attribute of functions that is kept in FuncExt and must be a
// string.
func funcStringAttr(name string, get func(f *Function) Value, set func(e *FuncExt, x Value)) GetSet {
	return GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) { return get(functionOf(v)), nil },
		Set: func(t *Thread, v, x Value) *Exception {
			var now *Str
			ok := x.O != nil
			if ok {
				now, ok = AsStr(x)
			}
			if !ok {
				return t.Errorf(TypeError, "%s must be set to a string object", name)
			}
			f := functionOf(v)
			if old, ok := AsStr(get(f)); ok && f.born != t.Tx.ID && old.Typ == now.Typ && old.S == now.S {
				return nil // some decorators name the functions that they share; that need not be done alone
			}
			f.change(t, name, func(e *FuncExt) { set(e, x) })
			return nil
		}}
}

func tupleOrNone(tup *Tuple) Value {
	if tup == nil {
		return None
	}
	return tup.Value()
}

func init() {
	typ := FunctionType
	typ.Doc = "A function written in Python."
	typ.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return functionNew.CallWith(t, args, kwnames)
	}
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		return NewStr(fmt.Sprintf("<function %s at %#x>", functionOf(v).QualName(), v.ID())), nil
	}
	typ.Getsets = []GetSet{
		funcStringAttr("__name__", func(f *Function) Value {
			if f.Ext != nil && f.Ext.Name.O != nil {
				return f.Ext.Name
			}
			return Intern(f.Code.Name).Value()
		}, func(e *FuncExt, x Value) { e.Name = x }),
		funcStringAttr("__qualname__", func(f *Function) Value {
			if f.Ext != nil && f.Ext.QualName.O != nil {
				return f.Ext.QualName
			}
			return Intern(f.Code.QualName).Value()
		}, func(e *FuncExt, x Value) { e.QualName = x }),
		{Name: "__module__", Get: func(t *Thread, v Value) (Value, *Exception) { return functionOf(v).Module(t), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				functionOf(v).change(t, "__module__", func(e *FuncExt) { e.Module = orNone(x) })
				return nil
			}},
		{Name: "__doc__", Get: func(t *Thread, v Value) (Value, *Exception) { return functionOf(v).Doc(), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				functionOf(v).change(t, "__doc__", func(e *FuncExt) { e.Doc = orNone(x) })
				return nil
			}},
		{Name: "__code__", Get: func(t *Thread, v Value) (Value, *Exception) { return functionOf(v).Code.Value(), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				if x.O == nil || x.O.Typ != CodeType {
					return t.Errorf(TypeError, "__code__ must be set to a code object")
				}
				f, code := functionOf(v), codeOf(x)
				n := 0
				if f.Closure != nil {
					n = len(f.Closure.Items)
				}
				if n != len(code.FreeVars) {
					return t.Errorf(ValueError, "%s() requires a code object with %d free vars, not %d", f.Name(), n, len(code.FreeVars))
				}
				// The name and the rest that came from the old code stay.
				f.change(t, "__code__", func(e *FuncExt) {
					if e.Name.O == nil {
						e.Name = NewStr(f.Code.Name)
					}
					if e.QualName.O == nil {
						e.QualName = NewStr(f.Code.QualName)
					}
					if e.Doc.O == nil {
						e.Doc = orNone(f.Code.Doc)
					}
				})
				f.Code = code
				return nil
			}},
		{Name: "__defaults__", Get: func(t *Thread, v Value) (Value, *Exception) { return tupleOrNone(functionOf(v).Defaults), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				var tup *Tuple
				if x = orNone(x); !x.IsNone() {
					var ok bool
					if tup, ok = AsTuple(x); !ok {
						return t.Errorf(TypeError, "__defaults__ must be set to a tuple object")
					}
				}
				functionOf(v).alone(t, "__defaults__")
				functionOf(v).Defaults = tup
				return nil
			}},
		{Name: "__kwdefaults__", Get: func(t *Thread, v Value) (Value, *Exception) {
			if f := functionOf(v); f.Ext != nil && f.Ext.KwDefaults != nil {
				return f.Ext.KwDefaults.Value(), nil
			}
			return None, nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			var d *Dict
			if x = orNone(x); !x.IsNone() {
				var ok bool
				if d, ok = AsDict(x); !ok {
					return t.Errorf(TypeError, "__kwdefaults__ must be set to a dict object")
				}
			}
			functionOf(v).change(t, "__kwdefaults__", func(e *FuncExt) { e.KwDefaults = d })
			return nil
		}},
		{Name: "__annotations__", Get: func(t *Thread, v Value) (Value, *Exception) { return functionOf(v).Annotations(t), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				if x = orNone(x); x.IsNone() {
					x = Value{}
				} else if _, ok := AsDict(x); !ok {
					return t.Errorf(TypeError, "__annotations__ must be set to a dict object")
				}
				functionOf(v).change(t, "__annotations__", func(e *FuncExt) { e.Annotations = x })
				return nil
			}},
		{Name: "__type_params__", Get: func(t *Thread, v Value) (Value, *Exception) {
			if f := functionOf(v); f.Ext != nil && f.Ext.TypeParams.O != nil {
				return f.Ext.TypeParams, nil
			}
			return emptyTuple.Value(), nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			if x.O == nil || x.O.Typ.Flags&FlagTuple == 0 {
				return t.Errorf(TypeError, "__type_params__ must be set to a tuple")
			}
			functionOf(v).change(t, "__type_params__", func(e *FuncExt) { e.TypeParams = x })
			return nil
		}},
		{Name: "__globals__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			if g := functionOf(v).Globals; g != nil {
				return g.Value(), nil
			}
			return None, nil
		}},
		{Name: "__builtins__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return BuiltinsOf(t, functionOf(v).Globals), nil }},
		{Name: "__closure__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return tupleOrNone(functionOf(v).Closure), nil }},
	}

	CellType.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if len(kwnames) != 0 {
			return Value{}, t.Errorf(TypeError, "cell() takes no keyword arguments")
		}
		if len(args) > 1 {
			return Value{}, t.Errorf(TypeError, "cell expected at most 1 argument, got %d", len(args))
		}
		var v Value
		if len(args) == 1 {
			v = args[0]
		}
		return Value{O: &NewCell(t, v).Object}, nil
	}
	cellOf := func(v Value) *Cell { return (*Cell)(unsafe.Pointer(v.O)) }
	CellType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		x := cellOf(v).Load(t)
		if x.O == nil {
			return NewStr(fmt.Sprintf("<cell at %#x: empty>", v.ID())), nil
		}
		return NewStr(fmt.Sprintf("<cell at %#x: %s object at %#x>", v.ID(), x.TypeName(), x.ID())), nil
	}
	CellType.Slots.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if a.O.Typ != CellType || b.O.Typ != CellType {
			return NotImplemented, nil
		}
		x, y := cellOf(a).Load(t), cellOf(b).Load(t)
		if x.O != nil && y.O != nil {
			return Compare(t, x, y, op)
		}
		// An empty cell comes before all others.
		nx, ny := Int(0), Int(0)
		if x.O != nil {
			nx = Int(1)
		}
		if y.O != nil {
			ny = Int(1)
		}
		return Compare(t, nx, ny, op)
	}
	CellType.Getsets = []GetSet{{Name: "cell_contents", Get: func(t *Thread, v Value) (Value, *Exception) {
		if x := cellOf(v).Load(t); x.O != nil {
			return x, nil
		}
		return Value{}, t.Errorf(ValueError, "Cell is empty")
	}, Set: func(t *Thread, v, x Value) *Exception {
		cellOf(v).Store(t, x)
		return nil
	}}}

	MethodType.Getsets = append(MethodType.Getsets, GetSet{Name: "__doc__", Get: func(t *Thread, v Value) (Value, *Exception) {
		return GetAttr(t, (*BoundMethod)(unsafe.Pointer(v.O)).Func, strDoc)
	}})
	MethodType.Methods = append(MethodType.Methods, Def{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		m := (*BoundMethod)(unsafe.Pointer(a[0].O))
		name, err := GetAttr(t, m.Func, strNameAttr)
		if err != nil {
			return Value{}, err
		}
		getattr := None
		if t.Interp.Builtins != nil {
			getattr = orNone(t.Interp.Builtins.GetStr(t, Intern("getattr")))
		}
		return TupleOf([]Value{getattr, TupleOf([]Value{m.Self, name})}), nil
	}})
}
