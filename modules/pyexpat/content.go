package pyexpat

import (
	"strings"
	"unicode/utf8"

	"github.com/weftpy/weft/object"
)

// content handles one token in an element.
func (p *parser) content(s string, final bool) (int, *failure) {
	if p.cdata {
		return p.cdataText(s, final)
	}
	switch s[0] {
	case '<':
		if len(s) < 2 {
			return 0, nil
		}
		switch s[1] {
		case '/':
			return p.endTag(s)
		case '?':
			return p.instruction(s)
		case '!':
			if len(s) < 3 {
				return 0, nil
			}
			if s[2] == '-' {
				return p.comment(s)
			}
			const open = "<![CDATA["
			for i := 2; i < len(open); i++ {
				if i >= len(s) {
					return 0, nil
				}
				if s[i] != open[i] {
					return 0, failAt(errInvalidToken, i)
				}
			}
			p.cdata = true
			return len(open), p.event(hStartCdataSection, open, func() []value { return nil })
		}
		return p.startTag(s, len(p.tags) == 0 && !p.fragment)
	case '&':
		return p.reference(s)
	}
	return p.data(s, final)
}

// run returns the length of the text up to what is special in it: the bytes of
// stop, line ends, and what is not allowed; bad is set for the latter.
func run(s, stop string) (n int, bad bool) {
	for n < len(s) {
		c := s[n]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[n:])
			if r == utf8.RuneError && size == 1 {
				return n, utf8.FullRuneInString(s[n:])
			}
			if !isChar(r) {
				return n, true
			}
			n += size
			continue
		}
		if c < 0x20 && c != '\t' {
			return n, c != '\n' && c != '\r'
		}
		if strings.IndexByte(stop, c) >= 0 {
			return n, false
		}
		n++
	}
	return n, false
}

// lineEnd returns the length of the line end with which s begins, 0 if it is not
// all there.
func lineEnd(s string, final bool) int {
	switch {
	case s[0] == '\n':
		return 1
	case len(s) > 1 && s[1] == '\n':
		return 2
	case len(s) > 1 || final:
		return 1
	}
	return 0
}

// data handles character data.
func (p *parser) data(s string, final bool) (int, *failure) {
	if s[0] == '\n' || s[0] == '\r' {
		n := lineEnd(s, final)
		if n == 0 {
			return 0, nil
		}
		return n, p.chars("\n", s[:n])
	}
	n := 0
	for {
		k, bad := run(s[n:], "<&]")
		n += k
		if bad && n == 0 {
			return 0, failAt(errInvalidToken, 0)
		}
		if bad || n == len(s) || s[n] != ']' {
			break
		}
		switch rest := s[n:]; {
		case strings.HasPrefix(rest, "]]>"):
			return 0, failAt(errInvalidToken, n+2)
		case (rest == "]" || rest == "]]") && !final:
			if n == 0 {
				return 0, nil
			}
			return n, p.chars(s[:n], s[:n])
		}
		n++
	}
	if n == 0 { // a character that is not all there
		return 0, nil
	}
	return n, p.chars(s[:n], s[:n])
}

func (p *parser) cdataText(s string, final bool) (int, *failure) {
	if strings.HasPrefix(s, "]]>") {
		p.cdata = false
		return 3, p.event(hEndCdataSection, "]]>", func() []value { return nil })
	}
	if s[0] == '\n' || s[0] == '\r' {
		n := lineEnd(s, false)
		if n == 0 {
			return 0, nil
		}
		return n, p.chars("\n", s[:n])
	}
	n := 0
	if s[0] == ']' {
		if len(s) < 3 && (len(s) < 2 || s[1] == ']') {
			return 0, nil
		}
		n = 1
		if s[1] == ']' {
			return n, p.chars("]", "]")
		}
	}
	k, bad := run(s[n:], "]")
	if n += k; n == 0 {
		if bad {
			return 0, failAt(errInvalidToken, 0)
		}
		return 0, nil
	}
	return n, p.chars(s[:n], s[:n])
}

// reference handles a reference to a character or an entity.
func (p *parser) reference(s string) (int, *failure) {
	name, n, bad := refName(s)
	if n == 0 || bad != nil {
		return 0, bad
	}
	if name[0] == '#' {
		c := charRef(name[1:])
		if c < 0 {
			return 0, fail(errBadCharRef)
		}
		return n, p.chars(string(c), s[:n])
	}
	if text, ok := predefined[name]; ok {
		return n, p.chars(text, s[:n])
	}
	return n, p.entityRef(name, s[:n])
}

// refName reads a reference: the name, or # and a number.
func refName(s string) (name string, n int, bad *failure) {
	if len(s) < 2 {
		return "", 0, nil
	}
	if s[1] == '#' {
		i := 2
		if i < len(s) && s[i] == 'x' {
			i++
		}
		start := i
		for ; i < len(s) && s[i] != ';'; i++ {
			c := s[i] | 0x20
			if (s[i] < '0' || s[i] > '9') && (start == 2 || c < 'a' || c > 'f') {
				return "", 0, failAt(errInvalidToken, i)
			}
		}
		if i == len(s) {
			return "", 0, nil
		}
		if i == start {
			return "", 0, failAt(errInvalidToken, i)
		}
		return s[1:i], i + 1, nil
	}
	i := nameEnd(s, 1)
	if i == incomplete {
		return "", 0, nil
	}
	if i == 1 || s[i] != ';' {
		return "", 0, failAt(errInvalidToken, i)
	}
	return s[1:i], i + 1, nil
}

// entityRef handles a reference to a general entity in content.
func (p *parser) entityRef(name, token string) *failure {
	d := p.dtd
	e := d.general[name]
	if !d.paramRefs || d.standalone {
		if e == nil {
			return fail(errUndefinedEntity)
		}
		if e.external && d.standalone {
			return fail(errDeclaredInPE)
		}
	} else if e == nil {
		return p.event(hSkippedEntity, token, func() []value { return []value{object.NewStr(name), object.Int(0)} })
	}
	switch {
	case e.open:
		return fail(errRecursiveEntity)
	case e.notation != nil:
		return fail(errBinaryEntity)
	case e.text != nil:
		if p.handlers[hDefault].O != nil {
			return p.event(hSkippedEntity, token, func() []value { return []value{object.NewStr(name), object.Int(0)} })
		}
		return p.internalEntity(e)
	case p.handlers[hExternalEntityRef].O != nil:
		e.open = true
		context := p.context()
		e.open = false
		return p.externalRef(object.NewStr(context), e)
	}
	return p.deflt(token)
}

// context names what an external entity may refer to: open entities and the
// namespaces in force, as an opaque text.
func (p *parser) context() string {
	var parts []string
	for _, b := range p.bindings {
		parts = append(parts, b.prefix+"="+b.uri)
	}
	for name, e := range p.dtd.general {
		if e.open {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, "\f")
}

// externalRef asks the program to parse an external entity.
func (p *parser) externalRef(context value, e *entity) *failure {
	v, bad := p.call(hExternalEntityRef, context, orNone(e.base), textOrNone(e.system), textOrNone(e.public))
	if bad != nil {
		return bad
	}
	n, err := object.IndexInt(p.t, v, object.OverflowError)
	if err != nil {
		return &failure{err: err}
	}
	if n == 0 {
		return fail(errExternalEntity)
	}
	return nil
}

// Limits on what entities may make of a document.
const (
	amplification      = 100
	amplificationStart = 8 << 20
)

func (p *parser) grow(n int) *failure {
	p.expanded += n
	direct := max(p.at.index+len(p.buf), 1)
	if total := direct + p.expanded; total > amplificationStart && total/direct > amplification {
		return fail(errAmplification)
	}
	return nil
}

// internalEntity handles the text of an entity in place of a reference to it.
func (p *parser) internalEntity(e *entity) *failure {
	if bad := p.grow(len(*e.text)); bad != nil {
		return bad
	}
	if err := p.t.EnterNative(" while expanding an entity"); err != nil {
		return &failure{err: err}
	}
	defer p.t.LeaveNative()
	e.open = true
	level := len(p.tags)
	for s := *e.text; s != ""; {
		if strings.HasPrefix(s, "</") && !p.cdata && len(p.tags) == level {
			e.open = false
			return fail(errAsyncEntity)
		}
		n, bad := p.content(s, true)
		if bad == nil && n == 0 {
			bad = fail(errUnclosedToken)
		}
		if bad != nil {
			e.open = false
			bad.here = false // places are in the document
			return bad
		}
		s = s[n:]
	}
	e.open = false
	if len(p.tags) != level || p.cdata {
		return fail(errAsyncEntity)
	}
	return nil
}

// attr is an attribute of a start tag.
type attr struct {
	name, value string
	off         int // of the name, from the beginning of the tag
	valueOff    int // the same of the value
	given       bool
}

// startTag handles <name …> or <name …/>.
func (p *parser) startTag(s string, root bool) (int, *failure) {
	n := nameEnd(s, 1)
	if n == incomplete {
		return 0, nil
	}
	if n == 1 {
		return 0, failAt(errInvalidToken, 1)
	}
	raw := s[1:n]
	if bad := p.checkName(raw, 1); bad != nil {
		return 0, bad
	}
	var attrs []attr
	empty := false
	i := n
	for {
		j := skipSpace(s, i)
		if j == len(s) {
			return 0, nil
		}
		if s[j] == '>' {
			i = j + 1
			break
		}
		if s[j] == '/' {
			if j+1 == len(s) {
				return 0, nil
			}
			if s[j+1] != '>' {
				return 0, failAt(errInvalidToken, j+1)
			}
			i, empty = j+2, true
			break
		}
		if j == i {
			return 0, failAt(errInvalidToken, i)
		}
		end := nameEnd(s, j)
		if end == incomplete {
			return 0, nil
		}
		if end == j {
			return 0, failAt(errInvalidToken, j)
		}
		a := attr{name: s[j:end], off: j, given: true}
		if bad := p.checkName(a.name, j); bad != nil {
			return 0, bad
		}
		k := skipSpace(s, end)
		if k < len(s) && s[k] != '=' {
			return 0, failAt(errInvalidToken, k)
		}
		k = skipSpace(s, min(k+1, len(s)))
		if k == len(s) {
			return 0, nil
		}
		quote := s[k]
		if quote != '"' && quote != '\'' {
			return 0, failAt(errInvalidToken, k)
		}
		k++
		start := k
		for {
			if k == len(s) {
				return 0, nil
			}
			m, bad := run(s[k:], "<&\"'")
			k += m
			if bad {
				return 0, failAt(errInvalidToken, k)
			}
			if k == len(s) || s[k] == quote {
				if k == len(s) {
					return 0, nil
				}
				break
			}
			switch s[k] {
			case '<':
				return 0, failAt(errInvalidToken, k)
			case '&':
				_, m, bad := refName(s[k:])
				if bad != nil {
					bad.off += k
					return 0, bad
				}
				if m == 0 {
					return 0, nil
				}
				k += m
			default:
				if s[k] >= utf8.RuneSelf {
					return 0, nil // a character that is not all there
				}
				k++
			}
		}
		a.value, a.valueOff = s[start:k], start
		for _, b := range attrs {
			if b.name == a.name {
				return 0, failAt(errDuplicateAttr, a.off)
			}
		}
		attrs = append(attrs, a)
		i = k + 1
	}
	p.begun()
	return i, p.element(raw, s[:i], attrs, empty)
}

// checkName makes sure that a name has at most one colon, inside, when
// namespaces count.
func (p *parser) checkName(name string, off int) *failure {
	if !p.namespaces {
		return nil
	}
	i := strings.IndexByte(name, ':')
	if i < 0 {
		return nil
	}
	if i == 0 {
		return failAt(errInvalidToken, off)
	}
	if k := strings.IndexByte(name[i+1:], ':'); k >= 0 {
		return failAt(errInvalidToken, off+i+1+k)
	}
	if c, _ := utf8.DecodeRuneInString(name[i+1:]); i+1 == len(name) || !isNameStart(c) {
		return failAt(errInvalidToken, off+i+1)
	}
	return nil
}

const (
	xmlURI   = "http://www.w3.org/XML/1998/namespace"
	xmlnsURI = "http://www.w3.org/2000/xmlns/"
)

// element handles a start tag that was read.
func (p *parser) element(raw, token string, attrs []attr, empty bool) *failure {
	decl := p.dtd.elements[raw]
	for i := range attrs {
		v, bad := p.attrValue(attrs[i].value, decl.isTokens(attrs[i].name))
		if bad != nil {
			bad.off += attrs[i].valueOff
			return bad
		}
		attrs[i].value = v
	}
	given := len(attrs)
	if decl != nil {
	defaults:
		for _, d := range decl.attrs {
			if d.value == nil {
				continue
			}
			for _, a := range attrs[:given] {
				if a.name == d.name {
					continue defaults
				}
			}
			attrs = append(attrs, attr{name: d.name, value: *d.value})
		}
	}
	outside := len(p.bindings)
	name := raw
	if p.namespaces {
		kept := attrs[:0]
		for _, a := range attrs {
			prefix, is := strings.CutPrefix(a.name, "xmlns")
			if !is || prefix != "" && prefix[0] != ':' {
				kept = append(kept, a)
				continue
			}
			if bad := p.bind(strings.TrimPrefix(prefix, ":"), a.value); bad != nil {
				return bad
			}
		}
		attrs = kept
		var bad *failure
		if name, bad = p.expand(raw, true); bad != nil {
			return bad
		}
		seen := map[string]bool{}
		for i := range attrs {
			if strings.IndexByte(attrs[i].name, ':') < 0 {
				continue
			}
			if attrs[i].name, bad = p.expand(attrs[i].name, false); bad != nil {
				return bad
			}
			if seen[attrs[i].name] {
				return fail(errDuplicateAttr)
			}
			seen[attrs[i].name] = true
		}
	}
	p.tags = append(p.tags, tag{name, raw, outside})
	if p.handlers[hStartElement].O == nil {
		if bad := p.deflt(token); bad != nil {
			return bad
		}
	} else if bad := p.start(name, attrs); bad != nil {
		return bad
	}
	if empty {
		return p.closeTag("")
	}
	return nil
}

func (p *parser) start(name string, attrs []attr) *failure {
	t := p.t
	var container value
	if p.ordered {
		items := make([]value, 0, 2*len(attrs))
		for _, a := range attrs {
			if a.given || !p.specified {
				items = append(items, p.name(a.name), object.NewStr(a.value))
			}
		}
		container = object.NewList(t, items).Value()
	} else {
		d := object.NewDict(t)
		for _, a := range attrs {
			if a.given || !p.specified {
				if err := d.Set(t, p.name(a.name), object.NewStr(a.value)); err != nil {
					return &failure{err: err}
				}
			}
		}
		container = d.Value()
	}
	_, bad := p.call(hStartElement, p.name(name), container)
	return bad
}

// name makes a str of a name, the same one each time.
func (p *parser) name(s string) value {
	if d, ok := object.AsDict(p.intern); ok {
		v := object.NewStr(s)
		if r, err := d.SetDefault(p.t, v, v); err == nil {
			return r
		}
		return v
	}
	return object.NewStr(s)
}

// bind declares a namespace.
func (p *parser) bind(prefix, uri string) *failure {
	switch {
	case uri == "" && prefix != "":
		return fail(errUndeclaring)
	case prefix == "xmlns":
		return fail(errReservedXMLNS)
	case (prefix == "xml") != (uri == xmlURI):
		if prefix == "xml" {
			return fail(errReservedXML)
		}
		return fail(errReservedURI)
	case uri == xmlnsURI:
		return fail(errReservedURI)
	}
	p.bindings = append(p.bindings, binding{prefix, uri})
	if p.handlers[hStartNamespaceDecl].O == nil {
		return nil
	}
	args := []value{object.None, object.None}
	if prefix != "" {
		args[0] = p.name(prefix)
	}
	if uri != "" {
		args[1] = p.name(uri)
	}
	_, bad := p.call(hStartNamespaceDecl, args...)
	return bad
}

// expand puts the namespace in front of a name.
func (p *parser) expand(name string, element bool) (string, *failure) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
		if !element {
			return name, nil
		}
	}
	uri, found := "", prefix == ""
	for i := len(p.bindings) - 1; i >= 0; i-- {
		if p.bindings[i].prefix == prefix {
			uri, found = p.bindings[i].uri, true
			break
		}
	}
	if prefix == "xml" {
		uri, found = xmlURI, true
	}
	if !found {
		return "", fail(errUnboundPrefix)
	}
	if uri == "" {
		return local, nil
	}
	full := uri + p.separator + local
	if p.triplets && prefix != "" && p.separator != "" {
		full += p.separator + prefix
	}
	return full, nil
}

func (p *parser) endTag(s string) (int, *failure) {
	n := nameEnd(s, 2)
	if n == incomplete {
		return 0, nil
	}
	if n == 2 {
		return 0, failAt(errInvalidToken, 2)
	}
	end := skipSpace(s, n)
	if end == len(s) {
		return 0, nil
	}
	if s[end] != '>' {
		return 0, failAt(errInvalidToken, end)
	}
	if len(p.tags) == 0 {
		return 0, fail(errAsyncEntity)
	}
	if p.tags[len(p.tags)-1].raw != s[2:n] {
		return 0, failAt(errTagMismatch, 2)
	}
	return end + 1, p.closeTag(s[:end+1])
}

// closeTag ends the innermost element; token is empty for an empty element.
func (p *parser) closeTag(token string) *failure {
	last := p.tags[len(p.tags)-1]
	p.tags = p.tags[:len(p.tags)-1]
	if p.handlers[hEndElement].O != nil {
		if _, bad := p.call(hEndElement, p.name(last.name)); bad != nil {
			return bad
		}
	} else if token != "" {
		if bad := p.deflt(token); bad != nil {
			return bad
		}
	}
	for len(p.bindings) > last.bindings {
		b := p.bindings[len(p.bindings)-1]
		p.bindings = p.bindings[:len(p.bindings)-1]
		arg := object.None
		if b.prefix != "" {
			arg = p.name(b.prefix)
		}
		if _, bad := p.call(hEndNamespaceDecl, arg); bad != nil {
			return bad
		}
	}
	if len(p.tags) == 0 && !p.fragment && p.stage == inContent {
		p.stage = inEpilog
	}
	return nil
}

// attrValue gives the value of an attribute the form that programs see.
func (p *parser) attrValue(s string, tokens bool) (string, *failure) {
	v := s
	if strings.ContainsAny(s, "&\r\n\t") {
		var b strings.Builder
		if bad := p.appendAttr(&b, s); bad != nil {
			return "", bad
		}
		v = b.String()
	}
	if tokens {
		v = strings.Join(strings.FieldsFunc(v, func(r rune) bool { return r == ' ' }), " ")
	}
	return v, nil
}

func (p *parser) appendAttr(b *strings.Builder, s string) *failure {
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			fallthrough
		case '\n', '\t':
			b.WriteByte(' ')
			i++
		case '&':
			name, n, bad := refName(s[i:])
			if bad != nil || n == 0 {
				return failAt(errInvalidToken, i)
			}
			if name[0] == '#' {
				r := charRef(name[1:])
				if r < 0 {
					return failAt(errBadCharRef, i)
				}
				b.WriteRune(r)
				i += n
				continue
			}
			if text, ok := predefined[name]; ok {
				b.WriteString(text)
				i += n
				continue
			}
			e := p.dtd.general[name]
			switch {
			case e == nil && p.dtd.paramRefs && !p.dtd.standalone:
				i += n
				continue
			case e == nil:
				return failAt(errUndefinedEntity, i)
			case e.open:
				return failAt(errRecursiveEntity, i)
			case e.notation != nil:
				return failAt(errBinaryEntity, i)
			case e.text == nil:
				return failAt(errAttrExternal, i)
			}
			if bad := p.grow(len(*e.text)); bad != nil {
				return bad
			}
			if err := p.t.EnterNative(" while expanding an entity"); err != nil {
				return &failure{err: err}
			}
			e.open = true
			bad = p.appendAttr(b, *e.text)
			e.open = false
			p.t.LeaveNative()
			if bad != nil {
				return failAt(bad.code, i)
			}
			i += n
		case '<':
			return failAt(errInvalidToken, i) // from an entity
		default:
			b.WriteByte(c)
			i++
		}
	}
	return nil
}
