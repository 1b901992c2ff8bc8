package json

import (
	"math"
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// encoder is what make_encoder makes: the settings of a JSONEncoder. It never
// changes.
type encoder struct {
	object.Object
	markers                      *object.Dict // containers under way, by id; nil: no check for cycles
	def, quote, indent           value
	keySeparator, itemSeparator  value
	sortKeys, skipKeys, allowNaN bool
	fast                         func(b []byte, s string) []byte // what quote does, if it is one of ours
}

var encoderType = &object.Type{Name: "_json.Encoder", Doc: "A function that yields the pieces of JSON text."}

func encoderOf(v value) *encoder { return (*encoder)(unsafe.Pointer(v.O)) }

func text(v value) string {
	s, _ := object.AsStr(v)
	return s.S
}

// output is one run of an encoder.
type output struct {
	*encoder
	t *thread
	b []byte
}

// str writes a str as a JSON string.
func (o *output) str(s value) *exc {
	if o.fast != nil {
		o.b = o.fast(o.b, text(s))
		return nil
	}
	r, err := object.Call1(o.t, o.quote, s)
	if err != nil {
		return err
	}
	x, ok := object.AsStr(r)
	if !ok {
		return o.t.Errorf(object.TypeError, "encoder() must return a string, not %s", r.TypeName())
	}
	o.b = append(o.b, x.S...)
	return nil
}

// number returns the text of an int or float, whatever a subclass makes of it.
func (o *output) number(v value) (string, *exc) {
	typ := object.IntType
	if v.O.Typ.Flags&object.FlagFloat != 0 {
		f := object.AsFloat(v)
		if math.IsNaN(f) || math.IsInf(f, 0) {
			switch {
			case !o.allowNaN:
				return "", o.t.Errorf(object.ValueError, "Out of range float values are not JSON compliant")
			case math.IsNaN(f):
				return "NaN", nil
			case f > 0:
				return "Infinity", nil
			}
			return "-Infinity", nil
		}
		typ = object.FloatType
	}
	r, err := typ.Slots.Repr(o.t, v)
	if err != nil {
		return "", err
	}
	return text(r), nil
}

// constant returns the text of None and the bools, "" for anything else.
func constant(v value) string {
	switch {
	case v.IsNone():
		return "null"
	case v == object.True:
		return "true"
	case v == object.False:
		return "false"
	}
	return ""
}

const (
	isNumber = object.FlagInt | object.FlagFloat
)

func (o *output) value(v value) *exc {
	if c := constant(v); c != "" {
		o.b = append(o.b, c...)
		return nil
	}
	flags := v.O.Typ.Flags
	switch {
	case flags&object.FlagStr != 0:
		return o.str(v)
	case flags&isNumber != 0:
		s, err := o.number(v)
		o.b = append(o.b, s...)
		return err
	}
	if err := o.t.EnterNative(" while encoding a JSON object"); err != nil {
		return err
	}
	err := o.nested(v)
	o.t.LeaveNative()
	return err
}

// nested writes what has parts, or is not known to JSON. Empty containers cannot
// be part of a cycle.
func (o *output) nested(v value) *exc {
	var write func() *exc
	switch flags := v.O.Typ.Flags; {
	case flags&object.FlagDict != 0:
		if d, _ := object.AsDict(v); d.Len(o.t) == 0 {
			o.b = append(o.b, "{}"...)
			return nil
		}
		write = func() *exc { return o.dict(v) }
	case flags&(object.FlagList|object.FlagTuple) != 0:
		items, err := object.Collect(o.t, v)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			o.b = append(o.b, "[]"...)
			return nil
		}
		write = func() *exc { return o.list(items) }
	default:
		write = func() *exc {
			x, err := object.Call1(o.t, o.def, v)
			if err != nil {
				return err
			}
			return o.value(x)
		}
	}
	if o.markers == nil {
		return write()
	}
	id := object.Uint(v.ID())
	seen, err := o.markers.Has(o.t, id)
	if err != nil {
		return err
	}
	if seen {
		return o.t.Errorf(object.ValueError, "Circular reference detected")
	}
	if err := o.markers.Set(o.t, id, v); err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	_, err = o.markers.Delete(o.t, id)
	return err
}

func (o *output) list(items []value) *exc {
	o.b = append(o.b, '[')
	for i, x := range items {
		if i > 0 {
			o.b = append(o.b, text(o.itemSeparator)...)
		}
		if err := o.value(x); err != nil {
			return err
		}
	}
	o.b = append(o.b, ']')
	return nil
}

// key returns the text of a key; ok is false if it is to be left out.
func (o *output) key(k value) (s value, ok bool, err *exc) {
	if k.O.Typ.Flags&object.FlagStr != 0 {
		return k, true, nil
	}
	if c := constant(k); c != "" {
		return object.NewStr(c), true, nil
	}
	if k.O.Typ.Flags&isNumber != 0 {
		n, err := o.number(k)
		return object.NewStr(n), true, err
	}
	if o.skipKeys {
		return value{}, false, nil
	}
	return value{}, false, o.t.Errorf(object.TypeError, "keys must be str, int, float, bool or None, not %s", k.TypeName())
}

func (o *output) dict(v value) *exc {
	view, err := object.CallMethod(o.t, v, object.Intern("items"))
	if err != nil {
		return err
	}
	pairs, err := object.Collect(o.t, view)
	if err != nil {
		return err
	}
	if o.sortKeys {
		if err := object.SortItems(o.t, pairs, value{}, false); err != nil {
			return err
		}
	}
	o.b = append(o.b, '{')
	first := true
	for _, pair := range pairs {
		p, ok := object.AsTuple(pair)
		if !ok || len(p.Items) != 2 {
			return o.t.Errorf(object.ValueError, "items must return 2-tuples")
		}
		k, ok, err := o.key(p.Items[0])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if !first {
			o.b = append(o.b, text(o.itemSeparator)...)
		}
		first = false
		if err := o.str(k); err != nil {
			return err
		}
		o.b = append(o.b, text(o.keySeparator)...)
		if err := o.value(p.Items[1]); err != nil {
			return err
		}
	}
	o.b = append(o.b, '}')
	return nil
}

var (
	encoderNew = &object.Func{Name: "make_encoder", Sig: "markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan",
		Fn: func(t *thread, a []value) (value, *exc) { return object.NewTuple(a), nil }}
	encoderCall = &object.Func{Name: "_iterencode", Sig: "obj, _current_indent_level", Fn: func(t *thread, a []value) (value, *exc) {
		_, err := object.IndexInt(t, a[1], object.OverflowError)
		return a[0], err
	}}
)

func newEncoder(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	parsed, err := encoderNew.CallWith(t, args, kwnames)
	if err != nil {
		return value{}, err
	}
	tup, _ := object.AsTuple(parsed)
	a := tup.Items
	e := object.Allocate[encoder](typ)
	for i := 4; i <= 5; i++ {
		if _, ok := object.AsStr(a[i]); !ok {
			return value{}, t.Errorf(object.TypeError, "make_encoder() argument %d must be str, not %s", i+1, a[i].TypeName())
		}
	}
	for i, p := range []*bool{&e.sortKeys, &e.skipKeys, &e.allowNaN} {
		if *p, err = object.Truth(t, a[6+i]); err != nil {
			return value{}, err
		}
	}
	if !a[0].IsNone() {
		d, ok := object.AsDict(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "make_encoder() argument 1 must be dict or None, not %s", a[0].TypeName())
		}
		e.markers = d
	}
	e.def, e.quote, e.indent, e.keySeparator, e.itemSeparator = a[1], a[2], a[3], a[4], a[5]
	if b, ok := object.AsBuiltin(e.quote); ok && b.Module.O != nil && text(b.Module) == "_json" {
		switch {
		case strings.HasSuffix(b.Name, "_ascii"):
			e.fast = quoteASCII
		case b.Name == "encode_basestring":
			e.fast = quote
		}
	}
	return value{O: &e.Object}, nil
}

func init() {
	object.SetLayout[encoder](encoderType)
	s := &encoderType.Slots
	s.New = newEncoder
	s.Call = func(t *thread, f value, args, kwnames []value) (value, *exc) {
		obj, err := encoderCall.CallWith(t, args, kwnames)
		if err != nil {
			return value{}, err
		}
		o := &output{encoder: encoderOf(f), t: t}
		if err := o.value(obj); err != nil {
			return value{}, err
		}
		return object.NewList(t, []value{object.CopyStr(o.b)}).Value(), nil
	}
	field := func(name string, get func(e *encoder) value) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) { return get(encoderOf(v)), nil }}
	}
	encoderType.Getsets = []object.GetSet{
		field("markers", func(e *encoder) value {
			if e.markers == nil {
				return object.None
			}
			return e.markers.Value()
		}),
		field("default", func(e *encoder) value { return e.def }),
		field("encoder", func(e *encoder) value { return e.quote }),
		field("indent", func(e *encoder) value { return e.indent }),
		field("key_separator", func(e *encoder) value { return e.keySeparator }),
		field("item_separator", func(e *encoder) value { return e.itemSeparator }),
		field("sort_keys", func(e *encoder) value { return object.Bool(e.sortKeys) }),
		field("skipkeys", func(e *encoder) value { return object.Bool(e.skipKeys) }),
	}
}
