package object

import (
	"strings"
	"unsafe"
)

// StructSeq is a named tuple of a built-in module (sys.flags, os.stat_result):
// a tuple whose items are attributes too, and which may have more attributes
// than items.
type StructSeq struct {
	Tuple
	Extra []Value // the fields that are not items
}

// StructField is a field of a struct sequence type. A field without name is an
// item only.
type StructField struct{ Name, Doc string }

// NewStructSeqType makes a struct sequence type. Its first visible fields are
// the tuple's items, the others are attributes only. noNew types cannot be
// instantiated by programs.
func NewStructSeqType(module, name, doc string, visible int, noNew bool, fields ...StructField) *Type {
	return structSeqType(module, name, doc, visible, noNew, fields).Ready()
}

// NewNamedTupleType is NewStructSeqType for a type whose instances programs
// cannot make, with the members of collections.namedtuple that describe one.
func NewNamedTupleType(module, name, doc string, names ...string) *Type {
	var fields []StructField
	var values []Value
	for _, n := range names {
		fields = append(fields, StructField{Name: n})
		values = append(values, Intern(n).Value())
	}
	typ := structSeqType(module, name, doc, len(fields), true, fields)
	typ.Consts["_fields"] = TupleOf(values)
	typ.Methods = []Def{{Name: "_asdict", Doc: "The items by name, as a dict.", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		d := NewDict(t)
		for i, x := range tupleOf(a[0]).Items {
			d.SetStr(t, Intern(names[i]), x)
		}
		return d.Value(), nil
	}}, {Name: "__reduce__", Doc: "A copy is a plain tuple of the items: programs make none of the type.", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		return TupleOf([]Value{TupleType.Value(), TupleOf([]Value{TupleOf(tupleOf(a[0]).Items)})}), nil
	}}}
	return typ.Ready()
}

func structSeqType(module, name, doc string, visible int, noNew bool, fields []StructField) *Type {
	typ := &Type{Name: name, Module: module, Doc: doc, Base: TupleType}
	if noNew {
		typ.Flags |= FlagNoNew
	}
	SetLayout[StructSeq](typ)
	var named []Value
	var names []string
	for i, f := range fields {
		if f.Name == "" {
			continue
		}
		names = append(names, f.Name)
		if i < visible {
			named = append(named, Intern(f.Name).Value())
		}
		typ.Getsets = append(typ.Getsets, GetSet{Name: f.Name, Doc: f.Doc, Get: func(t *Thread, v Value) (Value, *Exception) {
			return structField(v, i), nil
		}})
	}
	typ.Consts = map[string]Value{
		"n_sequence_fields": Int(int64(visible)),
		"n_fields":          Int(int64(len(fields))),
		"n_unnamed_fields":  Int(int64(len(fields) - len(names))),
		"__match_args__":    TupleOf(named),
	}
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		var b strings.Builder
		b.WriteString(module + "." + name + "(")
		sep := ""
		// Items without a name show that of the attribute that comes in their place.
		for i, x := range tupleOf(v).Items {
			r, err := Repr(t, x)
			if err != nil {
				return Value{}, err
			}
			b.WriteString(sep + names[i] + "=" + r.S)
			sep = ", "
		}
		b.WriteString(")")
		return NewStr(b.String()), nil
	}
	full := module + "." + name
	construct := &Func{Name: name, Sig: "sequence, dict=None", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		items, err := Collect(t, a[0])
		if err != nil {
			if err.Matches(TypeError) {
				err = t.Errorf(TypeError, "constructor requires a sequence")
			}
			return Value{}, err
		}
		var more *Dict
		if d := a[1]; d.O != nil {
			var ok bool
			if more, ok = AsDict(d); !ok {
				return Value{}, t.Errorf(TypeError, "%s() takes a dict as second arg, if any", full)
			}
		}
		switch n := len(items); {
		case visible == len(fields) && n != visible:
			return Value{}, t.Errorf(TypeError, "%s() takes a %d-sequence (%d-sequence given)", full, visible, n)
		case n < visible:
			return Value{}, t.Errorf(TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", full, visible, n)
		case n > len(fields):
			return Value{}, t.Errorf(TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", full, len(fields), n)
		}
		for i := len(items); i < len(fields); i++ {
			x := None
			if more != nil && fields[i].Name != "" {
				x = orNone(more.GetStr(t, Intern(fields[i].Name)))
			}
			items = append(items, x)
		}
		return NewStructSeq(typ, items), nil
	}}
	typ.Slots.New = func(t *Thread, _ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if noNew {
			return Value{}, t.Errorf(TypeError, "cannot create '%s' instances", full)
		}
		return construct.CallWith(t, args, kwnames)
	}
	typ.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		s := (*StructSeq)(unsafe.Pointer(a[0].O))
		d := NewDict(t)
		for i, x := range s.Extra {
			if n := fields[visible+i].Name; n != "" {
				d.SetStr(t, Intern(n), x)
			}
		}
		return TupleOf([]Value{a[0].O.Typ.Value(), TupleOf([]Value{NewTuple(s.Items), d.Value()})}), nil
	}}}
	typ.structVisible = visible
	return typ
}

// structField returns field i of a struct sequence.
func structField(v Value, i int) Value {
	s := (*StructSeq)(unsafe.Pointer(v.O))
	if i < len(s.Items) {
		return s.Items[i]
	}
	return s.Extra[i-len(s.Items)]
}

// NewStructSeq makes an object of a struct sequence type with the values of all
// its fields, which it takes over.
func NewStructSeq(typ *Type, fields []Value) Value {
	s := Allocate[StructSeq](typ)
	s.Items, s.Extra = fields[:typ.structVisible:typ.structVisible], fields[typ.structVisible:]
	return Value{O: &s.Object}
}
