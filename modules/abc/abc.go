// Package abc is the built-in module _abc: what abc.ABCMeta is made of.
package abc

import (
	"sync"
	"sync/atomic"
	"unsafe"
	"weak"

	"github.com/weftpy/weft/modules/weakref"
	"github.com/weftpy/weft/object"
)

// data is what an abstract base class knows: its virtual subclasses, and the
// outcomes of earlier subclass checks.
//
// None of it is transactional state. The caches only remember what follows from
// classes, which change only while nothing else runs; filling them must not make
// transactions conflict. The registry is changed by a thread that runs alone.
// Classes are held weakly.
type data struct {
	object.Object
	mu       sync.Mutex
	registry classSet
	cache    classSet
	negative classSet
	version  uint64 // of the registrations that negative takes into account
}

var dataType = &object.Type{Name: "_abc_data", Module: "_abc", Flags: object.FlagNoBase, Doc: "Internal state held by ABC machinery."}

// invalidation counts the registrations in all classes: negative outcomes older
// than the last one are forgotten.
var invalidation atomic.Uint64

// classSet is a set of classes that does not keep them alive.
type classSet struct {
	m     map[weak.Pointer[object.Type]]struct{}
	sweep int // size at which to look for dead members
}

func (s *classSet) has(typ *object.Type) bool {
	if len(s.m) == 0 {
		return false
	}
	_, ok := s.m[weak.Make(typ)]
	return ok
}

func (s *classSet) add(typ *object.Type) {
	if s.m == nil {
		s.m = map[weak.Pointer[object.Type]]struct{}{}
		s.sweep = 64
	}
	s.m[weak.Make(typ)] = struct{}{}
	if len(s.m) > s.sweep {
		s.members()
		s.sweep = max(64, 2*len(s.m))
	}
}

// members returns the classes that are alive and drops the others.
func (s *classSet) members() []*object.Type {
	var list []*object.Type
	for w := range s.m {
		if typ := w.Value(); typ != nil {
			list = append(list, typ)
		} else {
			delete(s.m, w)
		}
	}
	return list
}

func (s *classSet) clear() { s.m = nil }

// with runs f with the lock held; f must not run Python code.
func (d *data) with(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
}

var (
	strImpl            = object.Intern("_abc_impl")
	strAbstract        = object.Intern("__abstractmethods__")
	strIsAbstract      = object.Intern("__isabstractmethod__")
	strFlags           = object.Intern("__abc_tpflags__")
	strClass           = object.Intern("__class__")
	strSubclassHook    = object.Intern("__subclasshook__")
	strSubclassCheck   = object.Intern("__subclasscheck__")
	strSubclasses      = object.Intern("__subclasses__")
	strBases           = object.Intern("__bases__")
	strDict            = object.Intern("__dict__")
	collectionFlagBits = map[object.TypeFlags]int64{object.FlagSequence: 1 << 5, object.FlagMapping: 1 << 6}
)

func dataOf(t *object.Thread, cls object.Value) (*data, *object.Exception) {
	v, err := object.GetAttr(t, cls, strImpl)
	if err != nil {
		return nil, err
	}
	if v.O.Typ != dataType {
		return nil, t.Errorf(object.TypeError, "_abc_impl is set to a wrong type")
	}
	return (*data)(unsafe.Pointer(v.O)), nil
}

func isAbstract(t *object.Thread, v object.Value) (bool, *object.Exception) {
	x, err := object.LookupAttr(t, v, strIsAbstract)
	if err != nil || x.O == nil {
		return false, err
	}
	return object.Truth(t, x)
}

// abstractNames sets cls.__abstractmethods__: abstract names of its own, and of
// its bases as far as it does not override them.
func abstractNames(t *object.Thread, cls object.Value) *object.Exception {
	names := object.NewSet(t)
	ns, err := object.GetAttr(t, cls, strDict)
	if err != nil {
		return err
	}
	items, err := object.CallMethod(t, ns, object.Intern("items"))
	if err != nil {
		return err
	}
	err = object.Iterate(t, items, func(pair object.Value) (bool, *object.Exception) {
		p, ok := object.AsTuple(pair)
		if !ok || len(p.Items) != 2 {
			return false, t.Errorf(object.TypeError, "Iteration over dict items doesn't return 2-item tuples")
		}
		yes, err := isAbstract(t, p.Items[1])
		if yes && err == nil {
			err = names.Add(t, p.Items[0])
		}
		return true, err
	})
	if err != nil {
		return err
	}
	bases, err := object.GetAttr(t, cls, strBases)
	if err != nil {
		return err
	}
	err = object.Iterate(t, bases, func(base object.Value) (bool, *object.Exception) {
		inherited, err := object.LookupAttr(t, base, strAbstract)
		if err != nil || inherited.O == nil {
			return true, err
		}
		return true, object.Iterate(t, inherited, func(n object.Value) (bool, *object.Exception) {
			name, ok := object.AsStr(n)
			if !ok {
				return false, t.Errorf(object.TypeError, "attribute name must be string, not '%s'", n.TypeName())
			}
			v, err := object.LookupAttr(t, cls, object.InternStr(name))
			if err != nil || v.O == nil {
				return true, err
			}
			yes, err := isAbstract(t, v)
			if yes && err == nil {
				err = names.Add(t, n)
			}
			return true, err
		})
	})
	if err != nil {
		return err
	}
	frozen, err := object.NewFrozenSet(t, names.Items(t))
	if err != nil {
		return err
	}
	return object.SetAttr(t, cls, strAbstract, frozen.Value())
}

func abcInit(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	cls := a[0]
	if err := abstractNames(t, cls); err != nil {
		return object.Value{}, err
	}
	d := &data{Object: object.Object{Typ: dataType}, version: invalidation.Load()}
	if err := object.SetAttr(t, cls, strImpl, object.Value{O: &d.Object}); err != nil {
		return object.Value{}, err
	}
	// collections.abc says by __abc_tpflags__ what matches sequence and mapping
	// patterns; subclasses inherit it.
	typ, ok := object.AsType(cls)
	if !ok {
		return object.None, nil
	}
	v := typ.Dict.GetStr(t, strFlags)
	if v.O == nil || !v.IsSmallInt() {
		return object.None, nil
	}
	if v.Int() == 1<<5|1<<6 {
		return object.Value{}, t.Errorf(object.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	}
	for flag, bit := range collectionFlagBits {
		if v.Int()&bit != 0 {
			typ.Flags = typ.Flags&^(object.FlagSequence|object.FlagMapping) | flag
		}
	}
	return object.None, object.SetAttr(t, cls, strFlags, object.Value{})
}

func abcRegister(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	cls, sub := a[0], a[1]
	subtype, ok := object.AsType(sub)
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "Can only register classes")
	}
	already, err := object.IsSubclassOf(t, sub, cls)
	if err != nil || already {
		return sub, err
	}
	// A cycle would make subclass checks recurse for ever.
	cyclic, err := object.IsSubclassOf(t, cls, sub)
	if err != nil {
		return object.Value{}, err
	}
	if cyclic {
		return object.Value{}, t.Errorf(object.RuntimeError, "Refusing to create an inheritance cycle")
	}
	d, err := dataOf(t, cls)
	if err != nil {
		return object.Value{}, err
	}
	t.Tx.BecomeExclusive("registration of a virtual subclass")
	d.with(func() { d.registry.add(subtype) })
	invalidation.Add(1)
	if typ, ok := object.AsType(cls); ok {
		if flag := typ.Flags & (object.FlagSequence | object.FlagMapping); flag != 0 {
			setCollectionFlag(subtype, flag)
		}
	}
	return sub, nil
}

// setCollectionFlag makes typ and its subclasses match sequence or mapping
// patterns.
func setCollectionFlag(typ *object.Type, flag object.TypeFlags) {
	const both = object.FlagSequence | object.FlagMapping
	if typ.Flags&both == flag || !typ.IsHeap() {
		return
	}
	typ.Flags = typ.Flags&^both | flag
	for _, s := range typ.Subclasses() {
		setCollectionFlag(s, flag)
	}
}

func abcInstanceCheck(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	cls, instance := a[0], a[1]
	d, err := dataOf(t, cls)
	if err != nil {
		return object.Value{}, err
	}
	subclass, err := object.GetAttr(t, instance, strClass)
	if err != nil {
		return object.Value{}, err
	}
	sub, isType := object.AsType(subclass)
	var yes, no bool
	if isType {
		d.with(func() {
			yes = d.cache.has(sub)
			no = sub == instance.O.Typ && d.version == invalidation.Load() && d.negative.has(sub)
		})
	}
	if yes || no {
		return object.Bool(yes), nil
	}
	r, err := object.CallMethod(t, cls, strSubclassCheck, subclass)
	if err != nil || isType && sub == instance.O.Typ {
		return r, err
	}
	if yes, err := object.Truth(t, r); err != nil || yes {
		return r, err
	}
	return object.CallMethod(t, cls, strSubclassCheck, instance.O.Typ.Value())
}

func abcSubclassCheck(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	cls := a[0]
	sub, ok := object.AsType(a[1])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "issubclass() arg 1 must be a class")
	}
	d, err := dataOf(t, cls)
	if err != nil {
		return object.Value{}, err
	}
	var yes, no bool
	version := invalidation.Load()
	d.with(func() {
		yes = d.cache.has(sub)
		if d.version < version {
			d.negative.clear()
			d.version = version
		} else {
			no = d.negative.has(sub)
		}
	})
	if yes || no {
		return object.Bool(yes), nil
	}
	yes, err = d.isSubclass(t, cls, sub)
	if err != nil {
		return object.Value{}, err
	}
	d.with(func() {
		if yes {
			d.cache.add(sub)
		} else if d.version == version {
			d.negative.add(sub)
		}
	})
	return object.Bool(yes), nil
}

// isSubclass finds out what the caches do not know.
func (d *data) isSubclass(t *object.Thread, cls object.Value, sub *object.Type) (bool, *object.Exception) {
	r, err := object.CallMethod(t, cls, strSubclassHook, sub.Value())
	if err != nil {
		return false, err
	}
	if r == object.True || r == object.False {
		return r == object.True, nil
	}
	if !r.IsNotImplemented() {
		return false, t.Errorf(object.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
	}
	if typ, ok := object.AsType(cls); ok && sub.IsSubtype(typ) {
		return true, nil
	}
	var registered []*object.Type
	d.with(func() { registered = d.registry.members() })
	for _, r := range registered {
		if yes, err := object.IsSubclassOf(t, sub.Value(), r.Value()); yes || err != nil {
			return yes, err
		}
	}
	subclasses, err := object.CallMethod(t, cls, strSubclasses)
	if err != nil {
		return false, err
	}
	if _, ok := object.AsList(subclasses); !ok {
		return false, t.Errorf(object.TypeError, "__subclasses__() must return a list")
	}
	found := false
	err = object.Iterate(t, subclasses, func(s object.Value) (bool, *object.Exception) {
		var err *object.Exception
		found, err = object.IsSubclassOf(t, sub.Value(), s)
		return !found, err
	})
	return found, err
}

// dump returns a set of weak references to the members of s.
func (d *data) dump(t *object.Thread, s *classSet) (object.Value, *object.Exception) {
	var members []*object.Type
	d.with(func() { members = s.members() })
	set := object.NewSet(t)
	for _, typ := range members {
		ref, err := weakref.New(t, typ.Value(), object.None)
		if err == nil {
			err = set.Add(t, ref)
		}
		if err != nil {
			return object.Value{}, err
		}
	}
	return set.Value(), nil
}

func getDump(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	d, err := dataOf(t, a[0])
	if err != nil {
		return object.Value{}, err
	}
	var out []object.Value
	for _, s := range []*classSet{&d.registry, &d.cache, &d.negative} {
		v, err := d.dump(t, s)
		if err != nil {
			return object.Value{}, err
		}
		out = append(out, v)
	}
	var version uint64
	d.with(func() { version = d.version })
	return object.NewTuple(append(out, object.Int(int64(version)))), nil
}

// reset makes a function that clears some of a class's sets.
func reset(sets func(d *data) []*classSet) func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	return func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		d, err := dataOf(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		t.Tx.BecomeExclusive("reset of an abstract base class")
		d.with(func() {
			for _, s := range sets(d) {
				s.clear()
			}
		})
		return object.None, nil
	}
}

func init() {
	object.RegisterModule("_abc", func(t *object.Thread) (*object.Module, *object.Exception) {
		dataType.Ready()
		m := object.NewModule(t, "_abc", "What class abc.ABCMeta is made of, in Go.")
		m.AddFuncs(t, []object.Def{
			{Name: "_abc_init", Sig: "self, /", Fn: abcInit, Doc: "Prepare a new abstract base class: find its abstract methods, give it an empty registry."},
			{Name: "_abc_register", Sig: "self, subclass, /", Fn: abcRegister, Doc: "Make a class count as a subclass of an abstract base class, and return it."},
			{Name: "_abc_instancecheck", Sig: "self, instance, /", Fn: abcInstanceCheck, Doc: "Whether an object counts as an instance of an abstract base class."},
			{Name: "_abc_subclasscheck", Sig: "self, subclass, /", Fn: abcSubclassCheck, Doc: "Whether a class counts as a subclass of an abstract base class."},
			{Name: "_get_dump", Sig: "self, /", Fn: getDump, Doc: "Registry and caches of an abstract base class, to look at."},
			{Name: "_reset_registry", Sig: "self, /", Fn: reset(func(d *data) []*classSet { return []*classSet{&d.registry} }),
				Doc: "Forget what was registered with an abstract base class."},
			{Name: "_reset_caches", Sig: "self, /", Fn: reset(func(d *data) []*classSet { return []*classSet{&d.cache, &d.negative} }),
				Doc: "Forget what is known about subclasses of an abstract base class."},
			{Name: "get_cache_token", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
				return object.Int(int64(invalidation.Load())), nil
			}, Doc: "Return a number that changes with every registration in any abstract base class."},
		})
		return m, nil
	})
}
