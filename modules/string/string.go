// Package string is module _string: how str.format takes format strings apart,
// for string.Formatter.
package string

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

// parts is an iterator over tuples that were made beforehand; an error met on the
// way comes where its part would.
type parts struct {
	object.Object
	items []value
	err   *exception
	box   stm.Box
	first partsBody
}

type partsBody struct {
	stm.Body
	at int
}

var partsKind = &stm.Kind{Name: "formatteriterator", Clone: func(b *stm.Body) *stm.Body {
	return &(&partsBody{at: (*partsBody)(unsafe.Pointer(b)).at}).Body
}}

var (
	formatterType = &object.Type{Name: "formatteriterator", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}
	fieldNameType = &object.Type{Name: "fieldnameiterator", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}
)

func newParts(t *thread, typ *object.Type, items []value, err *exception) value {
	p := &parts{Object: object.Object{Typ: typ}, items: items, err: err}
	p.first.Init(t.Stamp())
	p.box.Init(&p.first.Body)
	return p.Object.Value()
}

func partsNext(t *thread, v value) (value, *exception) {
	p := (*parts)(unsafe.Pointer(v.O))
	b := p.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&p.box, b, partsKind)
	}
	body := (*partsBody)(unsafe.Pointer(b))
	if body.at < len(p.items) {
		body.at++
		return p.items[body.at-1], nil
	}
	return value{}, p.err
}

func text(t *thread, v value) (*object.Str, *exception) {
	s, ok := object.AsStr(v)
	if !ok {
		return nil, t.Errorf(object.TypeError, "expected str, got %s", v.TypeName())
	}
	return s, nil
}

// parse implements formatter_parser.
func parse(t *thread, a args) (value, *exception) {
	s, err := text(t, a[0])
	if err != nil {
		return value{}, err
	}
	var items []value
	err = object.FormatterFields(t, s.S, func(literal, name, spec string, present bool, conversion rune) {
		item := args{object.NewStr(literal), object.None, object.None, object.None}
		if present {
			item[1], item[2] = object.NewStr(name), object.NewStr(spec)
			if conversion != 0 {
				item[3] = object.NewStr(string(object.AppendRune(nil, conversion)))
			}
		}
		items = append(items, object.TupleOf(item))
	})
	return newParts(t, formatterType, items, err), nil
}

// split implements formatter_field_name_split.
func split(t *thread, a args) (value, *exception) {
	s, err := text(t, a[0])
	if err != nil {
		return value{}, err
	}
	first, rest := object.SplitFieldName(s.S)
	head := object.NewStr(first)
	if n, ok, err := object.FieldIndex(t, first); err != nil {
		return value{}, err
	} else if ok {
		head = object.Int(n)
	}
	var items []value
	for rest != "" {
		var p object.FieldPart
		if p, rest, err = object.NextFieldPart(t, rest); err != nil {
			break
		}
		name := object.NewStr(p.Name)
		if p.IsIndex {
			name = object.Int(p.Index)
		}
		items = append(items, object.TupleOf(args{object.Bool(p.IsAttr), name}))
	}
	return object.TupleOf(args{head, newParts(t, fieldNameType, items, err)}), nil
}

func init() {
	for _, typ := range []*object.Type{formatterType, fieldNameType} {
		typ.Slots.Iter = func(t *thread, v value) (value, *exception) { return v, nil }
		typ.Slots.Next = partsNext
	}
	object.RegisterModule("_string", func(t *thread) (*object.Module, *exception) {
		formatterType.Ready()
		fieldNameType.Ready()
		m := object.NewModule(t, "_string", "What string.Formatter takes format strings apart with.")
		m.AddFuncs(t, []object.Def{
			{Name: "formatter_parser", Sig: "format, /", Fn: parse},
			{Name: "formatter_field_name_split", Sig: "name, /", Fn: split},
		})
		return m, nil
	})
}
