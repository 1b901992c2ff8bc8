package object

import (
	"strings"
	"unsafe"
)

// typeCall is type.__call__: makes an instance.
func typeCall(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
	typ := (*Type)(unsafe.Pointer(f.O))
	if typ == TypeType && len(args) == 1 && len(kwnames) == 0 {
		return args[0].O.Typ.Value(), nil
	}
	if typ.Slots.New == nil || typ.Flags&FlagNoNew != 0 {
		return Value{}, t.Errorf(TypeError, "cannot create '%s' instances", typ.ErrorName())
	}
	v, err := typ.Slots.New(t, typ, args, kwnames)
	if err != nil {
		return Value{}, err
	}
	if it := v.O.Typ; !it.skipInit && it.Slots.Init != nil && it.IsSubtype(typ) {
		if err := it.Slots.Init(t, v, args, kwnames); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// SkipsInit reports whether calling typ has nothing to do after __new__ has returned an instance
// of it, as there is no __init__.
func (typ *Type) SkipsInit() bool { return typ.skipInit }

// genericNew is the New of classes with a Python __new__.
func genericNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	f, err := GetAttr(t, typ.Value(), strNew)
	if err != nil {
		return Value{}, err
	}
	return t.withSelf(typ.Value(), args, func(all []Value) (Value, *Exception) { return CallKw(t, f, all, kwnames) })
}

// objectNew is object.__new__.
func objectNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if len(args) > 0 {
		if nv, _ := typ.LookupWhere(strNew); nv.O != nil && nv.O.Typ != BuiltinType {
			return Value{}, t.Errorf(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if !typ.initOverridden() {
			return Value{}, t.Errorf(TypeError, "%s() takes no arguments", typ.Name)
		}
	}
	if typ.Flags&FlagAbstract != 0 {
		return Value{}, abstractError(t, typ)
	}
	return Value{O: typ.Alloc(t, typ)}, nil
}

func (typ *Type) initOverridden() bool {
	v := typ.Lookup(strInit)
	return v != ObjectType.Dict.peekStr(strInit)
}

// objectInit is object.__init__.
func objectInit(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
	if len(args) > 0 {
		typ := v.O.Typ
		if typ.initOverridden() {
			return t.Errorf(TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
		}
		if nv := typ.Lookup(strNew); nv == ObjectType.Dict.peekStr(strNew) {
			return t.Errorf(TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", typ.Name)
		}
	}
	return nil
}

func abstractError(t *Thread, typ *Type) *Exception {
	names, err := GetAttr(t, typ.Value(), Intern("__abstractmethods__"))
	if err != nil {
		return err
	}
	items, err := Collect(t, names)
	if err != nil {
		return err
	}
	var ss []string
	for _, n := range items {
		if s, ok := AsStr(n); ok {
			ss = append(ss, s.S)
		}
	}
	sortStrings(ss)
	plural := ""
	if len(ss) > 1 {
		plural = "s"
	}
	return t.Errorf(TypeError, "Can't instantiate abstract class %s with abstract method%s %s", typ.Name, plural, strings.Join(ss, ", "))
}

func sortStrings(ss []string) {
	for i := range ss {
		for j := i; j > 0 && ss[j] < ss[j-1]; j-- {
			ss[j], ss[j-1] = ss[j-1], ss[j]
		}
	}
}

var strInit = Intern("__init__")

// BestMeta returns the metaclass of a class with the given bases: the most
// derived of meta and the bases' own.
func BestMeta(t *Thread, meta *Type, bases []Value) (*Type, *Exception) {
	for _, b := range bases {
		m := b.O.Typ
		if meta.IsSubtype(m) {
			continue
		}
		if m.IsSubtype(meta) {
			meta = m
			continue
		}
		return nil, t.Errorf(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
	}
	return meta, nil
}

// typeNew is type.__new__(meta, name, bases, namespace, **kwargs).
func typeNew(t *Thread, meta *Type, args []Value, kwnames []Value) (Value, *Exception) {
	npos := len(args) - len(kwnames)
	if npos != 3 {
		if npos == 1 && meta == TypeType && len(kwnames) == 0 {
			return args[0].O.Typ.Value(), nil
		}
		if meta != TypeType {
			return Value{}, t.Errorf(TypeError, "type.__new__() takes exactly 3 arguments (%d given)", npos)
		}
		return Value{}, t.Errorf(TypeError, "type() takes 1 or 3 arguments")
	}
	name, ok := AsStr(args[0])
	if !ok {
		return Value{}, t.Errorf(TypeError, "type.__new__() argument 1 must be str, not %s", ArgTypeName(args[0]))
	}
	baseTuple, ok := AsTuple(args[1])
	if !ok {
		return Value{}, t.Errorf(TypeError, "type.__new__() argument 2 must be tuple, not %s", ArgTypeName(args[1]))
	}
	ns, ok := AsDict(args[2])
	if !ok {
		return Value{}, t.Errorf(TypeError, "type.__new__() argument 3 must be dict, not %s", ArgTypeName(args[2]))
	}
	for _, b := range baseTuple.Items {
		if _, ok := AsType(b); ok {
			continue
		}
		if m, err := LookupAttr(t, b, Intern("__mro_entries__")); err != nil {
			return Value{}, err
		} else if m.O != nil {
			return Value{}, t.Errorf(TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
		}
	}
	winner, err := BestMeta(t, meta, baseTuple.Items)
	if err != nil {
		return Value{}, err
	}
	if winner != meta {
		if nv := winner.Lookup(strNew); nv != TypeType.Dict.peekStr(strNew) {
			f, err := GetAttr(t, winner.Value(), strNew)
			if err != nil {
				return Value{}, err
			}
			return t.withSelf(winner.Value(), args, func(all []Value) (Value, *Exception) { return CallKw(t, f, all, kwnames) })
		}
		meta = winner
	}
	bases := make([]*Type, len(baseTuple.Items))
	for i, b := range baseTuple.Items {
		if bases[i], ok = AsType(b); !ok {
			return Value{}, t.Errorf(TypeError, "bases must be types")
		}
	}
	typ, err := newClass(t, meta, name, bases, ns.Copy(t))
	if err != nil {
		return Value{}, err
	}
	if err := typ.announce(t, args[npos:], kwnames); err != nil {
		return Value{}, err
	}
	return typ.Value(), nil
}

// newClass makes a class with ns as its dict.
func newClass(t *Thread, meta *Type, name *Str, bases []*Type, ns *Dict) (*Type, *Exception) {
	if len(bases) == 0 {
		bases = []*Type{ObjectType}
	}
	for i := 0; i < len(name.S); i++ {
		if name.S[i] == 0 {
			return nil, t.Errorf(ValueError, "type name must not contain null characters")
		}
	}
	typ := &Type{Object: Object{meta}, Name: name.S, Bases: bases, Dict: ns}
	typ.Flags = FlagHeap | FlagReady
	base, err := bestBase(t, bases)
	if err != nil {
		return nil, err
	}
	typ.Base = base
	for _, b := range bases {
		typ.Flags |= b.Flags & inheritedFlags
	}
	typ.Flags &^= FlagDictMode
	typ.QualName = name.Value()
	strQual := Intern("__qualname__")
	if q := ns.GetStr(t, strQual); q.O != nil {
		if q.O.Typ.Flags&FlagStr == 0 {
			return nil, t.Errorf(TypeError, "type __qualname__ must be a str, not %s", q.TypeName())
		}
		typ.QualName = q
		if _, err := ns.Delete(t, strQual.Value()); err != nil {
			return nil, err
		}
	}
	if ns.GetStr(t, Intern("__module__")).O == nil {
		if m := t.callerGlobal(Intern("__name__")); m.O != nil {
			ns.SetStr(t, Intern("__module__"), m)
		}
	}
	for _, n := range []*Str{Intern("__init_subclass__"), strClassGetItem} {
		if f := ns.GetStr(t, n); f.O != nil && f.O.Typ == FunctionType {
			ns.SetStr(t, n, NewClassMethod(f))
		}
	}
	if f := ns.GetStr(t, strNew); f.O != nil && f.O.Typ == FunctionType {
		ns.SetStr(t, strNew, NewStaticMethod(f))
	}
	cell := ns.GetStr(t, Intern("__classcell__"))
	if cell.O != nil {
		if cell.O.Typ != CellType {
			return nil, t.Errorf(TypeError, "type.__new__(): __classcell__ must be a nonlocal cell, not %s", cell.TypeName())
		}
		if _, err := ns.Delete(t, Intern("__classcell__").Value()); err != nil {
			return nil, err
		}
	}
	if err := typ.layout(t, ns); err != nil {
		return nil, err
	}
	if ns.GetStr(t, strDoc).O == nil {
		ns.SetStr(t, strDoc, None)
	}
	if eq := ns.GetStr(t, Intern("__eq__")); eq.O != nil && ns.GetStr(t, Intern("__hash__")).O == nil {
		ns.SetStr(t, Intern("__hash__"), None)
	}
	typ.Version = nextVersion()
	if err := typ.computeMRO(t); err != nil {
		return nil, err
	}
	typ.inheritNative()
	typ.resolveSlots()
	if typ.Lookup(strDel).O != nil && typ.solid().Flags&(FlagInt|FlagStr|FlagBytes|FlagTuple|FlagType) == 0 {
		typ.finalizable, typ.Alloc = true, allocFinalizable
	}
	if cell.O != nil {
		(*Cell)(unsafe.Pointer(cell.O)).Store(t, typ.Value())
	}
	for _, b := range bases {
		b.addSubclass(typ)
	}
	return typ, nil
}

// layout decides what instances look like: the attribute box, and slots.
func (typ *Type) layout(t *Thread, ns *Dict) *Exception {
	base := typ.Base
	typ.AttrsOff = base.AttrsOff
	plain := base.solid() == ObjectType
	var rootKeys []*Str
	if base.root != nil {
		rootKeys = base.root.Keys
	}
	hasDict, hasWeak := false, false
	for _, b := range typ.Bases {
		hasDict = hasDict || b.Flags&FlagDictMode != 0
		hasWeak = hasWeak || b.Flags&FlagWeakRef != 0
	}
	oldDict, oldWeak := hasDict, hasWeak
	slots := ns.GetStr(t, Intern("__slots__"))
	if slots.O == nil {
		hasDict = true
		hasWeak = hasWeak || !base.variableSize()
	} else {
		names, err := slotNames(t, slots)
		if err != nil {
			return err
		}
		for _, n := range names {
			if n.S == "__dict__" {
				if hasDict {
					return t.Errorf(TypeError, "__dict__ slot disallowed: we already got one")
				}
				hasDict = true
				continue
			}
			if n.S == "__weakref__" {
				if hasWeak || base.variableSize() {
					return t.Errorf(TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
				}
				hasWeak = true
				continue
			}
			mangled := Mangle(typ.Name, n.S)
			key := Intern(mangled)
			if old := ns.GetStr(t, key); old.O != nil {
				if old.O.Typ == MemberType && (*Member)(unsafe.Pointer(old.O)).Type == typ {
					continue // named twice
				}
				if mangled == "__qualname__" || mangled == "__classcell__" {
					continue
				}
				return t.Errorf(ValueError, "'%s' in __slots__ conflicts with class variable", n.S)
			}
			if !plain && base.AttrsOff == 0 && base.variableSize() {
				return t.Errorf(TypeError, "nonempty __slots__ not supported for subtype of '%s'", base.Name)
			}
			ns.SetStr(t, key, Value{O: &(&Member{Object: Object{MemberType}, Name: key, Type: typ, Index: len(rootKeys)}).Object})
			rootKeys = append(rootKeys[:len(rootKeys):len(rootKeys)], key)
			typ.SlotNames = append(typ.SlotNames, key)
		}
	}
	if base.Flags&FlagType != 0 {
		hasDict = false // the attributes of a class are in its own dict
	}
	if hasDict {
		typ.Flags |= FlagDictMode
		if !oldDict && ns.GetStr(t, strDictAttr).O == nil {
			ns.SetStr(t, strDictAttr, Value{O: &(&GetSetDescr{Object{GetSetType}, instanceDict, typ}).Object})
		}
	}
	if hasWeak {
		typ.Flags |= FlagWeakRef
		if !oldWeak && ns.GetStr(t, strWeakref).O == nil {
			ns.SetStr(t, strWeakref, Value{O: &(&GetSetDescr{Object{GetSetType}, weakrefAttr, typ}).Object})
		}
	}
	// A built-in base may keep the attributes of its objects itself, as modules do.
	own := hasDict && base.solid().Flags&FlagDictMode != 0 && base.solid().AttrsOff == 0
	if hasDict && !own || len(rootKeys) > 0 {
		if typ.AttrsOff == 0 {
			if plain {
				typ.AttrsOff = unsafe.Offsetof(Instance{}.Attrs)
			} else {
				typ.AttrsOff = base.solid().SubAttrsOff
				if typ.AttrsOff == 0 {
					return t.Errorf(TypeError, "type '%s' is not an acceptable base type", base.solid().ErrorName())
				}
			}
		}
	}
	if len(rootKeys) > maxSlots {
		return t.Errorf(TypeError, "a class has %d slots, %d at most are possible", len(rootKeys), maxSlots)
	}
	typ.root = &Shape{Keys: rootKeys}
	typ.slotHint.Store(int32(len(rootKeys)))
	if plain {
		if typ.AttrsOff != 0 {
			typ.Alloc = NewInstance
		} else {
			typ.Alloc = func(t *Thread, typ *Type) *Object { return &(&bareObject{Object: Object{typ}}).Object }
		}
	}
	return nil
}

// bareObject is an instance without attributes. The padding keeps two of them
// from sharing an address.
type bareObject struct {
	Object
	_ uintptr
}

func (typ *Type) variableSize() bool {
	return typ.Flags&(FlagInt|FlagTuple|FlagBytes|FlagType) != 0
}

func slotNames(t *Thread, slots Value) ([]*Str, *Exception) {
	items := []Value{slots}
	if slots.O.Typ.Flags&FlagStr == 0 {
		var err *Exception
		if items, err = Collect(t, slots); err != nil {
			return nil, err
		}
	}
	var names []*Str
	for _, v := range items {
		s, ok := AsStr(v)
		if !ok {
			return nil, t.Errorf(TypeError, "__slots__ items must be strings, not '%s'", v.TypeName())
		}
		if !IsIdentifierText(s.S) {
			return nil, t.Errorf(TypeError, "__slots__ must be identifiers")
		}
		names = append(names, s)
	}
	return names, nil
}

// Mangle returns the name that private name has inside class.
func Mangle(class, name string) string {
	if !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// layoutOwner returns the class that gave typ's instances their layout: the last
// one along the bases that added slots, or a built-in type.
func (typ *Type) layoutOwner() *Type {
	for typ.Flags&(FlagHeap|FlagSameLayout) != 0 && len(typ.SlotNames) == 0 {
		typ = typ.Base
	}
	return typ
}

// bestBase returns the base whose layout the class takes: that whose layout
// extends those of all others.
func bestBase(t *Thread, bases []*Type) (*Type, *Exception) {
	var best, owner *Type
	for _, b := range bases {
		if b.Flags&FlagNoBase != 0 {
			return nil, t.Errorf(TypeError, "type '%s' is not an acceptable base type", b.ErrorName())
		}
		o := b.layoutOwner()
		switch {
		case best == nil || o != owner && o.IsSubtype(owner):
			best, owner = b, o
		case owner.IsSubtype(o):
		default:
			return nil, t.Errorf(TypeError, "multiple bases have instance lay-out conflict")
		}
	}
	return best, nil
}

// computeMRO sets typ.MRO by C3 linearisation, or by the metaclass's mro().
func (typ *Type) computeMRO(t *Thread) *Exception {
	if typ.Typ != TypeType {
		if f, where := typ.Typ.LookupWhere(Intern("mro")); f.O != nil && where != TypeType {
			typ.MRO = []*Type{typ}
			r, err := CallMethod(t, typ.Value(), Intern("mro"))
			if err != nil {
				return err
			}
			items, err := Collect(t, r)
			if err != nil {
				return err
			}
			mro := make([]*Type, len(items))
			for i, v := range items {
				m, ok := AsType(v)
				if !ok {
					return t.Errorf(TypeError, "mro() returned a non-class ('%s')", v.TypeName())
				}
				if m != typ && !typ.solid().IsSubtype(m.solid()) {
					// Its methods would take the class's instances for what they are not.
					return t.Errorf(TypeError, "mro() returned base with unsuitable layout ('%s')", m.Name)
				}
				mro[i] = m
			}
			typ.MRO = mro
			return nil
		}
	}
	mro, err := typ.c3(t)
	if err != nil {
		return err
	}
	typ.MRO = mro
	return nil
}

// c3 merges the MROs of the bases so that each class comes before its bases and
// bases keep the order in which they were listed.
func (typ *Type) c3(t *Thread) ([]*Type, *Exception) {
	for i, b := range typ.Bases {
		for _, c := range typ.Bases[:i] {
			if b == c {
				return nil, t.Errorf(TypeError, "duplicate base class %s", b.Name)
			}
		}
	}
	var lists [][]*Type
	for _, b := range typ.Bases {
		lists = append(lists, b.MRO)
	}
	lists = append(lists, typ.Bases)
	mro := []*Type{typ}
next:
	for {
		empty := true
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			empty = false
			head := l[0]
			ok := true
			for _, o := range lists {
				for _, x := range o[min(1, len(o)):] {
					if x == head {
						ok = false
					}
				}
			}
			if !ok {
				continue
			}
			mro = append(mro, head)
			for i, o := range lists {
				if len(o) > 0 && o[0] == head {
					lists[i] = o[1:]
				}
			}
			continue next
		}
		if empty {
			return mro, nil
		}
		var names []string
		seen := map[*Type]bool{}
		for _, l := range lists {
			if len(l) > 0 && !seen[l[0]] {
				seen[l[0]] = true
				names = append(names, l[0].Name)
			}
		}
		return nil, t.Errorf(TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %s", strings.Join(names, ", "))
	}
}

// announce calls __set_name__ of the attributes and __init_subclass__ of the
// bases.
func (typ *Type) announce(t *Thread, kwargs, kwnames []Value) *Exception {
	ns := typ.Dict
	for k, v, pos, ok := ns.NextEntry(t, 0); ok; k, v, pos, ok = ns.NextEntry(t, pos) {
		f, self, err := LookupSpecial(t, v, strSetName)
		if err != nil {
			return err
		}
		if f.O == nil {
			continue
		}
		if self.O == nil {
			_, err = Call2(t, f, typ.Value(), k)
		} else {
			_, err = Call3(t, f, self, typ.Value(), k)
		}
		if err != nil {
			r, rerr := Repr(t, k)
			if rerr != nil {
				return rerr
			}
			e := t.Errorf(RuntimeError, "Error calling __set_name__ on '%s' instance %s in '%s'", v.TypeName(), r.S, typ.Name)
			e.SetCause(t, err.Value())
			e.SetContext(t, err)
			return e
		}
	}
	sup := NewSuper(t, typ, typ.Value(), typ)
	f, err := GetAttr(t, sup, Intern("__init_subclass__"))
	if err != nil {
		return err
	}
	_, err = CallKw(t, f, kwargs, kwnames)
	return err
}

var strSetName = Intern("__set_name__")

// callerGlobal returns a global of the function that is running, or null.
func (t *Thread) callerGlobal(name *Str) Value {
	if t.Frame.Depth == 0 {
		return Value{}
	}
	return t.Frame.Fn.Globals.GetStr(t, name)
}

// Super is a super object: attribute look-up on Obj that starts after Type in
// the MRO of ObjType.
type Super struct {
	Object
	Type    *Type
	Obj     Value // null: unbound
	ObjType *Type
}

// SuperType is super.
var SuperType = declare("super", ObjectType, 0)

// NewSuper makes super(typ, obj); objType is the class whose MRO is walked.
func NewSuper(t *Thread, typ *Type, obj Value, objType *Type) Value {
	return Value{O: &(&Super{Object{SuperType}, typ, obj, objType}).Object}
}

// SuperCheck returns the class whose MRO super(typ, obj) walks.
func SuperCheck(t *Thread, typ *Type, obj Value) (*Type, *Exception) {
	if ot, ok := AsType(obj); ok && ot.IsSubtype(typ) {
		return ot, nil
	}
	if obj.O.Typ.IsSubtype(typ) {
		return obj.O.Typ, nil
	}
	if c, err := LookupAttr(t, obj, Intern("__class__")); err != nil {
		return nil, err
	} else if c.O != nil {
		if ct, ok := AsType(c); ok && ct != obj.O.Typ && ct.IsSubtype(typ) {
			return ct, nil
		}
	}
	return nil, t.Errorf(TypeError, "super(type, obj): obj must be an instance or subtype of type")
}

// SuperLookup finds name after s.Type in the MRO; null if there is none.
func (s *Super) SuperLookup(name *Str) Value {
	mro := s.ObjType.MRO
	i := 0
	for i < len(mro) && mro[i] != s.Type {
		i++
	}
	for i++; i < len(mro); i++ {
		if v := mro[i].Dict.peekStr(name); v.O != nil {
			return v
		}
	}
	return Value{}
}

func init() {
	SuperType.Slots.GetAttr = func(t *Thread, v Value, name *Str) (Value, *Exception) {
		s := (*Super)(unsafe.Pointer(v.O))
		if s.Obj.O != nil && name.S != "__class__" {
			if d := Held(t, s.SuperLookup(name)); d.O != nil {
				if get := d.O.Typ.Slots.Get; get != nil {
					obj := s.Obj
					if obj.O == &s.ObjType.Object {
						obj = Value{}
					}
					return get(t, d, obj, s.ObjType)
				}
				return d, nil
			}
		}
		return GenericGetAttr(t, v, name)
	}
	TypeType.Slots.Call = typeCall
	TypeType.Slots.New = typeNew
	TypeType.Slots.GetAttr = typeGetAttr
	TypeType.Slots.SetAttr = typeSetAttr
	TypeType.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if n := len(args) - len(kwnames); n != 1 && n != 3 {
			return t.Errorf(TypeError, "type.__init__() takes 1 or 3 arguments")
		}
		return nil
	}
	ObjectType.Slots.New = objectNew
	ObjectType.Slots.Init = objectInit
	ObjectType.Slots.GetAttr = GenericGetAttr
	ObjectType.Slots.SetAttr = GenericSetAttr
	ObjectType.Alloc = func(t *Thread, typ *Type) *Object { return &(&bareObject{Object: Object{typ}}).Object }
}
