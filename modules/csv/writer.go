package csv

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// writer is what csv.writer makes. It never changes.
type writer struct {
	object.Object
	dialect *dialect
	write   value
}

var writerType = &object.Type{Name: "writer", Module: "_csv", Flags: object.FlagNoBase | object.FlagNoNew, Doc: "Writes rows to a CSV file."}

func writerOf(v value) *writer { return (*writer)(unsafe.Pointer(v.O)) }

var strWrite = object.Intern("write")

func newWriter(t *thread, args, kwnames []value) (value, *exc) {
	if err := first(t, args, kwnames); err != nil {
		return value{}, err
	}
	w := &writer{Object: object.Object{Typ: writerType}}
	var err *exc
	if w.write, err = object.LookupAttr(t, args[0], strWrite); err != nil {
		return value{}, err
	}
	if w.write.O == nil || w.write.O.Typ.Slots.Call == nil {
		return value{}, t.Errorf(object.TypeError, "argument 1 must have a \"write\" method")
	}
	if w.dialect, err = dialectArg(t, args[1:], kwnames); err != nil {
		return value{}, err
	}
	return value{O: &w.Object}, nil
}

// isNumber reports whether QUOTE_NONNUMERIC leaves v without quotes.
func isNumber(v value) bool {
	s := &v.O.Typ.Slots
	return v.O.Typ.Is(object.FlagComplex) || s.Index != nil || s.ToInt != nil || s.ToFloat != nil
}

// join appends a field to a record under way.
func (d *dialect) join(t *thread, rec []byte, field string, quoted bool) ([]byte, *exc) {
	begin := len(rec)
	for i := 0; i < len(field); {
		j := i
		for j < len(field) && field[j] < utf8.RuneSelf && d.special[field[j]]&toWriter == 0 {
			j++
		}
		if j > i {
			rec = append(rec, field[i:j]...)
			i = j
			continue
		}
		c, n := rune(field[i]), 1
		if c >= utf8.RuneSelf {
			c, n = object.DecodeRune(field[i:])
		}
		if c == d.delimiter || c == d.escapechar || c == d.quotechar || strings.Contains(d.terminator.S, field[i:i+n]) {
			escape := d.quoting == quoteNone
			switch {
			case escape:
			case c == d.quotechar && d.doublequote:
				rec = append(rec, field[i:i+n]...)
				quoted = true
			case c == d.quotechar || c == d.escapechar:
				escape = true
			default:
				quoted = true
			}
			if escape {
				if d.escapechar == notSet {
					return nil, t.Errorf(csvError, "need to escape, but no escapechar set")
				}
				rec = object.AppendRune(rec, d.escapechar)
			}
		}
		rec = append(rec, field[i:i+n]...)
		i += n
	}
	if quoted {
		quote := object.AppendRune(nil, d.quotechar)
		text := string(rec[begin:])
		rec = append(append(append(rec[:begin], quote...), text...), quote...)
	}
	return rec, nil
}

func (w *writer) row(t *thread, row value) (value, *exc) {
	it, err := object.Iter(t, row)
	if err != nil {
		if err.Matches(object.TypeError) {
			err = t.Errorf(csvError, "iterable expected, not %s", row.TypeName())
		}
		return value{}, err
	}
	d := w.dialect
	var rec []byte
	for n := 0; ; n++ {
		x, err := object.Next(t, it)
		if err != nil {
			return value{}, err
		}
		if x.O == nil {
			if n > 0 && len(rec) == 0 {
				if d.quoting == quoteNone {
					return value{}, t.Errorf(csvError, "single empty field record must be quoted")
				}
				if rec, err = d.join(t, rec, "", true); err != nil {
					return value{}, err
				}
			}
			break
		}
		quoted := d.quoting == quoteAll || d.quoting == quoteNonNumeric && !isNumber(x)
		text := ""
		if !x.IsNone() {
			s, err := object.ToStr(t, x)
			if err != nil {
				return value{}, err
			}
			text = s.S
		}
		if n > 0 {
			rec = object.AppendRune(rec, d.delimiter)
		}
		if rec, err = d.join(t, rec, text, quoted); err != nil {
			return value{}, err
		}
	}
	rec = append(rec, d.terminator.S...)
	return object.Call1(t, w.write, object.CopyStr(rec))
}

func init() {
	writerType.Getsets = []object.GetSet{
		{Name: "dialect", Member: true, Get: func(t *thread, v value) (value, *exc) { return writerOf(v).dialect.value(), nil }},
	}
	writerType.Methods = []object.Def{
		{Name: "writerow", Sig: "row", Fn: func(t *thread, a []value) (value, *exc) { return writerOf(a[0]).row(t, a[1]) },
			Doc: "Write one row: fields that are not strings are written as str() has them. Returns\nwhat the file's write() does."},
		{Name: "writerows", Sig: "rows", Fn: func(t *thread, a []value) (value, *exc) {
			return object.None, object.Iterate(t, a[1], func(x value) (bool, *exc) {
				_, err := writerOf(a[0]).row(t, x)
				return err == nil, err
			})
		}, Doc: "Write each row of an iterable."},
	}
}
