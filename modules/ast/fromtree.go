package ast

import (
	"reflect"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// builder makes objects of the nodes of a syntax tree.
type builder struct {
	t       *thread
	classes *classes
	depth   int
	limit   int // of depth

	places
}

// places are where the parts of an f-string are that are being converted; nil
// outside of one. Up to 3.11 only the expressions in it have places of their
// own. All else is where the whole string is, but a format spec, and the text at
// its end, are where their literal is among several adjacent ones.
type places struct {
	field, text *syntax.Span
	last        syntax.Expr  // part of the JoinedStr
	tuple       *syntax.Span // of the tuple without parentheses that is a field's expression
}

// span returns where a node is.
func (p *places) span(n syntax.Node) *syntax.Span {
	switch n := n.(type) {
	case *syntax.FormattedValue:
		if p.field != nil {
			return p.field
		}
	case *syntax.Constant:
		if p.field != nil && n != p.last {
			return p.field
		}
		if p.text != nil {
			return p.text
		}
	case *syntax.JoinedStr:
		if p.text != nil {
			return p.text
		}
	case *syntax.Tuple:
		if p.tuple != nil {
			return p.tuple
		}
	}
	return n.Extent()
}

// enter changes p to that of a field of node n, whose extent is span.
func (p *places) enter(n syntax.Node, name string, span *syntax.Span) {
	p.tuple = nil
	switch n := n.(type) {
	case *syntax.JoinedStr:
		p.text = span
		if len(n.Values) > 0 {
			p.last = n.Values[len(n.Values)-1]
		}
		if p.field == nil {
			p.field = span
		}
	case *syntax.FormattedValue:
		switch {
		case name == "format_spec" && n.Place.Literal != syntax.Span{}:
			p.text = &n.Place.Literal
		case name == "value":
			*p = places{}
			if n.Place.Tuple != (syntax.Span{}) {
				p.tuple = &n.Place.Tuple
			}
		}
	}
}

// node makes an object of a node, which is a pointer to a struct.
func (b *builder) node(n syntax.Node) (value, *exc) { return b.structure(reflect.ValueOf(n).Elem()) }

func (b *builder) structure(v reflect.Value) (value, *exc) {
	t := b.t
	k := nodeClassFor[v.Type()]
	if k == nil {
		// What newer versions of Python added to the language has no class in 3.11.
		return value{}, t.Errorf(object.SystemError, "no class for nodes of type %s", v.Type().Name())
	}
	if b.depth++; b.depth > b.limit {
		return value{}, t.Errorf(object.RecursionError, "maximum recursion depth exceeded during ast construction")
	}
	n := v.Addr().Interface().(syntax.Node)
	outer := b.places
	span := outer.span(n)
	typ := b.classes.byName[k.name]
	o := typ.Alloc(t, typ)
	for i := range k.fields {
		f := &k.fields[i]
		b.enter(n, f.name.S, span)
		x, err := b.field(f, v)
		if err != nil {
			return value{}, err
		}
		b.places = outer
		object.SetOwnAttr(t, o, f.name, x)
	}
	if len(k.rule.attributes) > 0 {
		for i, n := range [...]int32{span.Line, span.Col, span.EndLine, span.EndCol} {
			object.SetOwnAttr(t, o, k.rule.attributes[i].name, object.Int(int64(n)))
		}
	}
	b.depth--
	return value{O: o}, nil
}

func (b *builder) field(f *field, v reflect.Value) (value, *exc) {
	if f.index < 0 {
		if f.many {
			return object.NewList(b.t, nil).Value(), nil
		}
		return object.None, nil
	}
	x := v.Field(f.index)
	if !f.many {
		return b.convert(f, x)
	}
	items := make([]value, x.Len())
	for i := range items {
		var err *exc
		if items[i], err = b.convert(f, x.Index(i)); err != nil {
			return value{}, err
		}
	}
	return object.NewList(b.t, items).Value(), nil
}

// convert makes an object of one value of a field.
func (b *builder) convert(f *field, x reflect.Value) (value, *exc) {
	switch f.kind {
	case nodeField:
		if x.IsNil() {
			return object.None, nil
		}
		if x.Kind() == reflect.Interface {
			x = x.Elem()
		}
		return b.structure(x.Elem())
	case enumField:
		return b.classes.singletons[f.typ][x.Uint()], nil
	case identifierField, stringField:
		if x.Len() == 0 && f.optional {
			return object.None, nil
		}
		return object.Intern(x.String()).Value(), nil
	case intField:
		if x.Kind() == reflect.Bool {
			return object.Int(int64(b2i(x.Bool()))), nil
		}
		return object.Int(x.Int()), nil
	}
	return vm.Constant(b.t, x.Interface()), nil
}
