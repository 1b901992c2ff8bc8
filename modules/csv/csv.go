// Package csv is the built-in module _csv.
package csv

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// csvError is csv.Error.
var csvError = &object.Type{Name: "Error", Module: "_csv", Base: object.ExceptionType,
	Flags: object.FlagException | object.FlagSameLayout}

// shared is what the readers and writers of an interpreter share.
type shared struct {
	dialects *object.Dict // by name
	limit    *object.Boxed[fieldLimit]
}

// fieldLimit is the greatest length of a field, in characters.
type fieldLimit struct{ n int64 }

var (
	sharedKey int // identifies shared in Interp.Extra

	limitType = &object.Type{Name: "_limit", Module: "_csv"}
	limitKind = object.NewKind[fieldLimit]("csv.field_size_limit", nil)
)

// sharedOf returns the interpreter's state. What is made here is older than any
// transaction, so it survives one that is undone.
func sharedOf(t *thread) *shared {
	return t.Interp.Extra(&sharedKey, func() any {
		return &shared{object.NewDict(nil), object.NewBoxed(nil, limitType, fieldLimit{128 * 1024})}
	}).(*shared)
}

// lookup returns the dialect that is registered under a name.
func lookup(t *thread, name value) (value, *exc) {
	d, err := sharedOf(t).dialects.Get(t, name)
	if err == nil && d.O == nil {
		err = t.Errorf(csvError, "unknown dialect")
	}
	return d, err
}

// first checks that there are one or two arguments by position.
func first(t *thread, args, kwnames []value) *exc {
	switch n := len(args) - len(kwnames); {
	case n < 1:
		return t.Errorf(object.TypeError, " expected at least 1 argument, got %d", n)
	case n > 2:
		return t.Errorf(object.TypeError, " expected at most 2 arguments, got %d", n)
	}
	return nil
}

func registerDialect(t *thread, args, kwnames []value) (value, *exc) {
	if err := first(t, args, kwnames); err != nil {
		return value{}, err
	}
	if !args[0].O.Typ.Is(object.FlagStr) {
		return value{}, t.Errorf(object.TypeError, "dialect name must be a string")
	}
	d, err := dialectArg(t, args[1:], kwnames)
	if err != nil {
		return value{}, err
	}
	return object.None, sharedOf(t).dialects.Set(t, args[0], d.value())
}

func fieldSizeLimit(t *thread, a []value) (value, *exc) {
	limit := sharedOf(t).limit
	old := limit.Read(t).n
	if a[0].O != nil {
		if a[0].O.Typ != object.IntType {
			return value{}, t.Errorf(object.TypeError, "limit must be an integer")
		}
		if !a[0].IsSmallInt() {
			return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C long")
		}
		limit.Write(t, limitKind).n = a[0].Int()
	}
	return object.Int(old), nil
}

func init() {
	object.RegisterModule("_csv", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_csv", "Tables as text.\n\nReaders turn lines into rows of fields, writers rows into lines, both by the rules of a\ndialect.")
		m.AddType(t, dialectType)
		m.AddType(t, csvError)
		m.Set(t, "Reader", readerType.Ready().Value())
		m.Set(t, "Writer", writerType.Ready().Value())
		for i, name := range []string{"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE"} {
			m.Set(t, name, object.Int(int64(i)))
		}
		m.Set(t, "__version__", object.NewStr("1.0"))
		m.Set(t, "_dialects", sharedOf(t).dialects.Value())
		m.AddFuncs(t, []object.Def{
			{Name: "reader", Sig: "iterable, dialect='excel', **fmtparams", Raw: newReader, Doc: "Return an iterator over the rows that the lines of an iterable hold."},
			{Name: "writer", Sig: "fileobj, dialect='excel', **fmtparams", Raw: newWriter, Doc: "Return an object that writes rows to a file."},
			{Name: "register_dialect", Sig: "name, dialect='excel', **fmtparams", Raw: registerDialect, Doc: "Give a dialect a name."},
			{Name: "unregister_dialect", Sig: "name", Fn: func(t *thread, a []value) (value, *exc) {
				old, err := sharedOf(t).dialects.Delete(t, a[0])
				if err == nil && old.O == nil {
					err = t.Errorf(csvError, "unknown dialect")
				}
				return object.None, err
			}, Doc: "Forget the dialect of that name."},
			{Name: "get_dialect", Sig: "name", Fn: func(t *thread, a []value) (value, *exc) { return lookup(t, a[0]) }, Doc: "Return the dialect of that name."},
			{Name: "list_dialects", Fn: func(t *thread, a []value) (value, *exc) {
				return object.NewList(t, sharedOf(t).dialects.Keys(t)).Value(), nil
			}, Doc: "Return the names of all dialects."},
			{Name: "field_size_limit", Sig: "new_limit=None", Counted: true, Fn: fieldSizeLimit, Doc: "Return how long a field may be, and change it if an argument is given."},
		})
		return m, nil
	})
}
