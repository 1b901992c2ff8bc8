package object

import (
	"fmt"
	"unsafe"
)

// The constructor and attributes of super objects.

func superOf(v Value) *Super { return (*Super)(unsafe.Pointer(v.O)) }

var strClassVar = Intern("__class__")

// SuperArgs finds the class and the first argument of the method that runs, for
// super() without arguments.
func SuperArgs(t *Thread) (typ *Type, obj Value, err *Exception) {
	f := t.Frame
	if f.Depth == 0 {
		return nil, Value{}, t.Errorf(RuntimeError, "super(): no current frame")
	}
	code := f.Code
	if code.ArgCount == 0 {
		return nil, Value{}, t.Errorf(RuntimeError, "super(): no arguments")
	}
	obj = t.Stack[f.Base]
	if obj.O != nil && obj.O.Typ == CellType && len(code.VarNames) > 0 {
		// A captured parameter is in a cell.
		for _, n := range code.CellVars {
			if n == code.VarNames[0] {
				obj = (*Cell)(unsafe.Pointer(obj.O)).Load(t)
				break
			}
		}
	}
	if obj.O == nil {
		return nil, Value{}, t.Errorf(RuntimeError, "super(): arg[0] deleted")
	}
	for i, n := range code.FreeVars {
		if n != strClassVar && n.S != strClassVar.S {
			continue
		}
		if f.Fn.Closure == nil || i >= len(f.Fn.Closure.Items) {
			return nil, Value{}, t.Errorf(RuntimeError, "super(): bad __class__ cell")
		}
		c := (*Cell)(unsafe.Pointer(f.Fn.Closure.Items[i].O)).Load(t)
		if c.O == nil {
			return nil, Value{}, t.Errorf(RuntimeError, "super(): empty __class__ cell")
		}
		typ, ok := AsType(c)
		if !ok {
			return nil, Value{}, t.Errorf(RuntimeError, "super(): __class__ is not a type (%s)", c.TypeName())
		}
		return typ, obj, nil
	}
	return nil, Value{}, t.Errorf(RuntimeError, "super(): __class__ cell not found")
}

// InitSuper fills s as super(typ, obj) does; a null typ stands for super().
func (s *Super) init(t *Thread, typv, obj Value) *Exception {
	var typ *Type
	if typv.O == nil {
		var err *Exception
		if typ, obj, err = SuperArgs(t); err != nil {
			return err
		}
	} else {
		var ok bool
		if typ, ok = AsType(typv); !ok {
			return t.Errorf(TypeError, "super() argument 1 must be a type, not %s", ArgTypeName(typv))
		}
	}
	if obj.O == nil || obj.IsNone() {
		s.Type, s.Obj, s.ObjType = typ, Value{}, nil
		return nil
	}
	ot, err := SuperCheck(t, typ, obj)
	if err != nil {
		return err
	}
	s.Type, s.Obj, s.ObjType = typ, obj, ot
	return nil
}

func init() {
	typ := SuperType
	typ.Doc = "Attribute look-up that begins after a given class: super() in a method goes on where its class ends."
	SetLayout[Super](typ)
	typ.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return Allocate[Super](typ).Value(), nil
	}
	typ.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if len(kwnames) != 0 {
			return t.Errorf(TypeError, "super() takes no keyword arguments")
		}
		if len(args) > 2 {
			return t.Errorf(TypeError, "super() expected at most 2 arguments, got %d", len(args))
		}
		var a [2]Value
		copy(a[:], args)
		return superOf(v).init(t, a[0], a[1])
	}
	typ.Slots.Get = func(t *Thread, d, obj Value, _ *Type) (Value, *Exception) {
		s := superOf(d)
		if obj.O == nil || obj.IsNone() || s.Obj.O != nil {
			return d, nil
		}
		if s.Typ != SuperType {
			return Call(t, s.Typ.Value(), s.Type.Value(), obj)
		}
		ot, err := SuperCheck(t, s.Type, obj)
		if err != nil {
			return Value{}, err
		}
		return NewSuper(t, s.Type, obj, ot), nil
	}
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		s := superOf(v)
		name := "NULL"
		if s.Type != nil {
			name = s.Type.Name
		}
		if s.ObjType != nil {
			return NewStr(fmt.Sprintf("<super: <class '%s'>, <%s object>>", name, s.ObjType.Name)), nil
		}
		return NewStr(fmt.Sprintf("<super: <class '%s'>, NULL>", name)), nil
	}
	typeValue := func(typ *Type) Value {
		if typ == nil {
			return None
		}
		return typ.Value()
	}
	typ.Getsets = []GetSet{
		{Name: "__thisclass__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return typeValue(superOf(v).Type), nil }},
		{Name: "__self__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return orNone(superOf(v).Obj), nil }},
		{Name: "__self_class__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			return typeValue(superOf(v).ObjType), nil
		}},
	}
}
