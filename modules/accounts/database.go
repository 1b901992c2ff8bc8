//go:build unix

package accounts

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// database is a file of lines that have fields between colons; the first of an
// entry is its name and the third its number.
type database struct {
	file   string
	typ    *object.Type // of entries: a field each
	fields int
	ids    []int // the fields that are numbers
	list   int   // the field that is a list of names; 0: none is
}

const (
	nameField = iota
	_
	idField
)

// entry is a line of a database.
type entry []string

func (e entry) id(field int) int64 {
	n, err := strconv.ParseInt(e[field], 10, 64)
	if err != nil {
		panic("BUG: " + err.Error()) // read leaves such entries out
	}
	return n
}

// read returns the entries of the file, without lines that are none.
func (d *database) read(t *thread) ([]entry, *excn) {
	t.Tx.BecomeInevitable("reading " + d.file)
	text, err := os.ReadFile(d.file)
	if err != nil && !os.IsNotExist(err) {
		return nil, t.OSError(err)
	}
	var all []entry
	for line := range strings.Lines(string(text)) {
		e := entry(strings.Split(strings.TrimSuffix(line, "\n"), ":"))
		if len(e) != d.fields || strings.HasPrefix(e[nameField], "#") {
			continue
		}
		if !slices.ContainsFunc(d.ids, func(i int) bool { _, err := strconv.ParseInt(e[i], 10, 64); return err != nil }) {
			all = append(all, e)
		}
	}
	return all, nil
}

func (d *database) value(t *thread, e entry) value {
	vs := make([]value, d.fields)
	for i, s := range e {
		switch {
		case slices.Contains(d.ids, i):
			vs[i] = object.Int(e.id(i))
		case d.list == i && i > 0:
			var names []value
			if s != "" {
				for name := range strings.SplitSeq(s, ",") {
					names = append(names, object.NewStr(object.FSDecode(name)))
				}
			}
			vs[i] = object.NewList(t, names).Value()
		default:
			vs[i] = object.NewStr(object.FSDecode(s))
		}
	}
	return object.NewStructSeq(d.typ, vs)
}

func keyError(t *thread, text string) *excn {
	return object.NewException(t, object.KeyError, object.NewStr(text))
}

// find returns the first entry that is wanted; text is what the KeyError says if
// there is none.
func (d *database) find(t *thread, text string, wanted func(e entry) bool) (value, *excn) {
	all, err := d.read(t)
	if err != nil {
		return null, err
	}
	if i := slices.IndexFunc(all, wanted); i >= 0 {
		return d.value(t, all[i]), nil
	}
	return null, keyError(t, text)
}

// byName makes function fn, which finds a name. what is how it calls its argument
// when that is no str.
func (d *database) byName(fn, what string) func(t *thread, a []value) (value, *excn) {
	return func(t *thread, a []value) (value, *excn) {
		name, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "%s() %s must be str, not %s", fn, what, object.ArgTypeName(a[0]))
		}
		encoded, err := object.FSEncode(t, name)
		if err != nil {
			return null, err
		}
		if strings.IndexByte(encoded, 0) >= 0 {
			return null, t.Errorf(object.ValueError, "embedded null byte")
		}
		return d.find(t, fn+"(): name not found: "+object.ReprText(name.S), func(e entry) bool { return e[nameField] == encoded })
	}
}

// byID makes function fn, which finds a number. what is how it calls it.
func (d *database) byID(fn, what string) func(t *thread, a []value) (value, *excn) {
	return func(t *thread, a []value) (value, *excn) {
		if a[0].O.Typ.Slots.Index == nil {
			return null, t.Errorf(object.TypeError, "%s should be integer, not %s", what, a[0].TypeName())
		}
		i, err := object.Index(t, a[0])
		if err != nil {
			return null, err
		}
		text := fn + "(): " + what + " not found"
		id, big := object.AsInt(i)
		switch {
		case big == nil && id >= -1 && id < 1<<32:
		case what == "uid":
			return null, keyError(t, text)
		case big == nil || big.Sign() < 0: // what fits a C long is only compared after it was cut
			return null, t.Errorf(object.OverflowError, "%s is less than minimum", what)
		default:
			return null, t.Errorf(object.OverflowError, "%s is greater than maximum", what)
		}
		return d.find(t, text+": "+strconv.FormatInt(id, 10), func(e entry) bool { return e.id(idField) == id })
	}
}

// all returns the list of all entries.
func (d *database) all(t *thread, a []value) (value, *excn) {
	entries, err := d.read(t)
	if err != nil {
		return null, err
	}
	vs := make([]value, len(entries))
	for i, e := range entries {
		vs[i] = d.value(t, e)
	}
	return object.NewList(t, vs).Value(), nil
}

// register declares the database's module.
func (d *database) register(name, doc string, defs []object.Def) {
	object.RegisterModule(name, func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, name, doc)
		m.AddFuncs(t, defs)
		m.Set(t, d.typ.Name, d.typ.Ready().Value())
		return m, nil
	})
}
