package pyexpat

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/weftpy/weft/object"
)

// stage is the part of the document that the parser is in.
type stage uint8

const (
	inStart    stage = iota // before anything
	inProlog                // before the root element
	inSubset                // in the internal subset of the document type
	inContent               // in an element, or in an external entity
	inEpilog                // after the root element
	inExternal              // in an external subset or parameter entity
	atEnd                   // finished, or failed
)

// handler numbers the functions that programs set.
type handler uint8

const (
	hStartElement handler = iota
	hEndElement
	hProcessingInstruction
	hCharacterData
	hUnparsedEntityDecl
	hNotationDecl
	hStartNamespaceDecl
	hEndNamespaceDecl
	hComment
	hStartCdataSection
	hEndCdataSection
	hDefault
	hDefaultExpand
	hNotStandalone
	hExternalEntityRef
	hStartDoctypeDecl
	hEndDoctypeDecl
	hEntityDecl
	hXMLDecl
	hElementDecl
	hAttlistDecl
	hSkippedEntity
	numHandlers
)

var handlerNames = [numHandlers]string{
	"StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler", "CharacterDataHandler", "UnparsedEntityDeclHandler",
	"NotationDeclHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler", "CommentHandler", "StartCdataSectionHandler",
	"EndCdataSectionHandler", "DefaultHandler", "DefaultHandlerExpand", "NotStandaloneHandler", "ExternalEntityRefHandler",
	"StartDoctypeDeclHandler", "EndDoctypeDeclHandler", "EntityDeclHandler", "XmlDeclHandler", "ElementDeclHandler",
	"AttlistDeclHandler", "SkippedEntityHandler",
}

// place is a position in the document: the line from 1, the column from 0, and
// the index of the byte.
type place struct{ line, col, index int }

// after moves a place over text.
func (pl place) after(s string) place {
	pl.index += len(s)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n' && i > 0 && s[i-1] == '\r':
		case c == '\n' || c == '\r':
			pl.line++
			pl.col = 0
		case c < utf8.RuneSelf || c >= 0xc0:
			pl.col++
		}
	}
	return pl
}

// tag is an open element.
type tag struct {
	name     string // as handlers see it
	raw      string
	bindings int // how many namespace bindings there were outside
}

// binding is a namespace declaration in force; uri is empty where the default
// namespace is taken back.
type binding struct{ prefix, uri string }

// parser is the state of an XML parser. Text comes in pieces; as much of it as
// makes up complete tokens is handled at once, the rest waits in buf.
type parser struct {
	t        *thread
	dec      decoder
	buf      string
	at       place // of buf
	reported place // of the event under way, and of an error
	failed   code
	started  bool

	stage    stage
	tags     []tag
	cdata    bool // in a CDATA section
	fragment bool // an external entity: any number of elements, and text between them
	last     byte // what was in buf before it

	namespaces bool
	separator  string
	triplets   bool // names with prefixes
	bindings   []binding

	dtd           *dtd
	doctype       doctype
	paramEntities int // XML_PARAM_ENTITY_PARSING_…
	foreignDTD    bool
	expanded      int // bytes that entities have become

	handlers   [numHandlers]value
	inHandler  bool
	bufferText bool
	bufferSize int
	text       []byte // buffered character data
	ordered    bool
	specified  bool
	base       value
	intern     value
}

// clone copies what changes in place. Declarations are shared among a parser and
// those of its external entities, and only ever added to; a transaction that is
// undone leaves the parser to the program that made it.
func (p *parser) clone() *parser {
	c := *p
	c.dec.raw = append([]byte(nil), p.dec.raw...)
	c.tags = append([]tag(nil), p.tags...)
	c.bindings = append([]binding(nil), p.bindings...)
	c.text = append([]byte(nil), p.text...)
	c.dtd = p.dtd.clone()
	return &c
}

// failure is what ends parsing: an error of the document, or an exception of a
// handler. A nil one is none.
type failure struct {
	code code
	err  *exc
	off  int  // from the beginning of the token
	here bool // off says where
}

func fail(c code) *failure            { return &failure{code: c} }
func failAt(c code, off int) *failure { return &failure{code: c, off: off, here: true} }

// call calls a handler if it is set.
func (p *parser) call(h handler, args ...value) (value, *failure) {
	f := p.handlers[h]
	if f.O == nil {
		return value{}, nil
	}
	if h != hCharacterData {
		if bad := p.flush(); bad != nil {
			return value{}, bad
		}
	}
	p.inHandler = true
	v, err := object.CallKw(p.t, f, args, nil)
	p.inHandler = false
	if err != nil {
		return value{}, &failure{err: err}
	}
	return v, nil
}

// event calls a handler, or hands the text of the token to the default one.
func (p *parser) event(h handler, token string, args func() []value) *failure {
	if p.handlers[h].O == nil {
		return p.deflt(token)
	}
	_, bad := p.call(h, args()...)
	return bad
}

// deflt hands text to the default handler.
func (p *parser) deflt(token string) *failure {
	for _, h := range []handler{hDefault, hDefaultExpand} {
		if p.handlers[h].O != nil {
			_, bad := p.call(h, object.NewStr(token))
			return bad
		}
	}
	return nil
}

// chars reports character data.
func (p *parser) chars(s, token string) *failure {
	if p.handlers[hCharacterData].O == nil {
		return p.deflt(token)
	}
	if !p.bufferText {
		_, bad := p.call(hCharacterData, object.NewStr(s))
		return bad
	}
	if len(p.text)+len(s) > p.bufferSize {
		if bad := p.flush(); bad != nil {
			return bad
		}
		if len(s) > p.bufferSize {
			_, bad := p.call(hCharacterData, object.NewStr(s))
			return bad
		}
	}
	p.text = append(p.text, s...)
	return nil
}

// flush reports buffered character data.
func (p *parser) flush() *failure {
	if len(p.text) == 0 {
		return nil
	}
	s := string(p.text)
	p.text = p.text[:0]
	_, bad := p.call(hCharacterData, object.NewStr(s))
	return bad
}

// textOrNone makes a str, or None for what is absent.
func textOrNone(s *string) value {
	if s == nil {
		return object.None
	}
	return object.NewStr(*s)
}

func boolInt(b bool) value {
	if b {
		return object.Int(1)
	}
	return object.Int(0)
}

// parse takes a piece of the document.
func (p *parser) parse(t *thread, data string, final bool) *exc {
	p.t = t
	if p.stage == atEnd {
		if p.failed == 0 {
			p.failed = errFinished
		}
		return p.exception(p.failed)
	}
	p.started = true
	text, c, err := p.dec.feed(t, data, final)
	if c != 0 {
		p.reported = p.at
		p.failed, p.stage = c, atEnd
		if err != nil {
			return err
		}
		return p.exception(c)
	}
	p.buf += text
	bad := p.tokens(final)
	if bad == nil {
		bad = p.flush()
	}
	if bad == nil && final {
		bad = p.finish()
	}
	if bad == nil {
		return nil
	}
	p.stage = atEnd
	p.failed = bad.code
	if bad.err != nil {
		return bad.err
	}
	if bad.here {
		p.reported = p.at.after(p.buf[:bad.off])
	}
	return p.exception(bad.code)
}

// tokens handles complete tokens of the text.
func (p *parser) tokens(final bool) *failure {
	for p.buf != "" {
		p.reported = p.at
		n, bad := p.token(p.buf, final)
		if bad != nil {
			return bad
		}
		if n == 0 {
			return nil
		}
		p.last = p.buf[n-1]
		p.at = p.at.after(p.buf[:n])
		p.buf = p.buf[n:]
	}
	p.reported = p.at
	return nil
}

// finish handles the end of the document.
func (p *parser) finish() *failure {
	p.reported = p.at
	stage := p.stage
	switch {
	case p.cdata:
		return fail(errUnclosedCDATA)
	case p.buf != "":
		if !utf8.FullRuneInString(p.buf) {
			return fail(errPartialChar)
		}
		return fail(errUnclosedToken)
	case stage == inEpilog, stage == inExternal, p.fragment && len(p.tags) == 0:
		p.stage = atEnd
		p.failed = 0
		return nil
	case p.fragment:
		return fail(errAsyncEntity)
	case stage == inStart || stage == inProlog || stage == inContent:
		return fail(errNoElements)
	}
	return fail(errNoElements)
}

// token handles one token at the beginning of s and returns its length, 0 if it
// is not complete.
func (p *parser) token(s string, final bool) (int, *failure) {
	switch p.stage {
	case inContent:
		return p.content(s, final)
	case inSubset, inExternal:
		return p.declaration(s, final)
	}
	// Prolog and epilog.
	if n := skipSpace(s, 0); n > 0 {
		if n == len(s) && !final && s[n-1] == '\r' {
			n--
		}
		if n == 0 {
			return 0, nil
		}
		if p.stage == inStart {
			p.stage = inProlog
		}
		return n, p.deflt(s[:n])
	}
	if s[0] != '<' {
		if bad := badChar(s[:min(len(s), utf8.UTFMax)]); bad == 0 {
			return 0, failAt(errInvalidToken, 0)
		}
		if !utf8.FullRuneInString(s) && !final {
			return 0, nil
		}
		if p.stage == inEpilog {
			return 0, fail(errJunkAfterDocument)
		}
		if p.fragment {
			p.stage = inContent
			return p.content(s, final)
		}
		return 0, fail(errSyntax)
	}
	if len(s) < 2 {
		return 0, nil
	}
	switch {
	case s[1] == '?':
		return p.instruction(s)
	case s[1] == '!':
		if len(s) < 3 {
			return 0, nil
		}
		if s[2] == '-' {
			return p.comment(s)
		}
		if p.stage == inEpilog {
			return 0, fail(errJunkAfterDocument)
		}
		return p.doctypeStart(s)
	case p.stage == inEpilog:
		if nameEnd(s, 1) == 1 && s[1] != '/' {
			return 0, failAt(errInvalidToken, 1)
		}
		return 0, fail(errJunkAfterDocument)
	case s[1] == '/':
		return 0, failAt(errInvalidToken, 1)
	}
	if p.foreignDTD && p.doctype.name == "" {
		if bad := p.externalSubset(); bad != nil {
			return 0, bad
		}
		p.foreignDTD = false
	}
	n, bad := p.startTag(s, false)
	if n > 0 && p.stage < inContent {
		p.stage = inContent
		if len(p.tags) == 0 {
			p.stage = inEpilog
		}
	}
	return n, bad
}

// comment handles <!-- … -->.
func (p *parser) comment(s string) (int, *failure) {
	if len(s) < 4 {
		return 0, nil
	}
	if s[3] != '-' {
		return 0, failAt(errInvalidToken, 3)
	}
	end := strings.Index(s[4:], "--")
	if end < 0 {
		if bad := badChar(s[4:]); bad >= 0 {
			return 0, failAt(errInvalidToken, 4+bad)
		}
		return 0, nil
	}
	if bad := badChar(s[4 : 4+end]); bad >= 0 {
		return 0, failAt(errInvalidToken, 4+bad)
	}
	n := 4 + end + 2
	if n >= len(s) {
		return 0, nil
	}
	if s[n] != '>' {
		return 0, failAt(errInvalidToken, n)
	}
	p.begun()
	return n + 1, p.event(hComment, s[:n+1], func() []value { return []value{object.NewStr(newlines(s[4 : n-2]))} })
}

// begun notes that the document has something that a declaration must not follow.
func (p *parser) begun() {
	if p.stage == inStart {
		p.stage = inProlog
	}
}

// instruction handles <?target … ?>, and the XML declaration.
func (p *parser) instruction(s string) (int, *failure) {
	n := nameEnd(s, 2)
	if n == incomplete {
		return 0, nil
	}
	if n == 2 {
		return 0, failAt(errInvalidToken, 2)
	}
	target := s[2:n]
	end := strings.Index(s[n:], "?>")
	if s[n] != '?' && !isSpace(s[n]) {
		return 0, failAt(errInvalidToken, n)
	}
	if end < 0 {
		if bad := badChar(s[n:]); bad >= 0 {
			return 0, failAt(errInvalidToken, n+bad)
		}
		return 0, nil
	}
	end += n
	if bad := badChar(s[n:end]); bad >= 0 {
		return 0, failAt(errInvalidToken, n+bad)
	}
	if strings.EqualFold(target, "xml") {
		if target != "xml" {
			return 0, failAt(errInvalidToken, 2)
		}
		if p.at.index != 0 || p.stage != inStart && !(p.fragment && len(p.tags) == 0) && p.stage != inExternal {
			return 0, fail(errMisplacedDecl)
		}
		p.begun()
		return end + 2, p.xmlDecl(s[:end+2], s[n:end])
	}
	p.begun()
	data := s[skipSpace(s, n):max(end, skipSpace(s, n))]
	return end + 2, p.event(hProcessingInstruction, s[:end+2], func() []value {
		return []value{object.NewStr(target), object.NewStr(newlines(data))}
	})
}

func (p *parser) xmlDecl(token, text string) *failure {
	text = strings.TrimRight(text, " \t\r\n")
	external := p.fragment || p.stage == inExternal
	bad := errXMLDecl
	if external {
		bad = errTextDecl
	}
	pairs, ok := pseudo(text)
	if !ok {
		off := 5 + skipSpace(text, 0)
		if n := nameEnd(token, off); n > off {
			off = n
		}
		return failAt(bad, off)
	}
	var version, encoding *string
	standalone := -1
	next := 0
	for _, pair := range pairs {
		v := pair[1]
		switch {
		case pair[0] == "version" && next == 0:
			version, next = &v, 1
		case pair[0] == "encoding" && next <= 1 && (version != nil || external):
			encoding, next = &v, 2
		case pair[0] == "standalone" && next >= 1 && next <= 2 && !external && (v == "yes" || v == "no"):
			standalone, next = 0, 3
			if v == "yes" {
				standalone = 1
			}
		default:
			return failAt(bad, 6)
		}
	}
	if version == nil && !external || encoding == nil && external {
		return failAt(bad, 6)
	}
	p.dtd.standalone = standalone == 1
	return p.event(hXMLDecl, token, func() []value {
		return []value{textOrNone(version), textOrNone(encoding), object.Int(int64(standalone))}
	})
}

// exception makes the ExpatError for an error at the reported place.
func (p *parser) exception(c code) *exc {
	t := p.t
	text := ""
	if int(c) < len(errorTexts) {
		text = errorTexts[c].text
	}
	e := object.NewException(t, expatError, object.NewStr(fmt.Sprintf("%s: line %d, column %d", text, p.reported.line, p.reported.col)))
	for name, n := range map[string]int{"code": int(c), "offset": p.reported.col, "lineno": p.reported.line} {
		if err := object.SetAttr(t, e.Value(), object.Intern(name), object.Int(int64(n))); err != nil {
			return err
		}
	}
	return e
}
