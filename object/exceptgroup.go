package object

import "fmt"

// Exception groups: BaseExceptionGroup and ExceptionGroup.

// Fields of BaseExceptionGroup.
const (
	fieldMessage = iota
	fieldExceptions
)

// GroupExceptions returns the exceptions of an exception group.
func (e *Exception) GroupExceptions(t *Thread) []Value {
	if v := e.Field(t, fieldExceptions); v.O != nil {
		return tupleOf(v).Items
	}
	return nil
}

// IsGroup reports whether e is an exception group.
func (e *Exception) IsGroup() bool { return e.Matches(BaseExceptionGroup) }

func exceptionGroupNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if len(kwnames) != 0 {
		return Value{}, t.Errorf(TypeError, "%s.__new__() takes no keyword arguments", typ.Name)
	}
	if len(args) != 2 {
		return Value{}, t.Errorf(TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
	}
	if _, ok := AsStr(args[0]); !ok {
		return Value{}, t.Errorf(TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s", ArgTypeName(args[0]))
	}
	if st := args[1].O.Typ; st.Flags&FlagSequence == 0 && (st.Slots.GetItem == nil || st.Flags&FlagDict != 0) {
		return Value{}, t.Errorf(TypeError, "second argument (exceptions) must be a sequence")
	}
	excs, err := Collect(t, args[1])
	if err != nil {
		return Value{}, err
	}
	if len(excs) == 0 {
		return Value{}, t.Errorf(ValueError, "second argument (exceptions) must be a non-empty sequence")
	}
	nestedBase := false
	for i, x := range excs {
		e, ok := AsException(x)
		if !ok {
			return Value{}, t.Errorf(ValueError, "Item %d of second argument (exceptions) is not an exception", i)
		}
		if !e.Matches(ExceptionType) {
			nestedBase = true
		}
	}
	switch {
	case typ == BaseExceptionGroup:
		if !nestedBase {
			typ = ExceptionGroup
		}
	case nestedBase && typ == ExceptionGroup:
		return Value{}, t.Errorf(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup")
	case nestedBase && typ.IsSubtype(ExceptionType):
		return Value{}, t.Errorf(TypeError, "Cannot nest BaseExceptions in '%s'", typ.Name)
	}
	e := NewException(t, typ, args...)
	e.SetField(t, fieldMessage, args[0])
	e.SetField(t, fieldExceptions, TupleOf(excs))
	return e.Value(), nil
}

// NewExceptionGroup makes BaseExceptionGroup(message, excs), which is an
// ExceptionGroup if all of excs are Exceptions.
func NewExceptionGroup(t *Thread, message string, excs []Value) (*Exception, *Exception) {
	v, err := exceptionGroupNew(t, BaseExceptionGroup, []Value{NewStr(message), NewTuple(excs)}, nil)
	if err != nil {
		return nil, err
	}
	e, _ := AsException(v)
	return e, nil
}

// matcher tells whether an exception belongs to the part that split() asks for.
type matcher func(t *Thread, e Value) (bool, *Exception)

func newMatcher(t *Thread, cond Value) (matcher, *Exception) {
	if _, ok := AsFunction(cond); ok {
		return func(t *Thread, e Value) (bool, *Exception) {
			r, err := Call1(t, cond, e)
			if err != nil {
				return false, err
			}
			return Truth(t, r)
		}, nil
	}
	if isExceptionClass(cond) {
		return classMatcher(cond), nil
	}
	if tup, ok := AsTuple(cond); ok {
		for _, c := range tup.Items {
			if !isExceptionClass(c) {
				return nil, t.Errorf(TypeError, "expected a function, exception type or tuple of exception types")
			}
		}
		return classMatcher(cond), nil
	}
	return nil, t.Errorf(TypeError, "expected a function, exception type or tuple of exception types")
}

func isExceptionClass(v Value) bool {
	typ, ok := AsType(v)
	return ok && typ.Flags&FlagException != 0
}

// classMatcher matches instances of a class, or of one in a tuple, without
// asking __instancecheck__, as an except clause does.
func classMatcher(c Value) matcher {
	return func(t *Thread, e Value) (bool, *Exception) { return MatchesClause(e, c), nil }
}

// MatchesClause reports whether exception e is caught by `except c`, c being a
// class or a tuple of classes.
func MatchesClause(e, c Value) bool {
	if tup, ok := AsTuple(c); ok {
		for _, x := range tup.Items {
			if MatchesClause(e, x) {
				return true
			}
		}
		return false
	}
	typ, ok := AsType(c)
	return ok && IsInstance(e, typ)
}

// split divides e into the part that matches and, if wanted, the rest; either
// is null if it is empty.
func split(t *Thread, v Value, match matcher, wantRest bool) (matched, rest Value, err *Exception) {
	ok, err := match(t, v)
	if err != nil {
		return Value{}, Value{}, err
	}
	if ok {
		return v, Value{}, nil
	}
	e, _ := AsException(v)
	if !e.IsGroup() {
		if wantRest {
			rest = v
		}
		return Value{}, rest, nil
	}
	if err := t.EnterNative(" in exceptiongroup_split_recursive"); err != nil {
		return Value{}, Value{}, err
	}
	defer t.LeaveNative()
	var ms, rs []Value
	for _, x := range e.GroupExceptions(t) {
		m, r, err := split(t, x, match, wantRest)
		if err != nil {
			return Value{}, Value{}, err
		}
		if m.O != nil {
			ms = append(ms, m)
		}
		if r.O != nil {
			rs = append(rs, r)
		}
	}
	if matched, err = subset(t, e, ms); err != nil {
		return Value{}, Value{}, err
	}
	if wantRest {
		rest, err = subset(t, e, rs)
	}
	return matched, rest, err
}

var (
	strDerive  = Intern("derive")
	strMessage = Intern("message")
)

// subset makes a group like e of some of its exceptions; null if there are none.
func subset(t *Thread, e *Exception, excs []Value) (Value, *Exception) {
	if len(excs) == 0 {
		return Value{}, nil
	}
	v, err := CallMethod(t, e.Value(), strDerive, NewList(t, excs).Value())
	if err != nil {
		return Value{}, err
	}
	g, ok := AsException(v)
	if !ok || !g.IsGroup() {
		return Value{}, t.Errorf(TypeError, "derive must return an instance of BaseExceptionGroup")
	}
	g.SetTraceback(t, e.Traceback(t))
	g.SetContext(t, e.Context(t))
	g.SetCause(t, e.Cause(t))
	g.SetSuppress(t, e.Suppress(t))
	notes, err := LookupAttr(t, e.Value(), strNotes)
	if err != nil {
		return Value{}, err
	}
	if notes.O != nil && notes.O.Typ.Flags&FlagSequence != 0 { // others are an error of the program's, but not one for here
		items, err := Collect(t, notes)
		if err != nil {
			return Value{}, err
		}
		if err := SetAttr(t, v, strNotes, NewList(t, items).Value()); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// ExceptStarMatch divides exception e (or None) for `except* c`: the part that
// the clause handles, always a group, and the rest; None for either if empty.
func ExceptStarMatch(t *Thread, e, c Value) (match, rest Value, err *Exception) {
	if e.IsNone() {
		return None, None, nil
	}
	classes := []Value{c}
	if tup, ok := AsTuple(c); ok {
		classes = tup.Items
	}
	for _, x := range classes {
		typ, ok := AsType(x)
		if !ok || typ.Flags&FlagException == 0 {
			return Value{}, Value{}, t.Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
	}
	for _, x := range classes {
		if typ, _ := AsType(x); typ.IsSubtype(BaseExceptionGroup) {
			return Value{}, Value{}, t.Errorf(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	exc, _ := AsException(e)
	if MatchesClause(e, c) {
		if exc.IsGroup() {
			return e, None, nil
		}
		g, err := NewExceptionGroup(t, "", []Value{e})
		if err != nil {
			return Value{}, Value{}, err
		}
		return g.Value(), None, nil
	}
	if !exc.IsGroup() {
		return None, e, nil
	}
	r, err := CallMethod(t, e, Intern("split"), c)
	if err != nil {
		return Value{}, Value{}, err
	}
	pair, ok := AsTuple(r)
	if !ok {
		return Value{}, Value{}, t.Errorf(TypeError, "%s.split must return a tuple, not %s", e.TypeName(), r.TypeName())
	}
	if len(pair.Items) < 2 {
		return Value{}, Value{}, t.Errorf(TypeError, "%s.split must return a 2-tuple, got tuple of size %d", e.TypeName(), len(pair.Items))
	}
	return pair.Items[0], pair.Items[1], nil
}

// PrepReraiseStar returns what a try-except* statement raises at its end: orig
// is the exception that it caught, excs what its clauses raised or left over
// (Nones among them are ignored). None: nothing.
func PrepReraiseStar(t *Thread, orig Value, excs []Value) (Value, *Exception) {
	var all []Value
	for _, x := range excs {
		if !x.IsNone() {
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return None, nil
	}
	oe, _ := AsException(orig)
	if !oe.IsGroup() {
		// A naked exception was caught: only one clause ran.
		return all[0], nil
	}
	var raised, reraised []Value
	for _, x := range all {
		if e, _ := AsException(x); sameOrigin(t, e, oe) {
			reraised = append(reraised, x)
		} else {
			raised = append(raised, x)
		}
	}
	var rest Value
	if len(reraised) > 0 {
		var err *Exception
		if rest, err = projection(t, orig, reraised); err != nil {
			return Value{}, err
		}
		if len(raised) == 0 {
			return rest, nil
		}
		raised = append(raised, rest)
	}
	if len(raised) == 1 {
		return raised[0], nil
	}
	g, err := NewExceptionGroup(t, "", raised)
	if err != nil {
		return Value{}, err
	}
	return g.Value(), nil
}

// sameOrigin reports whether e is a part of orig that was passed on, not an
// exception that a clause raised: parts share the metadata of the whole.
func sameOrigin(t *Thread, e, orig *Exception) bool {
	return e.IsGroup() && orig.IsGroup() &&
		e.Traceback(t) == orig.Traceback(t) && e.Context(t) == orig.Context(t) && e.Cause(t) == orig.Cause(t) && sameNotes(t, e, orig)
}

// sameNotes compares __notes__ by content: parts have copies.
func sameNotes(t *Thread, a, b *Exception) bool {
	x, err1 := LookupAttr(t, a.Value(), strNotes)
	y, err2 := LookupAttr(t, b.Value(), strNotes)
	if err1 != nil || err2 != nil || (x.O == nil) != (y.O == nil) {
		return false
	}
	if x == y {
		return true
	}
	l, ok1 := AsList(x)
	m, ok2 := AsList(y)
	if !ok1 || !ok2 {
		return false
	}
	li, mi := l.Items(t), m.Items(t)
	if len(li) != len(mi) {
		return false
	}
	for i := range li {
		if li[i] != mi[i] {
			return false
		}
	}
	return true
}

// projection returns the part of orig whose leaves are those of keep.
func projection(t *Thread, orig Value, keep []Value) (Value, *Exception) {
	leaves := map[*Object]bool{}
	var collect func(v Value)
	collect = func(v Value) {
		e, _ := AsException(v)
		if !e.IsGroup() {
			leaves[v.O] = true
			return
		}
		for _, x := range e.GroupExceptions(t) {
			collect(x)
		}
	}
	for _, v := range keep {
		collect(v)
	}
	m, _, err := split(t, orig, func(t *Thread, e Value) (bool, *Exception) { return leaves[e.O], nil }, false)
	return m, err
}

func orNone(v Value) Value {
	if v.O == nil {
		return None
	}
	return v
}

func init() {
	typ := BaseExceptionGroup
	typ.Doc = "Several exceptions raised together."
	typ.Slots.New = exceptionGroupNew
	typ.Slots.Str = func(t *Thread, v Value) (Value, *Exception) {
		e, _ := AsException(v)
		m, err := ToStr(t, e.Field(t, fieldMessage))
		if err != nil {
			return Value{}, err
		}
		n, plural := len(e.GroupExceptions(t)), "s"
		if n == 1 {
			plural = ""
		}
		return NewStr(fmt.Sprintf("%s (%d sub-exception%s)", m.S, n, plural)), nil
	}
	readOnly := func(g GetSet) GetSet {
		g.Set = nil
		return g
	}
	typ.Getsets = []GetSet{
		readOnly(excField("message", fieldMessage)),
		readOnly(excField("exceptions", fieldExceptions)),
	}
	typ.Methods = []Def{
		{Name: "__class_getitem__", Sig: "item, /", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return newGenericAlias(t, a[0], a[1])
		}},
		{Name: "derive", Sig: "excs, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			message, err := GetAttr(t, a[0], strMessage)
			if err != nil {
				return Value{}, err
			}
			return exceptionGroupNew(t, BaseExceptionGroup, []Value{message, a[1]}, nil)
		}},
		{Name: "split", Sig: "condition, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			match, err := newMatcher(t, a[1])
			if err != nil {
				return Value{}, err
			}
			m, r, err := split(t, a[0], match, true)
			if err != nil {
				return Value{}, err
			}
			return TupleOf([]Value{orNone(m), orNone(r)}), nil
		}},
		{Name: "subgroup", Sig: "condition, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			match, err := newMatcher(t, a[1])
			if err != nil {
				return Value{}, err
			}
			m, _, err := split(t, a[0], match, false)
			return orNone(m), err
		}},
	}
}
