package pickle

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// unpickler is the state of an Unpickler.
type unpickler struct {
	read, readLine   value // the file's methods; null before __init__
	fixImports       bool
	encoding, errors string
	buffers          value
	memo             []value
	proto            int
	persistentLoad   value
}

var (
	unpicklerType = &object.Type{Name: "Unpickler", Module: "_pickle", Doc: "Reads pickles from a file."}
	unpicklerKind = object.NewKind("Unpickler", func(u *unpickler) { u.memo = append([]value(nil), u.memo...) })

	unpicklerMemoType = &object.Type{Name: "UnpicklerMemoProxy", Module: "_pickle", Flags: object.FlagNoBase | object.FlagNoNew}
)

func unpicklerOf(v value) *object.Boxed[unpickler] { return object.BoxedOf[unpickler](v) }

var (
	strRead           = object.Intern("read")
	strReadLine       = object.Intern("readline")
	strFindClass      = object.Intern("find_class")
	strPersistentLoad = object.Intern("persistent_load")
)

// readSettings reads the arguments after the data: fix_imports, encoding, errors
// and buffers.
func readSettings(t *thread, a []value) (u unpickler, err *exc) {
	u.fixImports, u.encoding, u.errors = true, "ASCII", "strict"
	if a[0].O != nil {
		if u.fixImports, err = object.Truth(t, a[0]); err != nil {
			return u, err
		}
	}
	for i, dst := range []*string{&u.encoding, &u.errors} {
		if v := a[1+i]; v.O != nil {
			s, ok := object.AsStr(v)
			if !ok {
				return u, t.Errorf(object.TypeError, "load() argument '%s' must be str, not %s", []string{"encoding", "errors"}[i], object.ArgTypeName(v))
			}
			*dst = s.S
		}
	}
	if v := a[3]; v.O != nil && !v.IsNone() {
		if u.buffers, err = object.Iter(t, v); err != nil {
			return u, err
		}
	}
	return u, nil
}

func (u *unpickler) fileArg(t *thread, file value) (err *exc) {
	if u.read, err = object.LookupAttr(t, file, strRead); err != nil {
		return err
	}
	if u.readLine, err = object.LookupAttr(t, file, strReadLine); err == nil && (u.read.O == nil || u.readLine.O == nil) {
		err = t.Errorf(object.TypeError, "file must have 'read' and 'readline' attributes")
	}
	return err
}

func (u *unpickler) loader(t *thread) *loader {
	return &loader{
		input: input{t: t, readFn: u.read, readLine: u.readLine}, memo: u.memo, fixImports: u.fixImports,
		encoding: u.encoding, errors: u.errors, buffers: u.buffers, persistentLoad: u.persistentLoad,
	}
}

// load is pickle.load(file, …).
func load(t *thread, a []value) (value, *exc) {
	u, err := readSettings(t, a[1:])
	if err != nil {
		return value{}, err
	}
	if err := u.fileArg(t, a[0]); err != nil {
		return value{}, err
	}
	return u.loader(t).run()
}

// loads is pickle.loads(data, …).
func loads(t *thread, a []value) (value, *exc) {
	u, err := readSettings(t, a[1:])
	if err != nil {
		return value{}, err
	}
	l := u.loader(t)
	if l.data, err = object.BytesCopy(t, a[0]); err != nil {
		return value{}, err
	}
	l.stack = make([]value, 0, 16)
	l.memo = make([]value, 0, min(8+len(l.data)/16, 256))
	return l.run()
}

func unpicklerInit(t *thread, a []value) (value, *exc) {
	u, err := readSettings(t, a[2:])
	if err != nil {
		return value{}, err
	}
	if err := u.fileArg(t, a[1]); err != nil {
		return value{}, err
	}
	old := unpicklerOf(a[0]).Write(t, unpicklerKind)
	u.persistentLoad = old.persistentLoad
	*old = u
	return object.None, nil
}

func unpicklerLoad(t *thread, a []value) (value, *exc) {
	if unpicklerOf(a[0]).Read(t).read.O == nil {
		return value{}, t.Errorf(unpicklingError, "Unpickler.__init__() was not called by %s.__init__()", a[0].O.Typ.FullName(t))
	}
	l := unpicklerOf(a[0]).Write(t, unpicklerKind).loader(t)
	if typ := a[0].O.Typ; typ != unpicklerType {
		// A subclass, or its instance, may have hooks.
		v, err := object.LookupAttr(t, a[0], strPersistentLoad)
		if err != nil {
			return value{}, err
		}
		if v.O != nil {
			l.persistentLoad = v
		}
		f, err := object.GetAttr(t, a[0], strFindClass)
		if err != nil {
			return value{}, err
		}
		if b, ok := object.AsBuiltin(f); !ok || b.Type != unpicklerType {
			l.findClass, l.self = f, a[0]
		}
	}
	v, err := l.run()
	u := unpicklerOf(a[0]).Write(t, unpicklerKind)
	u.memo, u.proto = l.memo, l.proto
	return v, err
}

// unpicklerMemo is an unpickler's memo as programs see it.
type unpicklerMemo struct {
	object.Object
	owner value
}

func unpicklerMemoOf(v value) *unpicklerMemo { return (*unpicklerMemo)(unsafe.Pointer(v.O)) }

// memoOf returns {number: obj}.
func memoOf(t *thread, v value) (value, *exc) {
	d := object.NewDict(t)
	for i, x := range unpicklerOf(v).Read(t).memo {
		if x.O == nil {
			continue
		}
		if err := d.Set(t, object.Int(int64(i)), x); err != nil {
			return value{}, err
		}
	}
	return d.Value(), nil
}

func setUnpicklerMemo(t *thread, v, x value) *exc {
	if x.O == nil {
		return t.Errorf(object.TypeError, "attribute deletion is not supported")
	}
	var memo []value
	if x.O.Typ == unpicklerMemoType {
		memo = append(memo, unpicklerOf(unpicklerMemoOf(x).owner).Read(t).memo...)
	} else if d, ok := object.AsDict(x); ok {
		for k, y, pos, ok := d.NextEntry(t, 0); ok; k, y, pos, ok = d.NextEntry(t, pos) {
			if !k.O.Typ.Is(object.FlagInt) {
				return t.Errorf(object.TypeError, "memo key must be integers")
			}
			i, err := object.IndexInt(t, k, object.OverflowError)
			if err != nil {
				return err
			}
			if i < 0 || i > 1<<32 {
				return t.Errorf(object.ValueError, "memo key must be positive integers.")
			}
			for int(i) >= len(memo) {
				memo = append(memo, value{})
			}
			memo[i] = y
		}
	} else {
		return t.Errorf(object.TypeError, "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %s", x.TypeName())
	}
	unpicklerOf(v).Write(t, unpicklerKind).memo = memo
	return nil
}

func init() {
	object.SetBoxedLayout[unpickler](unpicklerType)
	initUnpickler := &object.Func{Name: "Unpickler", Type: unpicklerType, Sig: "file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()", Fn: unpicklerInit}
	unpicklerType.Slots.Init = func(t *thread, v value, args, kwnames []value) *exc {
		_, err := initUnpickler.CallWith(t, append([]value{v}, args...), kwnames)
		return err
	}
	unpicklerType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return typ.Alloc(t, typ).Value(), nil
	}
	unpicklerType.Methods = []object.Def{
		{Name: "load", Fn: unpicklerLoad, Doc: "Read an object."},
		{Name: "find_class", Sig: "module_name, global_name, /", Fn: func(t *thread, a []value) (value, *exc) {
			m, ok1 := object.AsStr(a[1])
			n, ok2 := object.AsStr(a[2])
			if !ok1 || !ok2 {
				return value{}, t.Errorf(object.TypeError, "find_class() arguments must be str")
			}
			u := unpicklerOf(a[0]).Read(t)
			return findClass(t, m.S, n.S, u.proto, u.fixImports)
		}, Doc: "What a pickle means by the name of a class or function. A subclass may refuse some."},
	}
	unpicklerType.Getsets = []object.GetSet{
		{Name: "memo", Get: func(t *thread, v value) (value, *exc) {
			return (&unpicklerMemo{Object: object.Object{Typ: unpicklerMemoType}, owner: v}).Object.Value(), nil
		}, Set: setUnpicklerMemo},
		attribute("persistent_load", func(t *thread, v value) *unpickler { return unpicklerOf(v).Write(t, unpicklerKind) }, func(u *unpickler) *value { return &u.persistentLoad }),
	}
	unpicklerMemoType.Consts = map[string]value{"__hash__": object.None}
	unpicklerMemoType.Methods = []object.Def{
		{Name: "clear", Fn: func(t *thread, a []value) (value, *exc) {
			unpicklerOf(unpicklerMemoOf(a[0]).owner).Write(t, unpicklerKind).memo = nil
			return object.None, nil
		}, Doc: "Remove all items from memo."},
		{Name: "copy", Fn: func(t *thread, a []value) (value, *exc) { return memoOf(t, unpicklerMemoOf(a[0]).owner) }, Doc: "Copy the memo to a new object."},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			d, err := memoOf(t, unpicklerMemoOf(a[0]).owner)
			return object.NewPair(object.DictType.Value(), object.TupleOf([]value{d})), err
		}, Doc: "Implement pickling support."},
	}
}
