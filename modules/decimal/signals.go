package decimal

import (
	"unsafe"

	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

func exception(name string, bases ...*object.Type) *object.Type {
	return &object.Type{Name: name, Module: "decimal", Base: bases[0], Bases: bases, Flags: object.FlagException | object.FlagSameLayout | object.FlagHeap,
		Consts: map[string]value{"__module__": object.NewStr("decimal")}}
}

var (
	decimalException = exception("DecimalException", object.ArithmeticError)

	clamped          = exception("Clamped", decimalException)
	invalidOperation = exception("InvalidOperation", decimalException)
	divisionByZero   = exception("DivisionByZero", decimalException, object.ZeroDivisionError)
	inexact          = exception("Inexact", decimalException)
	rounded          = exception("Rounded", decimalException)
	subnormal        = exception("Subnormal", decimalException)
	overflow         = exception("Overflow", inexact, rounded)
	underflow        = exception("Underflow", inexact, rounded, subnormal)
	floatOperation   = exception("FloatOperation", decimalException, object.TypeError)

	conversionSyntax   = exception("ConversionSyntax", invalidOperation)
	divisionImpossible = exception("DivisionImpossible", invalidOperation)
	divisionUndefined  = exception("DivisionUndefined", invalidOperation, object.ZeroDivisionError)
	invalidContext     = exception("InvalidContext", invalidOperation)

	exceptions = []*object.Type{decimalException, clamped, invalidOperation, divisionByZero, inexact, rounded, subnormal, overflow, underflow,
		floatOperation, conversionSyntax, divisionImpossible, divisionUndefined, invalidContext}
)

// signal is what a context has a flag and a trap for.
type signal struct {
	conds cond
	typ   *object.Type
}

// signals are in the order in which they are listed; the first that is trapped is raised.
var signals = []signal{
	{decimal.Invalid, invalidOperation}, {decimal.FloatOperation, floatOperation}, {decimal.DivisionByZero, divisionByZero},
	{decimal.Overflow, overflow}, {decimal.Underflow, underflow}, {decimal.Subnormal, subnormal},
	{decimal.Inexact, inexact}, {decimal.Rounded, rounded}, {decimal.Clamped, clamped},
}

// invalids are the conditions that the signal InvalidOperation stands for.
var invalids = []signal{
	{decimal.InvalidOperation, invalidOperation}, {decimal.ConversionSyntax, conversionSyntax}, {decimal.DivisionImpossible, divisionImpossible},
	{decimal.DivisionUndefined, divisionUndefined}, {decimal.InvalidContext, invalidContext},
}

// inRepr are the signals in the order of a context's repr.
var inRepr = []signal{
	{decimal.Clamped, clamped}, {decimal.Invalid, invalidOperation}, {decimal.DivisionByZero, divisionByZero}, {decimal.Inexact, inexact},
	{decimal.FloatOperation, floatOperation}, {decimal.Overflow, overflow}, {decimal.Rounded, rounded}, {decimal.Subnormal, subnormal},
	{decimal.Underflow, underflow},
}

// raise sets flags for the conditions that an operation has met, and makes the exception
// if one is trapped.
func raise(t *thread, c *context, met cond) *exc {
	st := c.Read(t)
	if st.flags|met != st.flags {
		c.Write(t, contextKind).flags |= met
	}
	if met&decimal.NoMemory != 0 {
		return object.NewException(t, object.MemoryError)
	}
	trapped := met & st.traps
	if trapped == 0 {
		return nil
	}
	var typ *object.Type
	var list []value
	for _, s := range invalids {
		if trapped&s.conds != 0 {
			list = append(list, s.typ.Value())
		}
	}
	for _, s := range signals {
		if trapped&s.conds == 0 {
			continue
		}
		if typ == nil {
			typ = s.typ
		}
		if s.conds != decimal.Invalid {
			list = append(list, s.typ.Value())
		}
	}
	return object.NewException(t, typ, object.NewList(t, list).Value())
}

const validSignals = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"

// signalOf returns what a class stands for.
func signalOf(t *thread, v value) (cond, *exc) {
	for _, s := range signals {
		if v == s.typ.Value() {
			return s.conds, nil
		}
	}
	return 0, t.Errorf(object.KeyError, "%s", validSignals)
}

// signalList lists the signals of conditions.
func signalList(t *thread, set cond) value {
	var list []value
	for _, s := range signals {
		if set&s.conds != 0 {
			list = append(list, s.typ.Value())
		}
	}
	return object.NewList(t, list).Value()
}

// signalSet reads flags or traps as they are assigned: a list of signals if that is allowed,
// or a dict.
func signalSet(t *thread, v value, list bool) (set cond, err *exc) {
	switch {
	case list && v.O.Typ.Is(object.FlagList):
		items, err := object.Collect(t, v)
		if err != nil {
			return 0, err
		}
		for _, x := range items {
			c, err := signalOf(t, x)
			if err != nil {
				return 0, err
			}
			set |= c
		}
		return set, nil
	case v.O.Typ == signalDictType:
		p, err := dictOf(v).conds(t)
		return p, err
	}
	d, ok := object.AsDict(v)
	if !ok {
		return 0, t.Errorf(object.TypeError, "argument must be a signal dict")
	}
	if d.Len(t) != len(signals) {
		return 0, t.Errorf(object.KeyError, "invalid signal dict")
	}
	for _, s := range signals {
		x, err := d.Get(t, s.typ.Value())
		if err != nil {
			return 0, err
		}
		if x.O == nil {
			return 0, t.Errorf(object.KeyError, "invalid signal dict")
		}
		on, err := object.Truth(t, x)
		if err != nil {
			return 0, err
		}
		if on {
			set |= s.conds
		}
	}
	return set, nil
}

// signalDict shows the flags or the traps of a context as a mapping. One that a program
// makes itself belongs to none.
type signalDict struct {
	object.Object
	context *context
	traps   bool
}

var signalDictType = &object.Type{Name: "SignalDict", Module: "abc"}

func dictOf(v value) *signalDict { return (*signalDict)(unsafe.Pointer(v.O)) }

func newSignalDict(c *context, traps bool) value {
	return value{O: &(&signalDict{object.Object{Typ: signalDictType}, c, traps}).Object}
}

func (d *signalDict) conds(t *thread) (cond, *exc) {
	switch {
	case d.context == nil:
		return 0, t.Errorf(object.ValueError, "invalid signal dict")
	case d.traps:
		return d.context.Read(t).traps, nil
	}
	return d.context.Read(t).flags, nil
}

func (d *signalDict) set(t *thread, x cond) {
	st := d.context.Write(t, contextKind)
	if d.traps {
		st.traps = x
	} else {
		st.flags = x
	}
}

func signalDictRepr(t *thread, v value) (value, *exc) {
	set, err := dictOf(v).conds(t)
	if err != nil {
		return value{}, err
	}
	b := []byte("{")
	for i, s := range signals {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, "<class 'decimal."+s.typ.Name+"'>:"...)
		if set&s.conds != 0 {
			b = append(b, "True"...)
		} else {
			b = append(b, "False"...)
		}
	}
	return object.CopyStr(append(b, '}')), nil
}

func init() {
	object.SetLayout[signalDict](signalDictType)
	s := &signalDictType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return object.Allocate[signalDict](typ).Object.Value(), nil
	}
	s.Repr = signalDictRepr
	s.Len = func(t *thread, v value) (int, *exc) {
		_, err := dictOf(v).conds(t)
		return len(signals), err
	}
	s.Iter = func(t *thread, v value) (value, *exc) {
		if _, err := dictOf(v).conds(t); err != nil {
			return value{}, err
		}
		return object.Iter(t, signalTuple())
	}
	s.GetItem = func(t *thread, v, key value) (value, *exc) {
		set, err := dictOf(v).conds(t)
		if err != nil {
			return value{}, err
		}
		c, err := signalOf(t, key)
		return object.Bool(set&c != 0), err
	}
	s.SetItem = func(t *thread, v, key, x value) *exc {
		d := dictOf(v)
		set, err := d.conds(t)
		if err != nil {
			return err
		}
		if x.O == nil {
			return t.Errorf(object.ValueError, "signal keys cannot be deleted")
		}
		c, err := signalOf(t, key)
		if err != nil {
			return err
		}
		on, err := object.Truth(t, x)
		if err != nil {
			return err
		}
		set &^= c
		if on {
			set |= c
		}
		d.set(t, set)
		return nil
	}
	s.Contains = func(t *thread, v, x value) (bool, *exc) {
		if _, err := dictOf(v).conds(t); err != nil {
			return false, err
		}
		for _, s := range signals {
			if x == s.typ.Value() {
				return true, nil
			}
		}
		return false, nil
	}
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		if a.O.Typ != signalDictType || op != object.CmpEq && op != object.CmpNe {
			return object.NotImplemented, nil
		}
		x, err := dictOf(a).conds(t)
		if err != nil {
			return value{}, err
		}
		if _, ok := object.AsDict(b); !ok && b.O.Typ != signalDictType {
			return object.NotImplemented, nil
		}
		y, err := signalSet(t, b, false)
		if err != nil {
			if b.O.Typ == signalDictType || !object.IsInstance(err.Value(), object.KeyError) {
				return value{}, err
			}
			return object.Bool(op == object.CmpNe), nil
		}
		same := true
		for _, s := range signals {
			same = same && (x&s.conds != 0) == (y&s.conds != 0)
		}
		return object.Bool(same == (op == object.CmpEq)), nil
	}
	signalDictType.Consts = map[string]value{"__hash__": object.None}
	signalDictType.Methods = []object.Def{{Name: "copy", Doc: "Return a dict of the signals.", Fn: func(t *thread, a []value) (value, *exc) {
		set, err := dictOf(a[0]).conds(t)
		if err != nil {
			return value{}, err
		}
		d := object.NewDict(t)
		for _, s := range signals {
			if err := d.Set(t, s.typ.Value(), object.Bool(set&s.conds != 0)); err != nil {
				return value{}, err
			}
		}
		return d.Value(), nil
	}}}
	// The rest is what every mapping has.
	for _, name := range []string{"get", "keys", "items", "values", "pop", "popitem", "clear", "update", "setdefault"} {
		signalDictType.Methods = append(signalDictType.Methods, object.Def{Name: name, Sig: "*args, **kwargs", Doc: "As of every mapping.", Raw: func(t *thread, args, kwnames []value) (value, *exc) {
			mapping, err := t.ImportAttr("collections.abc", "MutableMapping")
			if err != nil {
				return value{}, err
			}
			f, err := object.GetAttrString(t, mapping, name)
			if err != nil {
				return value{}, err
			}
			return object.CallKw(t, f, args, kwnames)
		}})
	}
}

func signalTuple() value {
	var all []value
	for _, s := range signals {
		all = append(all, s.typ.Value())
	}
	return object.TupleOf(all)
}

// register makes the classes members of the abstract ones of the library, and adds what
// is made with it.
func register(t *thread, m *object.Module) *exc {
	for _, r := range []struct {
		module, name string
		typ          *object.Type
	}{{"numbers", "Number", decimalType}, {"collections.abc", "MutableMapping", signalDictType}} {
		abstract, err := t.ImportAttr(r.module, r.name)
		if err != nil {
			return err
		}
		if _, err := object.CallMethod(t, abstract, object.Intern("register"), r.typ.Value()); err != nil {
			return err
		}
	}
	tuple, err := decimalTuple(t)
	if err == nil {
		m.Set(t, "DecimalTuple", tuple)
	}
	return err
}

// tupleKey is where an interpreter keeps DecimalTuple, which is one class however often the
// module is imported.
type tupleKey struct{}

// decimalTuple returns the class of what Decimal.as_tuple() returns.
func decimalTuple(t *thread) (value, *exc) {
	if v, ok := t.Interp.Kept.Load(tupleKey{}); ok {
		return v.(value), nil
	}
	t.Tx.BecomeInevitable("import of decimal") // what is kept cannot be undone
	named, err := t.ImportAttr("collections", "namedtuple")
	if err != nil {
		return value{}, err
	}
	tuple, err := object.CallKw(t, named, []value{object.NewStr("DecimalTuple"), object.NewStr("sign digits exponent"), object.NewStr("decimal")},
		[]value{object.Intern("module").Value()})
	if err != nil {
		return value{}, err
	}
	kept, _ := t.Interp.Kept.LoadOrStore(tupleKey{}, tuple)
	return kept.(value), nil
}
