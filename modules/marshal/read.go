package marshal

import (
	"encoding/binary"
	"math"
	"math/big"

	"github.com/weftpy/weft/internal/floattext"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// reader makes values of their marshalled form.
type reader struct {
	t     *thread
	buf   string
	more  func(n int) (string, *excn) // up to n bytes more than buf holds
	refs  []value
	depth int
}

// flagRef says that an object may be referred to by its number.
const flagRef = 0x80

func (r *reader) take(n int) (string, *excn) {
	if len(r.buf) < n {
		s, err := r.more(n - len(r.buf))
		if err != nil {
			return "", err
		}
		r.buf += s
	}
	if n < 0 || len(r.buf) < n {
		return "", r.t.Errorf(object.EOFError, "marshal data too short")
	}
	s := r.buf[:n]
	r.buf = r.buf[n:]
	return s, nil
}

func (r *reader) u8() (int, *excn) {
	s, err := r.take(1)
	if err != nil {
		return 0, err
	}
	return int(s[0]), nil
}

func (r *reader) i32() (int, *excn) {
	s, err := r.take(4)
	if err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32([]byte(s)))), nil
}

func (r *reader) size(what string) (int, *excn) {
	n, err := r.i32()
	if err == nil && n < 0 {
		err = r.bad(what + " size out of range")
	}
	return n, err
}

func (r *reader) bad(what string) *excn {
	return r.t.Errorf(object.ValueError, "bad marshal data (%s)", what)
}

func (r *reader) f64() (float64, *excn) {
	s, err := r.take(8)
	if err != nil {
		return 0, err
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s))), nil
}

func (r *reader) floatText() (float64, *excn) {
	n, err := r.u8()
	if err != nil {
		return 0, err
	}
	s, err := r.take(n)
	if err != nil {
		return 0, err
	}
	f, perr := floattext.Parse(s)
	if perr != nil {
		return 0, r.t.Errorf(object.ValueError, "could not convert string to float: %s", object.ReprText(s))
	}
	return f, nil
}

// top reads a whole value.
func (r *reader) top() (value, *excn) {
	v, err := r.value()
	if err == nil && v.O == nil {
		err = r.t.Errorf(object.TypeError, "NULL object in marshal data for object")
	}
	return v, err
}

// some reads n values.
func (r *reader) some(n int, what string) ([]value, *excn) {
	var items []value
	for range n {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		if v.O == nil {
			return nil, r.t.Errorf(object.TypeError, "NULL object in marshal data for %s", what)
		}
		items = append(items, v)
	}
	return items, nil
}

// value reads a value; null is the end of a dict.
func (r *reader) value() (value, *excn) {
	if r.depth++; r.depth > maxDepth {
		return null, r.t.Errorf(object.ValueError, "recursion limit exceeded")
	}
	defer func() { r.depth-- }()
	c, err := r.u8()
	if err != nil {
		if err.Matches(object.EOFError) {
			err = r.t.Errorf(object.EOFError, "EOF read where object expected")
		}
		return null, err
	}
	ref := c&flagRef != 0
	slot := -1
	reserve := func() { // objects that hold others are numbered before them
		if ref {
			slot = len(r.refs)
			r.refs = append(r.refs, null)
		}
	}
	done := func(v value) (value, *excn) {
		switch {
		case slot >= 0:
			r.refs[slot] = v
		case ref:
			r.refs = append(r.refs, v)
		}
		return v, nil
	}
	text := func(n int, err *excn) (value, *excn) {
		if err != nil {
			return null, err
		}
		s, err := r.take(n)
		if err != nil {
			return null, err
		}
		return done(object.NewStr(s))
	}
	switch c &^ flagRef {
	case '0':
		return null, nil
	case 'N':
		return object.None, nil
	case 'S':
		return object.StopIteration.Value(), nil
	case '.':
		return object.Ellipsis, nil
	case 'F':
		return object.False, nil
	case 'T':
		return object.True, nil
	case 'i':
		n, err := r.i32()
		if err != nil {
			return null, err
		}
		return done(object.Int(int64(n)))
	case 'I':
		s, err := r.take(8)
		if err != nil {
			return null, err
		}
		return done(object.Int(int64(binary.LittleEndian.Uint64([]byte(s)))))
	case 'l':
		v, err := r.long()
		if err != nil {
			return null, err
		}
		return done(v)
	case 'f', 'g':
		read := r.f64
		if c&^flagRef == 'f' {
			read = r.floatText
		}
		f, err := read()
		if err != nil {
			return null, err
		}
		return done(object.Float(f))
	case 'x', 'y':
		read := r.f64
		if c&^flagRef == 'x' {
			read = r.floatText
		}
		re, err := read()
		if err != nil {
			return null, err
		}
		im, err := read()
		if err != nil {
			return null, err
		}
		return done(object.NewComplex(complex(re, im)))
	case 's':
		n, err := r.size("bytes object")
		if err != nil {
			return null, err
		}
		s, err := r.take(n)
		if err != nil {
			return null, err
		}
		return done(object.NewBytes(s))
	case 'a', 'A', 'u', 't':
		return text(r.size("string"))
	case 'z', 'Z':
		return text(r.u8())
	case '(', ')':
		var n int
		if c&^flagRef == ')' {
			n, err = r.u8()
		} else {
			n, err = r.size("tuple")
		}
		if err != nil {
			return null, err
		}
		reserve()
		items, err := r.some(n, "tuple")
		if err != nil {
			return null, err
		}
		return done(object.TupleOf(items))
	case '[':
		n, err := r.size("list")
		if err != nil {
			return null, err
		}
		l := object.NewList(r.t, nil)
		reserve()
		done(l.Value())
		items, err := r.some(n, "list")
		if err != nil {
			return null, err
		}
		l.Write(r.t).Items = items
		return l.Value(), nil
	case '{':
		d := object.NewDict(r.t)
		reserve()
		done(d.Value())
		for {
			k, err := r.value()
			if err != nil {
				return null, err
			}
			if k.O == nil {
				return d.Value(), nil
			}
			v, err := r.value()
			if err != nil {
				return null, err
			}
			if v.O == nil {
				return d.Value(), nil
			}
			if err := d.Set(r.t, k, v); err != nil {
				return null, err
			}
		}
	case '<', '>':
		n, err := r.size("set")
		if err != nil {
			return null, err
		}
		reserve()
		items, err := r.some(n, "set")
		if err != nil {
			return null, err
		}
		typ := object.SetType
		if c&^flagRef == '>' {
			typ = object.FrozenSetType
		}
		v, err := object.Call1(r.t, typ.Value(), object.TupleOf(items))
		if err != nil {
			return null, err
		}
		return done(v)
	case 'r':
		n, err := r.i32()
		if err != nil {
			return null, err
		}
		if n < 0 || n >= len(r.refs) || r.refs[n].O == nil {
			return null, r.bad("invalid reference")
		}
		return r.refs[n], nil
	case 'c':
		n, err := r.size("code")
		if err != nil {
			return null, err
		}
		at := len(r.refs)
		if c&flagRef != 0 {
			r.refs = append(r.refs, null)
		}
		s, err := r.take(n)
		if err != nil {
			return null, err
		}
		code, bad := vm.CodeOfBytes(r.t, []byte(s))
		if bad != nil {
			return null, r.bad(bad.Error())
		}
		v := code.Value()
		if c&flagRef != 0 {
			r.refs[at] = v
		}
		return v, nil
	}
	return null, r.bad("unknown type code")
}

// long reads an int of digits of 15 bits.
func (r *reader) long() (value, *excn) {
	n, err := r.i32()
	if err != nil {
		return null, err
	}
	if n == math.MinInt32 {
		return null, r.bad("long size out of range")
	}
	neg := n < 0
	if neg {
		n = -n
	}
	s, err := r.take(2 * n)
	if err != nil {
		return null, err
	}
	b := new(big.Int)
	for i := n - 1; i >= 0; i-- {
		d := binary.LittleEndian.Uint16([]byte(s[2*i:]))
		if d >= 1<<15 {
			return null, r.bad("digit out of range in long")
		}
		b.Lsh(b, 15)
		b.Or(b, big.NewInt(int64(d)))
	}
	if n > 0 && s[2*n-1] == 0 && s[2*n-2] == 0 {
		return null, r.bad("unnormalized long data")
	}
	if neg {
		b.Neg(b)
	}
	return object.IntOf(b), nil
}
