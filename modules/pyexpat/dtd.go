package pyexpat

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// entity is a declared entity: internal if it has a text.
type entity struct {
	text           *string
	system, public *string
	notation       *string
	base           value
	external       bool // declared outside the document
	open           bool // being expanded
}

// attrDecl is a declared attribute.
type attrDecl struct {
	name   string
	tokens bool // any type but CDATA
	value  *string
}

// element is what is declared of the attributes of an element type.
type element struct{ attrs []attrDecl }

func (e *element) isTokens(name string) bool {
	if e != nil {
		for _, a := range e.attrs {
			if a.name == name {
				return a.tokens
			}
		}
	}
	return false
}

// dtd is what is declared.
type dtd struct {
	general, param map[string]*entity
	elements       map[string]*element
	standalone     bool
	paramRefs      bool // there is an external subset, or a parameter entity was referred to
	ignoring       bool // what was not read may have declared things: later declarations do not count
}

func newDTD() *dtd {
	return &dtd{general: map[string]*entity{}, param: map[string]*entity{}, elements: map[string]*element{}}
}

func (d *dtd) clone() *dtd {
	c := *d
	c.general, c.param, c.elements = map[string]*entity{}, map[string]*entity{}, map[string]*element{}
	for k, e := range d.general {
		x := *e
		c.general[k] = &x
	}
	for k, e := range d.param {
		x := *e
		c.param[k] = &x
	}
	for k, e := range d.elements {
		c.elements[k] = &element{append([]attrDecl(nil), e.attrs...)}
	}
	return &c
}

// doctype is the head of a document type declaration.
type doctype struct {
	name           string
	system, public *string
}

func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v
}

// piece is a part of a declaration: a name, a quoted literal, white space or one
// character.
type piece struct {
	text string
	off  int
}

func (x piece) space() bool   { return isSpace(x.text[0]) }
func (x piece) literal() bool { return x.text[0] == '"' || x.text[0] == '\'' }
func (x piece) inner() string { return x.text[1 : len(x.text)-1] }

// pieces takes the declaration at the beginning of s to pieces, up to one of the
// characters in end, which is the last piece; ok is false if it is not all there.
func pieces(s string, from int, end string) (list []piece, n int, ok bool, bad *failure) {
	i := from
	for i < len(s) {
		start := i
		switch c := s[i]; {
		case isSpace(c):
			i = skipSpace(s, i)
		case c == '"' || c == '\'':
			k := strings.IndexByte(s[i+1:], c)
			if k < 0 {
				return nil, 0, false, nil
			}
			if b := badChar(s[i+1 : i+1+k]); b >= 0 {
				return nil, 0, false, failAt(errInvalidToken, i+1+b)
			}
			i += k + 2
		case strings.IndexByte(end, c) >= 0:
			return append(list, piece{s[i : i+1], i}), i + 1, true, nil
		default:
			for i < len(s) && !isSpace(s[i]) && strings.IndexByte("\"'()|,?*+%<>[]", s[i]) < 0 {
				i++
			}
			if i == start {
				i++
			}
			if i == len(s) {
				return nil, 0, false, nil
			}
			if b := badChar(s[start:i]); b >= 0 {
				return nil, 0, false, failAt(errInvalidToken, start+b)
			}
		}
		list = append(list, piece{s[start:i], start})
	}
	return nil, 0, false, nil
}

// words leaves out the white space.
func words(list []piece) []piece {
	var w []piece
	for _, x := range list {
		if !x.space() {
			w = append(w, x)
		}
	}
	return w
}

// externalID reads SYSTEM "…" or PUBLIC "…" "…" at the beginning of w; the
// system identifier of a notation may be missing.
func externalID(w []piece, notation bool) (system, public *string, n int, bad *failure) {
	if len(w) == 0 {
		return nil, nil, 0, nil
	}
	lit := func(i int) (*string, *failure) {
		if i >= len(w) || !w[i].literal() {
			return nil, failAt(errSyntax, w[min(i, len(w)-1)].off)
		}
		s := w[i].inner()
		return &s, nil
	}
	switch w[0].text {
	case "SYSTEM":
		system, bad = lit(1)
		return system, nil, 2, bad
	case "PUBLIC":
		if public, bad = lit(1); bad != nil {
			return nil, nil, 0, bad
		}
		for _, c := range *public {
			if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune(" \r\n-'()+,./:=?;!*#@$_%", c)) {
				return nil, nil, 0, failAt(errPublicID, w[1].off)
			}
		}
		norm := strings.Join(strings.Fields(*public), " ")
		public = &norm
		if notation && (len(w) < 3 || !w[2].literal()) {
			return nil, public, 2, nil
		}
		system, bad = lit(2)
		return system, public, 3, bad
	}
	return nil, nil, 0, nil
}

// doctypeStart handles <!DOCTYPE up to the internal subset or the end.
func (p *parser) doctypeStart(s string) (int, *failure) {
	const open = "<!DOCTYPE"
	for i := 2; i < len(open); i++ {
		if i >= len(s) {
			return 0, nil
		}
		if s[i] != open[i] {
			return 0, failAt(errInvalidToken, i)
		}
	}
	list, n, ok, bad := pieces(s, len(open), "[>")
	if !ok {
		return 0, bad
	}
	w := words(list)
	if p.doctype.name != "" || len(w) < 2 || nameEnd(w[0].text+" ", 0) != len(w[0].text) {
		return 0, failAt(errSyntax, w[0].off)
	}
	subset := w[len(w)-1].text == "["
	var used int
	d := doctype{name: w[0].text}
	if d.system, d.public, used, bad = externalID(w[1:len(w)-1], false); bad != nil {
		return 0, bad
	}
	if 1+used != len(w)-1 {
		return 0, failAt(errSyntax, w[1+used].off)
	}
	p.doctype = d
	p.begun()
	if d.system != nil {
		p.dtd.paramRefs = true
		if p.paramEntities == 0 {
			if bad := p.notStandalone(); bad != nil {
				return 0, bad
			}
		}
	}
	if p.handlers[hStartDoctypeDecl].O != nil {
		if _, bad := p.call(hStartDoctypeDecl, object.NewStr(d.name), textOrNone(d.system), textOrNone(d.public), boolInt(subset)); bad != nil {
			return 0, bad
		}
	} else if bad := p.defltPieces(open, list); bad != nil {
		return 0, bad
	}
	if subset {
		p.stage = inSubset
		return n, nil
	}
	return n, p.doctypeEnd(true)
}

// defltPieces hands a declaration to the default handler, piece by piece.
func (p *parser) defltPieces(open string, list []piece) *failure {
	if p.handlers[hDefault].O == nil && p.handlers[hDefaultExpand].O == nil {
		return nil
	}
	if bad := p.deflt(open); bad != nil {
		return bad
	}
	for _, x := range list {
		if bad := p.deflt(x.text); bad != nil {
			return bad
		}
	}
	return nil
}

// doctypeEnd handles the end of the document type declaration: the external
// subset comes here.
func (p *parser) doctypeEnd(reported bool) *failure {
	p.stage = inProlog
	if p.doctype.system != nil || p.foreignDTD {
		if bad := p.externalSubset(); bad != nil {
			return bad
		}
	}
	if p.handlers[hEndDoctypeDecl].O != nil {
		_, bad := p.call(hEndDoctypeDecl)
		return bad
	}
	if reported {
		return nil
	}
	return p.deflt(">")
}

// externalSubset asks the program for the external subset.
func (p *parser) externalSubset() *failure {
	d := p.dtd
	old := d.paramRefs
	d.paramRefs = true
	if p.paramEntities != 0 && !(p.paramEntities == 1 && d.standalone) && p.handlers[hExternalEntityRef].O != nil {
		e := &entity{system: p.doctype.system, public: p.doctype.public, base: p.base}
		if bad := p.externalRef(object.None, e); bad != nil {
			return bad
		}
		return p.notStandalone()
	}
	if p.doctype.system == nil {
		d.paramRefs = old
	}
	return nil
}

func (p *parser) notStandalone() *failure {
	if p.dtd.standalone || p.handlers[hNotStandalone].O == nil || !p.dtd.paramRefs {
		return nil
	}
	v, bad := p.call(hNotStandalone)
	if bad != nil {
		return bad
	}
	n, err := object.IndexInt(p.t, v, object.OverflowError)
	if err != nil {
		return &failure{err: err}
	}
	if n == 0 {
		return fail(errNotStandalone)
	}
	return nil
}

// declaration handles one token in a subset.
func (p *parser) declaration(s string, final bool) (int, *failure) {
	if n := skipSpace(s, 0); n > 0 {
		return n, p.deflt(s[:n])
	}
	switch {
	case s[0] == '%':
		n := nameEnd(s, 1)
		if n == incomplete {
			return 0, nil
		}
		if n == 1 || s[n] != ';' {
			return 0, failAt(errInvalidToken, n)
		}
		return n + 1, p.paramRef(s[1:n], s[:n+1])
	case s[0] == ']' && p.stage == inSubset:
		n := skipSpace(s, 1)
		if n == len(s) {
			return 0, nil
		}
		if s[n] != '>' {
			return 0, failAt(errSyntax, n)
		}
		if p.handlers[hEndDoctypeDecl].O == nil {
			if bad := p.deflt(s[:n]); bad != nil {
				return 0, bad
			}
		}
		return n + 1, p.doctypeEnd(false)
	case s[0] == ']' && p.stage == inExternal:
		if len(s) < 3 {
			return 0, nil
		}
		if s[:3] != "]]>" {
			return 0, failAt(errInvalidToken, 0)
		}
		return 3, nil // the end of an included section
	case s[0] != '<':
		if badChar(s[:1]) == 0 {
			return 0, failAt(errInvalidToken, 0)
		}
		return 0, fail(errSyntax)
	case len(s) < 2:
		return 0, nil
	case s[1] == '?':
		return p.instruction(s)
	case s[1] != '!':
		return 0, fail(errSyntax)
	case len(s) < 3:
		return 0, nil
	case s[2] == '-':
		return p.comment(s)
	case s[2] == '[':
		return p.section(s)
	}
	n := nameEnd(s, 2)
	if n == incomplete {
		return 0, nil
	}
	list, end, ok, bad := pieces(s, n, ">")
	if !ok {
		return 0, bad
	}
	if p.stage == inExternal {
		var err *failure
		if list, err = p.replaceParams(list); err != nil {
			return 0, err
		}
	}
	w := words(list)
	w = w[:len(w)-1]
	kind := s[2:n]
	var h handler
	switch kind {
	case "ENTITY":
		h, bad = hEntityDecl, p.entityDecl(w, n)
	case "ELEMENT":
		h, bad = hElementDecl, p.elementDecl(w, n)
	case "ATTLIST":
		h, bad = hAttlistDecl, p.attlistDecl(w, n)
	case "NOTATION":
		h, bad = hNotationDecl, p.notationDecl(w, n)
	default:
		return 0, failAt(errSyntax, 0)
	}
	if bad == nil && p.handlers[h].O == nil {
		bad = p.defltPieces(s[:n], list)
	}
	return end, bad
}

// section handles <![INCLUDE[ and <![IGNORE[ … ]]> of external subsets.
func (p *parser) section(s string) (int, *failure) {
	if p.stage != inExternal {
		return 0, fail(errSyntax)
	}
	i := strings.IndexByte(s[3:], '[')
	if i < 0 {
		return 0, nil
	}
	word := strings.TrimSpace(s[3 : 3+i])
	if name, ok := strings.CutPrefix(word, "%"); ok {
		if e := p.dtd.param[strings.TrimSuffix(name, ";")]; e != nil && e.text != nil {
			word = strings.TrimSpace(*e.text)
		}
	}
	start := 3 + i + 1
	switch word {
	case "INCLUDE":
		return start, nil
	case "IGNORE":
		depth := 1
		for k := start; k+2 < len(s); k++ {
			switch {
			case s[k:k+3] == "<![":
				depth++
			case s[k:k+3] == "]]>":
				if depth--; depth == 0 {
					return k + 3, nil
				}
			}
		}
		return 0, nil
	}
	return 0, failAt(errSyntax, 3)
}

// paramRef handles a reference to a parameter entity between declarations.
func (p *parser) paramRef(name, token string) *failure {
	d := p.dtd
	d.paramRefs = true
	e := d.param[name]
	skip := func() *failure {
		d.ignoring = !d.standalone
		if p.paramEntities != 0 && p.handlers[hSkippedEntity].O != nil {
			_, bad := p.call(hSkippedEntity, object.NewStr(name), object.Int(1))
			return bad
		}
		return p.deflt(token)
	}
	if p.paramEntities == 0 || e == nil {
		if e == nil && d.standalone {
			return fail(errUndefinedEntity)
		}
		return skip()
	}
	if e.open {
		return fail(errRecursiveEntity)
	}
	if e.text == nil {
		if p.handlers[hExternalEntityRef].O == nil {
			return skip()
		}
		e.open = true
		bad := p.externalRef(object.None, e)
		e.open = false
		if bad != nil {
			return bad
		}
		return p.notStandalone()
	}
	if bad := p.grow(len(*e.text)); bad != nil {
		return bad
	}
	if err := p.t.EnterNative(" while expanding an entity"); err != nil {
		return &failure{err: err}
	}
	defer p.t.LeaveNative()
	e.open = true
	defer func() { e.open = false }()
	for s := *e.text; s != ""; {
		n, bad := p.declaration(s, true)
		if bad == nil && n == 0 {
			bad = fail(29)
		}
		if bad != nil {
			bad.here = false
			return bad
		}
		s = s[n:]
	}
	return nil
}

// replaceParams puts the texts of parameter entities into a declaration.
func (p *parser) replaceParams(list []piece) ([]piece, *failure) {
	var out []piece
	for i := 0; i < len(list); i++ {
		x := list[i]
		if x.text != "%" || i+1 == len(list) || !strings.HasSuffix(list[i+1].text, ";") {
			out = append(out, x)
			continue
		}
		name := strings.TrimSuffix(list[i+1].text, ";")
		e := p.dtd.param[name]
		if e == nil || e.text == nil {
			return nil, failAt(errUndefinedEntity, x.off)
		}
		if e.open {
			return nil, fail(errRecursiveEntity)
		}
		i++
		inner, _, _, bad := pieces(" "+*e.text+" >", 0, ">")
		if bad != nil {
			return nil, fail(bad.code)
		}
		e.open = true
		inner, bad = p.replaceParams(inner[:len(inner)-1])
		e.open = false
		if bad != nil {
			return nil, bad
		}
		for _, y := range inner {
			y.off = x.off
			out = append(out, y)
		}
	}
	return out, nil
}

// entityValue replaces the references in the text of an entity that are replaced
// where it is declared.
func (p *parser) entityValue(s string) (string, *failure) {
	if !strings.ContainsAny(s, "&%\r") {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			b.WriteByte('\n')
			i++
		case c == '&':
			name, n, bad := refName(s[i:])
			if bad != nil || n == 0 {
				return "", fail(errInvalidToken)
			}
			if name[0] == '#' {
				r := charRef(name[1:])
				if r < 0 {
					return "", fail(errBadCharRef)
				}
				b.WriteRune(r)
			} else {
				b.WriteString(s[i : i+n])
			}
			i += n
		case c == '%':
			end := strings.IndexByte(s[i:], ';')
			if end < 0 {
				return "", fail(errInvalidToken)
			}
			if p.stage != inExternal {
				return "", fail(errParamEntityRef)
			}
			e := p.dtd.param[s[i+1:i+end]]
			if e == nil || e.text == nil {
				return "", fail(errUndefinedEntity)
			}
			if bad := p.grow(len(*e.text)); bad != nil {
				return "", bad
			}
			b.WriteString(*e.text)
			i += end + 1
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String(), nil
}

func syntax(w []piece, i, end int) *failure {
	if i < len(w) {
		return failAt(errSyntax, w[i].off)
	}
	return failAt(errSyntax, end)
}

func (p *parser) entityDecl(w []piece, end int) *failure {
	table, isParam := p.dtd.general, false
	if len(w) > 0 && w[0].text == "%" {
		table, isParam, w = p.dtd.param, true, w[1:]
	}
	if len(w) < 2 {
		return syntax(w, 0, end)
	}
	name := w[0].text
	e := &entity{base: p.base, external: p.stage == inExternal}
	var text *string
	if w[1].literal() {
		if len(w) != 2 {
			return syntax(w, 2, end)
		}
		v, bad := p.entityValue(w[1].inner())
		if bad != nil {
			return bad
		}
		text = &v
		e.text = text
	} else {
		var n int
		var bad *failure
		if e.system, e.public, n, bad = externalID(w[1:], false); bad != nil {
			return bad
		}
		if n == 0 {
			return syntax(w, 1, end)
		}
		if rest := w[1+n:]; len(rest) == 2 && rest[0].text == "NDATA" && !isParam {
			e.notation = &rest[1].text
		} else if len(rest) != 0 {
			return syntax(w, 1+n, end)
		}
	}
	if _, known := table[name]; known || p.dtd.ignoring {
		return nil
	}
	table[name] = e
	if e.notation != nil && p.handlers[hUnparsedEntityDecl].O != nil {
		_, bad := p.call(hUnparsedEntityDecl, object.NewStr(name), orNone(e.base), textOrNone(e.system), textOrNone(e.public), textOrNone(e.notation))
		return bad
	}
	_, bad := p.call(hEntityDecl, object.NewStr(name), boolInt(isParam), textOrNone(text), orNone(e.base), textOrNone(e.system), textOrNone(e.public), textOrNone(e.notation))
	return bad
}

func (p *parser) notationDecl(w []piece, end int) *failure {
	if len(w) < 3 {
		return syntax(w, 0, end)
	}
	system, public, n, bad := externalID(w[1:], true)
	if bad != nil {
		return bad
	}
	if n == 0 || 1+n != len(w) {
		return syntax(w, 1+n, end)
	}
	_, bad = p.call(hNotationDecl, object.NewStr(w[0].text), orNone(p.base), textOrNone(system), textOrNone(public))
	return bad
}

func (p *parser) attlistDecl(w []piece, end int) *failure {
	if len(w) == 0 {
		return syntax(w, 0, end)
	}
	name := w[0].text
	for i := 1; i < len(w); {
		a := attrDecl{name: w[i].text}
		i++
		if i >= len(w) {
			return syntax(w, i, end)
		}
		typ := w[i].text
		switch typ {
		case "CDATA":
		case "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS":
			a.tokens = true
		case "NOTATION", "(":
			a.tokens = true
			if typ == "NOTATION" {
				if i++; i >= len(w) || w[i].text != "(" {
					return syntax(w, i, end)
				}
				typ += "("
			}
			for i++; ; i++ {
				if i >= len(w) {
					return syntax(w, i, end)
				}
				typ += w[i].text
				if w[i].text == ")" {
					break
				}
			}
		default:
			return syntax(w, i, end)
		}
		i++
		if i >= len(w) {
			return syntax(w, i, end)
		}
		required := false
		switch w[i].text {
		case "#REQUIRED", "#IMPLIED":
			required = w[i].text == "#REQUIRED"
			i++
		default:
			if w[i].text == "#FIXED" {
				required = true
				i++
			}
			if i >= len(w) || !w[i].literal() {
				return syntax(w, i, end)
			}
			v, bad := p.attrValue(w[i].inner(), a.tokens)
			if bad != nil {
				return bad
			}
			a.value = &v
			i++
		}
		if !p.dtd.ignoring {
			el := p.dtd.elements[name]
			if el == nil {
				el = &element{}
				p.dtd.elements[name] = el
			}
			known := false
			for _, b := range el.attrs {
				known = known || b.name == a.name
			}
			if !known {
				el.attrs = append(el.attrs, a)
			}
		}
		if _, bad := p.call(hAttlistDecl, object.NewStr(name), object.NewStr(a.name), object.NewStr(typ), textOrNone(a.value), boolInt(required)); bad != nil {
			return bad
		}
	}
	return nil
}

// Types and quantifiers of content models.
const (
	modelEmpty = 1 + iota
	modelAny
	modelMixed
	modelName
	modelChoice
	modelSeq
)

const quantifiers = "?*+" // 1, 2 and 3; 0 is none

func model(typ, quant int, name value, children []value) value {
	return object.TupleOf([]value{object.Int(int64(typ)), object.Int(int64(quant)), orNone(name), object.TupleOf(children)})
}

func (p *parser) elementDecl(w []piece, end int) *failure {
	if len(w) < 2 {
		return syntax(w, 0, end)
	}
	var v value
	i := 2
	switch w[1].text {
	case "EMPTY":
		v = model(modelEmpty, 0, value{}, nil)
	case "ANY":
		v = model(modelAny, 0, value{}, nil)
	case "(":
		var bad *failure
		if v, i, bad = p.group(w, 2, end); bad != nil {
			return bad
		}
	default:
		return syntax(w, 1, end)
	}
	if i != len(w) {
		return syntax(w, i, end)
	}
	_, bad := p.call(hElementDecl, object.NewStr(w[0].text), v)
	return bad
}

// quantifier reads a quantifier at w[i], if there is one right behind.
func quantifier(w []piece, i int) (quant, next int) {
	if i < len(w) && len(w[i].text) == 1 {
		if q := strings.IndexByte(quantifiers, w[i].text[0]); q >= 0 {
			return q + 1, i + 1
		}
	}
	return 0, i
}

// group reads a content model after its opening parenthesis.
func (p *parser) group(w []piece, i, end int) (value, int, *failure) {
	if err := p.t.EnterNative(" while reading a content model"); err != nil {
		return value{}, 0, &failure{err: err}
	}
	defer p.t.LeaveNative()
	var children []value
	typ, sep := modelSeq, ""
	mixed := i < len(w) && w[i].text == "#PCDATA"
	if mixed {
		typ, sep = modelMixed, "|"
		i++
	}
	for first := !mixed; ; first = false {
		if i >= len(w) {
			return value{}, 0, syntax(w, i, end)
		}
		if !first {
			if w[i].text == ")" {
				i++
				break
			}
			if w[i].text != "|" && w[i].text != "," || sep != "" && w[i].text != sep {
				return value{}, 0, syntax(w, i, end)
			}
			sep = w[i].text
			if sep == "|" && !mixed {
				typ = modelChoice
			}
			i++
		}
		if i >= len(w) {
			return value{}, 0, syntax(w, i, end)
		}
		if w[i].text == "(" && !mixed {
			v, next, bad := p.group(w, i+1, end)
			if bad != nil {
				return value{}, 0, bad
			}
			children, i = append(children, v), next
			continue
		}
		name := w[i].text
		if nameEnd(name+" ", 0) != len(name) {
			return value{}, 0, syntax(w, i, end)
		}
		q, next := quantifier(w, i+1)
		children, i = append(children, model(modelName, q, object.NewStr(name), nil)), next
	}
	q, i := quantifier(w, i)
	return model(typ, q, value{}, children), i, nil
}
