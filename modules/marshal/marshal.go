// Package marshal is module marshal: the format in which Python keeps simple
// values in files. Code objects, which have no common form, are in that of package compile.
//
// The format is described in CPython's documentation of the module and in what
// it writes: a byte that says the type, its top bit set when the object may be
// referred to later, then the value.
package marshal

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

const (
	version  = 4
	maxDepth = 2000
)

// writer builds the marshalled form of a value.
type writer struct {
	t       *thread
	b       []byte
	version int64
	depth   int
}

func (w *writer) u32(n int) { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(n)) }

func (w *writer) float(f float64) { w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(f)) }

// floatText writes a float as versions before 2 do.
func (w *writer) floatText(f float64) {
	s := strconv.FormatFloat(f, 'g', 17, 64)
	w.b = append(append(w.b, byte(len(s))), s...)
}

func (w *writer) number(v value) {
	n, b := object.AsInt(v)
	if b == nil && n == int64(int32(n)) {
		w.b = append(w.b, 'i')
		w.u32(int(n))
		return
	}
	if b == nil {
		b = big.NewInt(n)
	}
	// Digits of 15 bits, least significant first; their count has the sign.
	abs, mask := new(big.Int).Abs(b), big.NewInt(1<<15-1)
	var digits []uint16
	for abs.Sign() > 0 {
		digits = append(digits, uint16(new(big.Int).And(abs, mask).Uint64()))
		abs.Rsh(abs, 15)
	}
	w.b = append(w.b, 'l')
	w.u32(len(digits) * b.Sign())
	for _, d := range digits {
		w.b = binary.LittleEndian.AppendUint16(w.b, d)
	}
}

func (w *writer) str(s *object.Str) {
	if w.version < 4 || !s.IsASCII() {
		w.b = append(w.b, 'u')
		w.u32(len(s.S))
	} else if len(s.S) < 256 {
		w.b = append(w.b, 'z', byte(len(s.S)))
	} else {
		w.b = append(w.b, 'a')
		w.u32(len(s.S))
	}
	w.b = append(w.b, s.S...)
}

func (w *writer) items(items []value) *excn {
	for _, x := range items {
		if err := w.value(x); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) value(v value) *excn {
	if w.depth++; w.depth > maxDepth {
		return w.t.Errorf(object.ValueError, "object too deeply nested to marshal")
	}
	defer func() { w.depth-- }()
	switch v {
	case object.None:
		w.b = append(w.b, 'N')
		return nil
	case object.True:
		w.b = append(w.b, 'T')
		return nil
	case object.False:
		w.b = append(w.b, 'F')
		return nil
	case object.Ellipsis:
		w.b = append(w.b, '.')
		return nil
	case object.StopIteration.Value():
		w.b = append(w.b, 'S')
		return nil
	}
	switch v.O.Typ {
	case object.IntType:
		w.number(v)
	case object.FloatType:
		if w.version > 1 {
			w.b = append(w.b, 'g')
			w.float(v.Float())
		} else {
			w.b = append(w.b, 'f')
			w.floatText(v.Float())
		}
	case object.ComplexType:
		c := object.AsComplex(v)
		if w.version > 1 {
			w.b = append(w.b, 'y')
			w.float(real(c))
			w.float(imag(c))
		} else {
			w.b = append(w.b, 'x')
			w.floatText(real(c))
			w.floatText(imag(c))
		}
	case object.StrType:
		s, _ := object.AsStr(v)
		w.str(s)
	case object.TupleType:
		tup, _ := object.AsTuple(v)
		if w.version >= 4 && len(tup.Items) < 256 {
			w.b = append(w.b, ')', byte(len(tup.Items)))
		} else {
			w.b = append(w.b, '(')
			w.u32(len(tup.Items))
		}
		return w.items(tup.Items)
	case object.ListType:
		l, _ := object.AsList(v)
		items := l.Items(w.t)
		w.b = append(w.b, '[')
		w.u32(len(items))
		return w.items(items)
	case object.DictType:
		d, _ := object.AsDict(v)
		w.b = append(w.b, '{')
		for k, x, pos, ok := d.NextEntry(w.t, 0); ok; k, x, pos, ok = d.NextEntry(w.t, pos) {
			if err := w.items([]value{k, x}); err != nil {
				return err
			}
		}
		w.b = append(w.b, '0')
	case object.SetType, object.FrozenSetType:
		items, err := object.Collect(w.t, v)
		if err != nil {
			return err
		}
		c := byte('<')
		if v.O.Typ == object.FrozenSetType {
			c = '>'
		}
		w.b = append(w.b, c)
		w.u32(len(items))
		return w.items(items)
	case object.CodeType:
		return w.code(v)
	default:
		if !object.IsBytesLike(v) {
			return w.t.Errorf(object.ValueError, "unmarshallable object")
		}
		s, err := object.BytesView(w.t, v)
		if err != nil {
			return err
		}
		w.b = append(w.b, 's')
		w.u32(len(s))
		w.b = append(w.b, s...)
	}
	return nil
}

func dumps(t *thread, v, ver value) (value, *excn) {
	w := &writer{t: t, version: version}
	if ver.O != nil {
		var err *excn
		if w.version, err = object.IndexInt(t, ver, object.OverflowError); err != nil {
			return null, err
		}
	}
	if err := w.value(v); err != nil {
		return null, err
	}
	return object.BytesOwned(w.b), nil
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "marshal", "Simple values in Python's own binary form; not for data from strangers.")
	m.Set(t, "version", object.Int(version))
	m.AddFuncs(t, []object.Def{
		{Name: "dumps", Sig: "value, version=4, /", Fn: func(t *thread, a []value) (value, *excn) { return dumps(t, a[0], a[1]) }},
		{Name: "dump", Sig: "value, file, version=4, /", Fn: func(t *thread, a []value) (value, *excn) {
			b, err := dumps(t, a[0], a[2])
			if err != nil {
				return null, err
			}
			return object.CallMethod(t, a[1], object.Intern("write"), b)
		}},
		{Name: "loads", Sig: "bytes, /", Fn: func(t *thread, a []value) (value, *excn) {
			s, err := object.BytesCopy(t, a[0])
			if err != nil {
				return null, err
			}
			r := &reader{t: t, more: func(n int) (string, *excn) { return "", nil }, buf: s}
			return r.top()
		}},
		{Name: "load", Sig: "file, /", Fn: func(t *thread, a []value) (value, *excn) {
			r := &reader{t: t, more: func(n int) (string, *excn) {
				b, err := object.CallMethod(t, a[0], object.Intern("read"), object.Int(int64(n)))
				if err != nil {
					return "", err
				}
				if _, ok := object.AsBytes(b); !ok {
					return "", t.Errorf(object.TypeError, "file.read() returned not bytes but %s", b.TypeName())
				}
				return object.BytesCopy(t, b)
			}}
			return r.top()
		}},
	})
	return m, nil
}

func init() { object.RegisterModule("marshal", create) }
