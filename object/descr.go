package object

import (
	"fmt"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// BoundMethod is a callable bound to its first argument.
type BoundMethod struct {
	Object
	Func, Self Value
}

// Property is a property object. Its functions are set by the constructor and
// never change; the docstring may.
type Property struct {
	Object
	Get, Set, Del, Doc Value // None where missing
	name               Value // of __set_name__, or null
	getterDoc          bool  // Doc is that of the getter
}

// ClassMethodObject is a classmethod or staticmethod: a wrapped callable.
type ClassMethodObject struct {
	Object
	Attrs stm.Box
	Func  Value
}

// GetSetDescr is the descriptor of a computed attribute of a built-in type.
type GetSetDescr struct {
	Object
	*GetSet
	Type *Type
}

// Member is the descriptor of a name in __slots__: slot Index of the instance. Where
// CPython has such a descriptor of a field of a built-in type there is one with a
// GetSet.
type Member struct {
	Object
	Name   *Str
	Type   *Type
	Index  int
	GetSet *GetSet // or nil
}

// Types of descriptors.
var (
	MethodType       = declare("method", ObjectType, FlagNoBase|FlagWeakRef)
	PropertyType     = declare("property", ObjectType, 0)
	ClassMethodType  = declare("classmethod", ObjectType, FlagDictMode)
	StaticMethodType = declare("staticmethod", ObjectType, FlagDictMode)
	GetSetType       = declare("getset_descriptor", ObjectType, FlagNoBase)
	MemberType       = declare("member_descriptor", ObjectType, FlagNoBase)
)

// NewBoundMethod binds f to self.
func NewBoundMethod(f, self Value) Value {
	return Value{O: &(&BoundMethod{Object{MethodType}, f, self}).Object}
}

// NewStaticMethod wraps f as staticmethod does.
func NewStaticMethod(f Value) Value {
	s := &ClassMethodObject{Object: Object{StaticMethodType}, Func: f}
	s.Attrs.Init(&noAttrs.Body)
	return Value{O: &s.Object}
}

// NewClassMethod wraps f as classmethod does.
func NewClassMethod(f Value) Value {
	s := &ClassMethodObject{Object: Object{ClassMethodType}, Func: f}
	s.Attrs.Init(&noAttrs.Body)
	return Value{O: &s.Object}
}

func init() {
	FunctionType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		if obj.O == nil {
			return d, nil
		}
		return NewBoundMethod(d, obj), nil
	}
	MethodType.Slots.Call = func(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
		m := (*BoundMethod)(unsafe.Pointer(f.O))
		return t.withSelf(m.Self, args, func(all []Value) (Value, *Exception) { return CallKw(t, m.Func, all, kwnames) })
	}
	MethodType.Slots.GetAttr = func(t *Thread, v Value, name *Str) (Value, *Exception) {
		if d := MethodType.Lookup(name); d.O != nil {
			if get := d.O.Typ.Slots.Get; get != nil {
				return get(t, d, v, MethodType)
			}
			return d, nil
		}
		return GetAttr(t, (*BoundMethod)(unsafe.Pointer(v.O)).Func, name)
	}
	MethodType.Slots.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if a.O.Typ != MethodType || b.O.Typ != MethodType || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		x, y := (*BoundMethod)(unsafe.Pointer(a.O)), (*BoundMethod)(unsafe.Pointer(b.O))
		eq := x.Self == y.Self
		if eq {
			var err *Exception
			if eq, err = EqualBool(t, x.Func, y.Func); err != nil {
				return Value{}, err
			}
		}
		return Bool(eq == (op == CmpEq)), nil
	}
	MethodType.Slots.Hash = func(t *Thread, v Value) (int64, *Exception) {
		m := (*BoundMethod)(unsafe.Pointer(v.O))
		h, err := Hash(t, m.Func)
		return fixHash(h ^ int64(m.Self.ID()>>4)), err
	}
	MethodType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		m := (*BoundMethod)(unsafe.Pointer(v.O))
		name := "?"
		for _, attr := range []string{"__name__", "__qualname__"} { // the latter, if there is one
			q, err := LookupAttr(t, m.Func, Intern(attr))
			if err != nil {
				return Value{}, err
			}
			if q.O != nil {
				if s, ok := AsStr(q); ok {
					name = s.S
				}
			}
		}
		self, err := Repr(t, m.Self)
		if err != nil {
			return Value{}, err
		}
		return NewStr(fmt.Sprintf("<bound method %s of %s>", name, self.S)), nil
	}
	MethodType.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if len(args) != 2 || len(kwnames) != 0 {
			return Value{}, t.Errorf(TypeError, "method expected 2 arguments, got %d", len(args))
		}
		if args[0].O.Typ.Slots.Call == nil {
			return Value{}, t.Errorf(TypeError, "first argument must be callable")
		}
		if args[1].IsNone() {
			return Value{}, t.Errorf(TypeError, "self must not be None")
		}
		return NewBoundMethod(args[0], args[1]), nil
	}
	MethodType.Getsets = []GetSet{
		{Name: "__func__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			return (*BoundMethod)(unsafe.Pointer(v.O)).Func, nil
		}},
		{Name: "__self__", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			return (*BoundMethod)(unsafe.Pointer(v.O)).Self, nil
		}},
	}

	propertyInit.Type = PropertyType
	SetLayout[Property](PropertyType)
	PropertyType.Alloc = func(t *Thread, typ *Type) *Object {
		p := Allocate[Property](typ)
		p.Get, p.Set, p.Del, p.Doc = None, None, None, None
		return &p.Object
	}
	PropertyType.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		_, err := propertyInit.CallWith(t, append([]Value{v}, args...), kwnames)
		return err
	}
	PropertyType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		p := (*Property)(unsafe.Pointer(d.O))
		if obj.O == nil || obj.IsNone() && typ != None.O.Typ {
			return d, nil
		}
		if p.Get.IsNone() {
			return Value{}, p.error(t, obj, "getter")
		}
		return Call1(t, p.Get, obj)
	}
	PropertyType.Slots.Set = func(t *Thread, d, obj, x Value) *Exception {
		p := (*Property)(unsafe.Pointer(d.O))
		f, what := p.Set, "setter"
		if x.O == nil {
			f, what = p.Del, "deleter"
		}
		if f.IsNone() {
			return p.error(t, obj, what)
		}
		var err *Exception
		if x.O == nil {
			_, err = Call1(t, f, obj)
		} else {
			_, err = Call2(t, f, obj, x)
		}
		return err
	}
	accessor := func(name string, f func(p *Property) *Value) {
		PropertyType.Methods = append(PropertyType.Methods, Def{Name: name, Sig: "function, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			old := (*Property)(unsafe.Pointer(a[0].O))
			p := *old
			*f(&p) = a[1]
			doc := p.Doc
			if old.getterDoc && !p.Get.IsNone() {
				doc = None // that of the getter, old or new
			}
			v, err := Call(t, old.Typ.Value(), p.Get, p.Set, p.Del, doc)
			if err == nil && IsInstance(v, PropertyType) {
				(*Property)(unsafe.Pointer(v.O)).name = old.name
			}
			return v, err
		}})
	}
	accessor("getter", func(p *Property) *Value { return &p.Get })
	accessor("setter", func(p *Property) *Value { return &p.Set })
	accessor("deleter", func(p *Property) *Value { return &p.Del })
	PropertyType.Methods = append(PropertyType.Methods, Def{Name: "__set_name__", Sig: "owner, name, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		(*Property)(unsafe.Pointer(a[0].O)).name = a[2]
		return None, nil
	}})
	field := func(name string, f func(p *Property) *Value) GetSet {
		return GetSet{Name: name, Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			return *f((*Property)(unsafe.Pointer(v.O))), nil
		}}
	}
	doc := field("__doc__", func(p *Property) *Value { return &p.Doc })
	doc.Set = func(t *Thread, v, x Value) *Exception {
		t.Tx.BecomeExclusive("property.__doc__")
		if x.O == nil {
			x = None
		}
		(*Property)(unsafe.Pointer(v.O)).Doc = x
		return nil
	}
	PropertyType.Getsets = []GetSet{
		field("fget", func(p *Property) *Value { return &p.Get }),
		field("fset", func(p *Property) *Value { return &p.Set }),
		field("fdel", func(p *Property) *Value { return &p.Del }),
		doc,
		{Name: "__isabstractmethod__", Get: func(t *Thread, v Value) (Value, *Exception) {
			p := (*Property)(unsafe.Pointer(v.O))
			for _, f := range []Value{p.Get, p.Set, p.Del} {
				if yes, err := isAbstract(t, f); err != nil || yes {
					return Bool(yes), err
				}
			}
			return False, nil
		}},
	}

	for _, typ := range []*Type{ClassMethodType, StaticMethodType} {
		typ.Alloc = func(t *Thread, typ *Type) *Object {
			m := Allocate[ClassMethodObject](typ)
			m.Attrs.Init(&noAttrs.Body)
			m.Func = None
			return &m.Object
		}
		typ.AttrsOff = unsafe.Offsetof(ClassMethodObject{}.Attrs)
		typ.SubAttrsOff = typ.AttrsOff
		typ.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
			if len(args) != 1 || len(kwnames) != 0 {
				return t.Errorf(TypeError, "%s expected 1 argument, got %d", v.O.Typ.Name, len(args))
			}
			m := (*ClassMethodObject)(unsafe.Pointer(v.O))
			m.Func = args[0]
			for _, name := range wrapperAttrs {
				if x, err := LookupAttr(t, args[0], name); err != nil {
					return err
				} else if x.O != nil {
					SetOwnAttr(t, v.O, name, x)
				}
			}
			return nil
		}
		typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
			r, err := Repr(t, (*ClassMethodObject)(unsafe.Pointer(v.O)).Func)
			if err != nil {
				return Value{}, err
			}
			return NewStr("<" + v.O.Typ.Name + "(" + r.S + ")>"), nil
		}
		get := func(t *Thread, v Value) (Value, *Exception) {
			return (*ClassMethodObject)(unsafe.Pointer(v.O)).Func, nil
		}
		typ.Getsets = []GetSet{
			{Name: "__func__", Get: get},
			{Name: "__wrapped__", Get: get},
			{Name: "__isabstractmethod__", Get: func(t *Thread, v Value) (Value, *Exception) {
				yes, err := isAbstract(t, (*ClassMethodObject)(unsafe.Pointer(v.O)).Func)
				return Bool(yes), err
			}},
		}
	}
	ClassMethodType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		if typ == nil {
			typ = obj.O.Typ
		}
		f := (*ClassMethodObject)(unsafe.Pointer(d.O)).Func
		if get := f.O.Typ.Slots.Get; get != nil && f.O.Typ != FunctionType {
			return get(t, f, typ.Value(), typ)
		}
		return NewBoundMethod(f, typ.Value()), nil
	}
	StaticMethodType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		return (*ClassMethodObject)(unsafe.Pointer(d.O)).Func, nil
	}
	StaticMethodType.Slots.Call = func(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
		return CallKw(t, (*ClassMethodObject)(unsafe.Pointer(f.O)).Func, args, kwnames)
	}

	GetSetType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		g := (*GetSetDescr)(unsafe.Pointer(d.O))
		if obj.O == nil {
			return d, nil
		}
		if !IsInstance(obj, g.Type) {
			return Value{}, t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Name, g.Type.ErrorName(), obj.TypeName())
		}
		return g.GetSet.Get(t, obj)
	}
	GetSetType.Slots.Set = func(t *Thread, d, obj, x Value) *Exception {
		g := (*GetSetDescr)(unsafe.Pointer(d.O))
		if !IsInstance(obj, g.Type) {
			return t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Name, g.Type.ErrorName(), obj.TypeName())
		}
		if g.GetSet.Set == nil {
			return t.Errorf(AttributeError, "attribute '%s' of '%s' objects is not writable", g.Name, g.Type.ErrorName())
		}
		return g.GetSet.Set(t, obj, x)
	}
	GetSetType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		g := (*GetSetDescr)(unsafe.Pointer(v.O))
		return NewStr(fmt.Sprintf("<attribute '%s' of '%s' objects>", g.Name, g.Type.ErrorName())), nil
	}
	GetSetType.Getsets = []GetSet{
		{Name: "__name__", Get: func(t *Thread, v Value) (Value, *Exception) {
			return NewStr((*GetSetDescr)(unsafe.Pointer(v.O)).Name), nil
		}},
		{Name: "__qualname__", Get: func(t *Thread, v Value) (Value, *Exception) {
			g := (*GetSetDescr)(unsafe.Pointer(v.O))
			return NewStr(g.Type.ShortName() + "." + g.Name), nil
		}},
		{Name: "__objclass__", Get: func(t *Thread, v Value) (Value, *Exception) {
			return (*GetSetDescr)(unsafe.Pointer(v.O)).Type.Value(), nil
		}},
		{Name: "__doc__", Get: func(t *Thread, v Value) (Value, *Exception) {
			g := (*GetSetDescr)(unsafe.Pointer(v.O))
			return docOf(g.Doc, "", g.Type, g.Name), nil
		}},
	}

	MemberType.Slots.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
		m := (*Member)(unsafe.Pointer(d.O))
		if obj.O == nil {
			return d, nil
		}
		if !IsInstance(obj, m.Type) {
			return Value{}, t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name.S, m.Type.ErrorName(), obj.TypeName())
		}
		if m.GetSet != nil {
			return m.GetSet.Get(t, obj)
		}
		b := readAttrs(t, obj.O)
		if m.Index < b.used() {
			if v := *b.Slot(m.Index); v.O != nil {
				return v, nil
			}
		}
		return Value{}, attributeError(t, obj, m.Name)
	}
	MemberType.Slots.Set = func(t *Thread, d, obj, x Value) *Exception {
		m := (*Member)(unsafe.Pointer(d.O))
		if !IsInstance(obj, m.Type) {
			return t.Errorf(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name.S, m.Type.ErrorName(), obj.TypeName())
		}
		if m.GetSet != nil {
			if m.GetSet.Set == nil {
				return t.Errorf(AttributeError, "readonly attribute")
			}
			return m.GetSet.Set(t, obj, x)
		}
		b := readAttrs(t, obj.O)
		if x.O == nil && (m.Index >= b.used() || b.Slot(m.Index).O == nil) {
			return NewAttributeError(t, obj, m.Name, m.Name.S)
		}
		b = writeAttrs(t, obj.O, max(m.Index+1, obj.O.Typ.slotCount())) // the shape has room for all slots
		if b.Shape == nil {
			b.Shape = obj.O.Typ.root
		}
		*b.Slot(m.Index) = x
		return nil
	}
	MemberType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		m := (*Member)(unsafe.Pointer(v.O))
		return NewStr(fmt.Sprintf("<member '%s' of '%s' objects>", m.Name.S, m.Type.ErrorName())), nil
	}
	MemberType.Getsets = []GetSet{
		{Name: "__name__", Get: func(t *Thread, v Value) (Value, *Exception) {
			return (*Member)(unsafe.Pointer(v.O)).Name.Value(), nil
		}},
		{Name: "__qualname__", Get: func(t *Thread, v Value) (Value, *Exception) {
			m := (*Member)(unsafe.Pointer(v.O))
			q, ok := AsStr(m.Type.QualName)
			if !ok {
				return Value{}, t.Errorf(TypeError, "<descriptor>.__objclass__.__qualname__ is not a unicode object")
			}
			return NewStr(q.S + "." + m.Name.S), nil
		}},
		{Name: "__objclass__", Get: func(t *Thread, v Value) (Value, *Exception) {
			return (*Member)(unsafe.Pointer(v.O)).Type.Value(), nil
		}},
		{Name: "__doc__", Get: func(t *Thread, v Value) (Value, *Exception) {
			m := (*Member)(unsafe.Pointer(v.O))
			if m.GetSet == nil {
				return None, nil
			}
			return docOf(m.GetSet.Doc, "", m.Type, m.Name.S), nil
		}},
	}
	MemberType.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		m := (*Member)(unsafe.Pointer(a[0].O))
		getattr, err := BuiltinNamed(t, Intern("getattr"))
		return NewPair(getattr, NewPair(m.Type.Value(), m.Name.Value())), err
	}}}
}

var wrapperAttrs = []*Str{Intern("__module__"), Intern("__name__"), Intern("__qualname__"), Intern("__doc__"), Intern("__annotations__")}

var propertyInit = &Func{Name: "property", Sig: "fget=None, fset=None, fdel=None, doc=None", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	p := (*Property)(unsafe.Pointer(a[0].O))
	for i, f := range []*Value{&p.Get, &p.Set, &p.Del, &p.Doc} {
		if *f = a[i+1]; f.O == nil {
			*f = None
		}
	}
	if p.Doc.IsNone() && !p.Get.IsNone() {
		d, err := LookupAttr(t, p.Get, Intern("__doc__"))
		if err != nil {
			return Value{}, err
		}
		if d.O != nil {
			p.Doc, p.getterDoc = d, true
		}
	}
	return None, nil
}}

func (p *Property) error(t *Thread, obj Value, what string) *Exception {
	q := obj.O.Typ.Name
	if s, ok := AsStr(obj.O.Typ.QualName); ok {
		q = s.S
	}
	if p.name.O != nil {
		r, err := Repr(t, p.name)
		if err != nil {
			return err
		}
		return t.Errorf(AttributeError, "property %s of '%s' object has no %s", r.S, q, what)
	}
	return t.Errorf(AttributeError, "property of '%s' object has no %s", q, what)
}

func isAbstract(t *Thread, f Value) (bool, *Exception) {
	v, err := LookupAttr(t, f, Intern("__isabstractmethod__"))
	if err != nil || v.O == nil {
		return false, err
	}
	return Truth(t, v)
}
