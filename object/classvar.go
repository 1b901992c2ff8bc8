package object

import "unsafe"

// Class variables
//
// The attributes of a class change alone: everybody reads them without asking, and what caches
// know of the class and its subclasses is void afterwards. That is right for methods, but
// classes also count their instances, or number them. So an attribute that is plain data
// becomes a variable of its own when it is assigned again: the value in the dict of the class
// gives way to a NameCell, as in the dict of a module. From then on it is assigned like a
// global variable: caches that lead to the cell stay valid, and transactions conflict only if
// one assigns what another uses.
//
// Plain data is what reading the attribute returns as it is, and what assigning it to an
// instance does not ask. Special methods are none: slots are made of them. A cell never holds
// anything else, but the class of what it holds can become a descriptor's (which makes all
// caches void): so who looks for attributes and has not found a cache entry looks at what the
// cell holds as at any other value.
//
// Lookup finds the cell. A cell is not for programs to see: who gives away what a name outside
// of our control stands for uses LookupIn.

// mixedNames marks the dict of a class that has variables. Unlike that of a module it has
// other entries as well.
var mixedNames = &nameCells{}

// LookupIn is Lookup that returns what a class variable holds.
func (typ *Type) LookupIn(t *Thread, name *Str) Value { return Held(t, typ.Lookup(name)) }

// Held returns what Lookup has found, or what it holds if it is a class variable.
func Held(t *Thread, v Value) Value {
	if c := v.Variable(); c != nil {
		return c.Load(t)
	}
	return v
}

// Variable returns the class variable that Lookup has found, nil if it has found something else.
func (v Value) Variable() *NameCell {
	if v.O != nil && v.O.Typ == nameCellType {
		return (*NameCell)(unsafe.Pointer(v.O))
	}
	return nil
}

// isPlain reports whether v is plain data.
func isPlain(v Value) bool {
	s := &v.O.Typ.Slots
	return s.Get == nil && s.Set == nil
}

// assignVariable assigns x to name if that is a variable of typ, and reports whether it was.
func (typ *Type) assignVariable(t *Thread, name *Str, x Value) bool {
	c := typ.Dict.peekStr(name).Variable()
	if c == nil || !isPlain(x) {
		return false
	}
	c.Store(t, x)
	return true
}

// makeVariable makes a variable with value x of name, whose value is old, if it can be one. The
// caller runs alone.
func (typ *Type) makeVariable(t *Thread, name *Str, old, x Value) bool {
	if old.O == nil || !isPlain(old) || !isPlain(x) || isDunder(name.S) || name.S == "mro" {
		return false
	}
	c := &NameCell{Object: Object{nameCellType}, Variable: t.Tx.InTransaction()}
	c.first.Init(t.stamp())
	c.first.Value = x
	c.Box.Init(&c.first.Body)
	typ.Dict.replaceStr(t, name, Value{O: &c.Object})
	typ.Dict.names = mixedNames
	return true
}
