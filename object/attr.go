package object

import (
	"reflect"
	"unsafe"
)

// GetAttr returns v.name. name must be interned.
func GetAttr(t *Thread, v Value, name *Str) (Value, *Exception) {
	x, err := v.O.Typ.Slots.GetAttr(t, v, name)
	if err != nil {
		err.attributeContext(t, v, name)
	}
	return x, err
}

// attributeContext completes an AttributeError that a program has raised itself, in __getattr__
// perhaps: it is about attribute name of v.
func (e *Exception) attributeContext(t *Thread, v Value, name *Str) {
	if e.Matches(AttributeError) && e.Field(t, fieldName).O == nil && e.Field(t, fieldObj).O == nil {
		e.SetField(t, fieldName, name.Value())
		e.SetField(t, fieldObj, v)
	}
}

// LookupAttr is GetAttr that returns null instead of raising AttributeError.
func LookupAttr(t *Thread, v Value, name *Str) (Value, *Exception) {
	typ := v.O.Typ
	if typ.isGenericGetAttr() {
		return genericGetAttr(t, v, name, false)
	}
	x, err := typ.Slots.GetAttr(t, v, name)
	if err != nil && err.Matches(AttributeError) {
		return Value{}, nil
	}
	return x, err
}

// GetAttrString is GetAttr by Go string.
func GetAttrString(t *Thread, v Value, name string) (Value, *Exception) {
	return GetAttr(t, v, Intern(name))
}

// SetAttr does v.name = x; null x deletes.
func SetAttr(t *Thread, v Value, name *Str, x Value) *Exception {
	return v.O.Typ.Slots.SetAttr(t, v, name, x)
}

// GenericGetAttr is object.__getattribute__.
func GenericGetAttr(t *Thread, v Value, name *Str) (Value, *Exception) {
	return genericGetAttr(t, v, name, true)
}

// genericGetAttr returns null for a missing attribute unless must is set.
func genericGetAttr(t *Thread, v Value, name *Str, must bool) (Value, *Exception) {
	typ := v.O.Typ
	d := typ.LookupIn(t, name)
	if d.O != nil {
		if s := &d.O.Typ.Slots; s.Get != nil && s.Set != nil {
			x, err := s.Get(t, d, v, typ)
			if err != nil && !must && err.Matches(AttributeError) {
				return Value{}, nil
			}
			return x, err
		}
	}
	if typ.AttrsOff != 0 {
		if x := GetOwnAttr(t, v.O, name); x.O != nil {
			return x, nil
		}
	} else if must && typ.solid() == ModuleType { // object.__getattribute__(module, name)
		if x := (*Module)(unsafe.Pointer(v.O)).Dict.GetStr(t, name); x.O != nil {
			return x, nil
		}
	}
	if d.O != nil {
		if get := d.O.Typ.Slots.Get; get != nil {
			x, err := get(t, d, v, typ)
			if err != nil && !must && err.Matches(AttributeError) {
				return Value{}, nil
			}
			return x, err
		}
		return d, nil
	}
	if !must {
		return Value{}, nil
	}
	return Value{}, attributeError(t, v, name)
}

// GenericSetAttr is object.__setattr__ and __delattr__.
func GenericSetAttr(t *Thread, v Value, name *Str, x Value) *Exception {
	typ := v.O.Typ
	d := typ.LookupIn(t, name)
	if d.O != nil {
		if set := d.O.Typ.Slots.Set; set != nil {
			return set(t, d, v, x)
		}
	}
	if typ.Flags&FlagDictMode != 0 {
		if x.O != nil {
			SetOwnAttr(t, v.O, name, x)
			return nil
		}
		if DeleteOwnAttr(t, v.O, name) {
			return nil
		}
		return attributeError(t, v, name)
	}
	if d.O == nil {
		return attributeError(t, v, name)
	}
	return NewAttributeError(t, v, name, "'"+typ.Name+"' object attribute '"+name.S+"' is read-only")
}

func attributeError(t *Thread, v Value, name *Str) *Exception {
	return NewAttributeError(t, v, name, "'"+v.O.Typ.ErrorName()+"' object has no attribute '"+name.S+"'")
}

// NewAttributeError makes an AttributeError with name and obj set.
func NewAttributeError(t *Thread, v Value, name *Str, msg string) *Exception {
	e := t.Errorf(AttributeError, "%s", msg)
	e.SetField(t, fieldName, name.Value())
	e.SetField(t, fieldObj, v)
	return e
}

// isGenericGetAttr reports whether attribute access on typ is plain
// object.__getattribute__, so that callers may look into it.
func (typ *Type) isGenericGetAttr() bool { return typ.genericGet }

// funcPointer tells which top-level function f is.
func funcPointer(f any) uintptr { return reflect.ValueOf(f).Pointer() }

// typeGetAttr is type.__getattribute__: attributes of a class.
func typeGetAttr(t *Thread, v Value, name *Str) (Value, *Exception) {
	typ := (*Type)(unsafe.Pointer(v.O))
	meta := typ.Typ
	md := meta.LookupIn(t, name)
	if md.O != nil {
		if s := &md.O.Typ.Slots; s.Get != nil && s.Set != nil {
			return s.Get(t, md, v, meta)
		}
	}
	if d := typ.LookupIn(t, name); d.O != nil {
		if get := d.O.Typ.Slots.Get; get != nil {
			return get(t, d, Value{}, typ)
		}
		return d, nil
	}
	if md.O != nil {
		if get := md.O.Typ.Slots.Get; get != nil {
			return get(t, md, v, meta)
		}
		return md, nil
	}
	return Value{}, NewAttributeError(t, v, name, "type object '"+typ.ErrorName()+"' has no attribute '"+name.S+"'")
}

// typeSetAttr is type.__setattr__ and __delattr__.
func typeSetAttr(t *Thread, v Value, name *Str, x Value) *Exception {
	typ := (*Type)(unsafe.Pointer(v.O))
	if !typ.IsHeap() {
		return t.Errorf(TypeError, "cannot set '%s' attribute of immutable type '%s'", name.S, typ.ErrorName())
	}
	if md := typ.Typ.LookupIn(t, name); md.O != nil {
		if set := md.O.Typ.Slots.Set; set != nil {
			return set(t, md, v, x)
		}
	}
	if x.O != nil && typ.assignVariable(t, name, x) {
		return nil
	}
	old := typ.Dict.peekStr(name)
	if x.O != nil && x == old {
		return nil // a flag of the class that is set again and again: not worth stopping others
	}
	typ.alone(t, "an attribute")
	old = typ.Dict.peekStr(name)
	if x.O == nil {
		if old.O == nil {
			return NewAttributeError(t, v, name, "type object '"+typ.ErrorName()+"' has no attribute '"+name.S+"'")
		}
		if _, err := typ.Dict.Delete(t, name.Value()); err != nil {
			return err
		}
	} else if typ.makeVariable(t, name, old, x) {
	} else if old.O != nil {
		typ.Dict.replaceStr(t, name, x)
	} else {
		typ.Dict.SetStr(t, name, x)
	}
	switch name.S {
	case "__get__", "__set__", "__delete__":
		// Attributes of other classes become descriptors or cease to be.
		ObjectType.Modified()
	default:
		typ.Modified()
	}
	if isDunder(name.S) {
		typ.fixSlot(name)
	}
	return nil
}

func isDunder(s string) bool {
	return len(s) > 4 && s[:2] == "__" && s[len(s)-2:] == "__"
}

// GenericGetAttr reports whether reading attributes of typ's instances is plain
// object.__getattribute__, so that a cache may foresee the outcome.
func (typ *Type) GenericGetAttr() bool { return typ.genericGet }

// GenericFind reports whether reading an attribute that is there, and no computed one, is that
// of object.__getattribute__: the class may have a __getattr__ for the others.
func (typ *Type) GenericFind() bool { return typ.genericFind }

// GenericSetAttr is GenericGetAttr for assignment.
func (typ *Type) GenericSetAttr() bool {
	f := typ.Slots.SetAttr
	return f != nil && funcPointer(f) == funcPointer(GenericSetAttr)
}

// PlainNew reports whether instances are made by object.__new__.
func (typ *Type) PlainNew() bool {
	f := typ.Slots.New
	return f != nil && funcPointer(f) == funcPointer(objectNew)
}

// PlainCall reports whether calling a class of metaclass typ is type.__call__.
func (typ *Type) PlainCall() bool {
	f := typ.Slots.Call
	return f != nil && funcPointer(f) == funcPointer(typeCall)
}

// InitOverridden reports whether the class has an __init__ other than object's.
func (typ *Type) InitOverridden() bool { return typ.initOverridden() }

// PeekAttrs opens an object's own attributes for reading. The type must have
// AttrsOff.
func PeekAttrs(t *Thread, o *Object) *AttrBody { return readAttrs(t, o) }
