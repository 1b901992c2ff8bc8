// Package pyexpat is the built-in module pyexpat: a parser of XML that behaves as
// expat does, with its handlers, error codes and positions. It is a parser of our
// own; package encoding/xml knows neither document types nor namespaces in the
// way that programs expect here.
package pyexpat

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

var expatError = &object.Type{Name: "ExpatError", Module: "xml.parsers.expat", Base: object.ExceptionType,
	Flags: object.FlagException | object.FlagSameLayout}

// parserState is the state of an xmlparser.
type parserState struct{ p *parser }

var (
	parserType = &object.Type{Name: "xmlparser", Module: "pyexpat", Doc: "XML parser", Flags: object.FlagNoBase | object.FlagNoNew}
	parserKind = object.NewKind("xmlparser", func(s *parserState) { s.p = s.p.clone() })
)

func parserOf(t *thread, v value) *parser {
	return object.BoxedOf[parserState](v).Write(t, parserKind).p
}

func newParser(t *thread, encoding string, intern value) *parser {
	return &parser{t: t, dec: decoder{forced: encoding}, at: place{line: 1}, reported: place{line: 1}, dtd: newDTD(), bufferSize: 8192, intern: intern}
}

func wrap(t *thread, p *parser) value {
	return object.NewBoxed(t, parserType, parserState{p}).Value()
}

// optionalStr returns an argument that is a str or None.
func optionalStr(t *thread, v value, f, name string) (s string, given bool, err *exc) {
	if v.O == nil || v.IsNone() {
		return "", false, nil
	}
	str, ok := object.AsStr(v)
	if !ok {
		return "", false, t.Errorf(object.TypeError, "%s() argument '%s' must be str or None, not %s", f, name, object.ArgTypeName(v))
	}
	return str.S, true, nil
}

func parserCreate(t *thread, a []value) (value, *exc) {
	encoding, _, err := optionalStr(t, a[0], "ParserCreate", "encoding")
	if err != nil {
		return value{}, err
	}
	sep, namespaces, err := optionalStr(t, a[1], "ParserCreate", "namespace_separator")
	if err != nil {
		return value{}, err
	}
	if len([]rune(sep)) > 1 {
		return value{}, t.Errorf(object.ValueError, "namespace_separator must be at most one character, omitted, or None")
	}
	intern := a[2]
	switch {
	case intern.O == nil:
		intern = object.NewDict(t).Value()
	case intern.IsNone():
		intern = object.None
	case !intern.O.Typ.Is(object.FlagDict):
		return value{}, t.Errorf(object.TypeError, "intern must be a dictionary")
	}
	p := newParser(t, encoding, intern)
	p.namespaces, p.separator = namespaces, sep
	return wrap(t, p), nil
}

func parse(t *thread, a []value) (value, *exc) {
	final := false
	if a[2].O != nil {
		var err *exc
		if final, err = object.Truth(t, a[2]); err != nil {
			return value{}, err
		}
	}
	p := parserOf(t, a[0])
	var data string
	if s, ok := object.AsStr(a[1]); ok {
		data = s.S
		if !p.dec.decided {
			p.dec.forced = "utf-8" // a str needs no declaration
		}
	} else {
		var err *exc
		if data, err = object.BytesCopy(t, a[1]); err != nil {
			return value{}, err
		}
	}
	if p.inHandler {
		return value{}, t.Errorf(object.RuntimeError, "cannot call Parse() from within a handler")
	}
	if err := p.parse(t, data, final); err != nil {
		return value{}, err
	}
	return object.Int(1), nil
}

func parseFile(t *thread, a []value) (value, *exc) {
	read, err := object.LookupAttr(t, a[1], object.Intern("read"))
	if err != nil {
		return value{}, err
	}
	if read.O == nil {
		return value{}, t.Errorf(object.TypeError, "argument must have 'read' attribute")
	}
	for {
		v, err := object.Call1(t, read, object.Int(2048))
		if err != nil {
			return value{}, err
		}
		data, err := object.BytesCopy(t, v)
		if err != nil {
			return value{}, t.Errorf(object.TypeError, "read() did not return a bytes object (type=%s)", v.TypeName())
		}
		if err := parserOf(t, a[0]).parse(t, data, data == ""); err != nil {
			return value{}, err
		}
		if data == "" {
			return object.Int(1), nil
		}
	}
}

// external makes the parser of an external entity.
func external(t *thread, a []value) (value, *exc) {
	p := parserOf(t, a[0])
	encoding, _, err := optionalStr(t, a[2], "ExternalEntityParserCreate", "encoding")
	if err != nil {
		return value{}, err
	}
	if !a[1].IsNone() && !a[1].O.Typ.Is(object.FlagStr) {
		return value{}, t.Errorf(object.TypeError, "ExternalEntityParserCreate() argument 1 must be str or None, not %s", object.ArgTypeName(a[1]))
	}
	n := newParser(t, encoding, p.intern)
	n.dtd, n.handlers, n.namespaces, n.separator, n.triplets = p.dtd, p.handlers, p.namespaces, p.separator, p.triplets
	n.bindings = append([]binding(nil), p.bindings...)
	n.bufferText, n.bufferSize, n.ordered, n.specified = p.bufferText, p.bufferSize, p.ordered, p.specified
	n.base, n.paramEntities = p.base, p.paramEntities
	if a[1].IsNone() {
		n.stage = inExternal
	} else {
		n.stage, n.fragment = inContent, true
	}
	return wrap(t, n), nil
}

func init() {
	parserType.Methods = []object.Def{
		{Name: "Parse", Sig: "data, isfinal=False, /", Fn: parse, Doc: "Parse XML data.\n\n'isfinal' should be true at end of input."},
		{Name: "ParseFile", Sig: "file, /", Fn: parseFile},
		{Name: "SetBase", Sig: "base, /", Fn: func(t *thread, a []value) (value, *exc) {
			if !a[1].O.Typ.Is(object.FlagStr) {
				return value{}, t.Errorf(object.TypeError, "SetBase() argument must be str, not %s", object.ArgTypeName(a[1]))
			}
			parserOf(t, a[0]).base = a[1]
			return object.None, nil
		}},
		{Name: "GetBase", Fn: func(t *thread, a []value) (value, *exc) { return orNone(parserOf(t, a[0]).base), nil }},
		{Name: "GetInputContext", Fn: func(t *thread, a []value) (value, *exc) {
			if p := parserOf(t, a[0]); p.inHandler {
				return object.NewBytes(p.buf), nil
			}
			return object.None, nil
		}},
		{Name: "ExternalEntityParserCreate", Sig: "context, encoding=None, /", Fn: external},
		{Name: "SetParamEntityParsing", Sig: "flag, /", Fn: func(t *thread, a []value) (value, *exc) {
			n, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return value{}, err
			}
			p := parserOf(t, a[0])
			if p.started {
				return object.Int(0), nil
			}
			p.paramEntities = int(n)
			return object.Int(1), nil
		}},
		{Name: "UseForeignDTD", Sig: "flag=True, /", Fn: func(t *thread, a []value) (value, *exc) {
			p := parserOf(t, a[0])
			p.t = t
			if p.started {
				return value{}, p.exception(errCantChange)
			}
			on := true
			if a[1].O != nil {
				var err *exc
				if on, err = object.Truth(t, a[1]); err != nil {
					return value{}, err
				}
			}
			p.foreignDTD = on
			return object.None, nil
		}},
	}
	for h, name := range handlerNames {
		parserType.Getsets = append(parserType.Getsets, object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) {
			return orNone(parserOf(t, v).handlers[h]), nil
		}, Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				return t.Errorf(object.RuntimeError, "Cannot delete attribute")
			}
			p := parserOf(t, v)
			if handler(h) == hCharacterData {
				p.t = t
				if bad := p.flush(); bad != nil && bad.err != nil {
					return bad.err
				}
			}
			if x.IsNone() {
				x = value{}
			}
			p.handlers[h] = x
			return nil
		}})
	}
	number := func(name string, get func(p *parser) int) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) { return object.Int(int64(get(parserOf(t, v)))), nil }}
	}
	flag := func(name string, get func(p *parser) *bool) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) { return object.Bool(*get(parserOf(t, v))), nil }, Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				return t.Errorf(object.RuntimeError, "Cannot delete attribute")
			}
			on, err := object.Truth(t, x)
			if err != nil {
				return err
			}
			p := parserOf(t, v)
			if name == "buffer_text" && !on {
				p.t = t
				if bad := p.flush(); bad != nil && bad.err != nil {
					return bad.err
				}
			}
			*get(p) = on
			return nil
		}}
	}
	parserType.Getsets = append(parserType.Getsets,
		number("ErrorCode", func(p *parser) int { return int(p.failed) }),
		number("ErrorLineNumber", func(p *parser) int { return p.reported.line }),
		number("ErrorColumnNumber", func(p *parser) int { return p.reported.col }),
		number("ErrorByteIndex", func(p *parser) int { return p.reported.index }),
		number("CurrentLineNumber", func(p *parser) int { return p.reported.line }),
		number("CurrentColumnNumber", func(p *parser) int { return p.reported.col }),
		number("CurrentByteIndex", func(p *parser) int { return p.reported.index }),
		number("buffer_used", func(p *parser) int { return len(p.text) }),
		flag("buffer_text", func(p *parser) *bool { return &p.bufferText }),
		flag("namespace_prefixes", func(p *parser) *bool { return &p.triplets }),
		flag("ordered_attributes", func(p *parser) *bool { return &p.ordered }),
		flag("specified_attributes", func(p *parser) *bool { return &p.specified }),
		object.GetSet{Name: "intern", Member: true, Get: func(t *thread, v value) (value, *exc) { return orNone(parserOf(t, v).intern), nil }},
		object.GetSet{Name: "buffer_size", Get: func(t *thread, v value) (value, *exc) {
			return object.Int(int64(parserOf(t, v).bufferSize)), nil
		}, Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				return t.Errorf(object.RuntimeError, "Cannot delete attribute")
			}
			if !x.O.Typ.Is(object.FlagInt) {
				return t.Errorf(object.TypeError, "buffer_size must be an integer")
			}
			n, err := object.IndexInt(t, x, object.OverflowError)
			if err != nil {
				return err
			}
			if n <= 0 {
				return t.Errorf(object.ValueError, "buffer_size must be greater than zero")
			}
			if n > 1<<31-1 {
				return t.Errorf(object.ValueError, "buffer_size must not be greater than %d", 1<<31-1)
			}
			p := parserOf(t, v)
			p.t = t
			if bad := p.flush(); bad != nil && bad.err != nil {
				return bad.err
			}
			p.bufferSize = int(n)
			return nil
		}})
	object.RegisterModule("pyexpat", create)
}

func create(t *thread) (*object.Module, *exc) {
	m := object.NewModule(t, "pyexpat", "Python wrapper for Expat parser.")
	parserType.Ready()
	expatError.Ready()
	m.Set(t, "XMLParserType", parserType.Value())
	m.Set(t, "ExpatError", expatError.Value())
	m.Set(t, "error", expatError.Value())
	m.Set(t, "EXPAT_VERSION", object.NewStr("expat_2.5.0"))
	m.Set(t, "version_info", object.TupleOf([]value{object.Int(2), object.Int(5), object.Int(0)}))
	m.Set(t, "native_encoding", object.NewStr("UTF-8"))
	feature := func(name string, n int64) value { return object.NewPair(object.NewStr(name), object.Int(n)) }
	m.Set(t, "features", object.NewList(t, []value{
		feature("sizeof(XML_Char)", 1), feature("sizeof(XML_LChar)", 1), feature("XML_DTD", 0), feature("XML_NS", 0),
		feature("XML_BLAP_MAX_AMP", amplification), feature("XML_BLAP_ACT_THRES", amplificationStart),
	}).Value())
	for i, name := range []string{"NEVER", "UNLESS_STANDALONE", "ALWAYS"} {
		m.Set(t, "XML_PARAM_ENTITY_PARSING_"+name, object.Int(int64(i)))
	}
	m.AddFuncs(t, []object.Def{
		{Name: "ParserCreate", Sig: "encoding=None, namespace_separator=None, intern=None", Fn: parserCreate},
		{Name: "ErrorString", Sig: "code, /", Fn: func(t *thread, a []value) (value, *exc) {
			n, err := object.IndexInt(t, a[0], object.OverflowError)
			if err != nil {
				return value{}, err
			}
			if n < 1 || n >= int64(len(errorTexts)) {
				return object.None, nil
			}
			return object.NewStr(errorTexts[n].text), nil
		}},
	})

	errors := object.NewModule(t, "pyexpat.errors", "")
	codes, messages := object.NewDict(t), object.NewDict(t)
	for i, e := range errorTexts {
		if e.name == "" {
			continue
		}
		text, n := object.NewStr(e.text), object.Int(int64(i))
		errors.Set(t, e.name, text)
		if err := codes.Set(t, text, n); err != nil {
			return nil, err
		}
		if err := messages.Set(t, n, text); err != nil {
			return nil, err
		}
	}
	errors.Set(t, "codes", codes.Value())
	errors.Set(t, "messages", messages.Value())
	model := object.NewModule(t, "pyexpat.model", "")
	for i, name := range []string{"EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"} {
		model.Set(t, "XML_CTYPE_"+name, object.Int(int64(i+1)))
	}
	for i, name := range []string{"NONE", "OPT", "REP", "PLUS"} {
		model.Set(t, "XML_CQUANT_"+name, object.Int(int64(i)))
	}
	for name, sub := range map[string]*object.Module{"errors": errors, "model": model} {
		m.Set(t, name, sub.Value())
		t.Interp.Modules.SetStr(t, object.Intern("pyexpat."+name), sub.Value())
	}
	return m, nil
}
