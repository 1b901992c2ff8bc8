package csv

import (
	"unicode/utf8"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// reader is what csv.reader makes. Of a row that is begun nothing outlives the
// call that reads it, so the number of lines is all of its state.
type reader struct {
	object.Object
	dialect *dialect
	input   value // an iterator
	shared  *shared
	lines   *object.Boxed[lineCount]
}

// lineCount counts the lines; width is how many fields the last row had.
type lineCount struct {
	n     int64
	width int
}

var (
	readerType    = &object.Type{Name: "reader", Module: "_csv", Flags: object.FlagNoBase | object.FlagNoNew, Doc: "Iterates over the rows of a CSV file."}
	lineCountType = &object.Type{Name: "_lines", Module: "_csv"}
	lineCountKind = object.NewKind[lineCount]("csv.reader", nil)
)

func readerOf(v value) *reader { return (*reader)(unsafe.Pointer(v.O)) }

func newReader(t *thread, args, kwnames []value) (value, *exc) {
	if err := first(t, args, kwnames); err != nil {
		return value{}, err
	}
	input, err := object.Iter(t, args[0])
	if err != nil {
		return value{}, err
	}
	d, err := dialectArg(t, args[1:], kwnames)
	if err != nil {
		return value{}, err
	}
	r := &reader{Object: object.Object{Typ: readerType}, dialect: d, input: input, shared: sharedOf(t), lines: object.NewBoxed(t, lineCountType, lineCount{})}
	return value{O: &r.Object}, nil
}

// state is where in a row the parser is.
type state uint8

const (
	startRecord state = iota
	startField
	escapedChar
	inField
	inQuotedField
	escapeInQuotedField
	quoteInQuotedField
	eatNewline
	afterEscapedNewline
)

// endOfLine is the character after the last one of each string.
const endOfLine rune = -2

// parser takes lines to pieces.
type parser struct {
	*dialect
	t       *thread
	state   state
	row     []value
	field   []byte
	length  int64 // of field, in characters
	limit   int64
	numeric bool // the field under way is not quoted, and so is a number
}

func (p *parser) add(c rune) *exc {
	if p.length >= p.limit {
		return p.t.Errorf(csvError, "field larger than field limit (%d)", p.limit)
	}
	p.length++
	if c < utf8.RuneSelf {
		p.field = append(p.field, byte(c))
	} else {
		p.field = object.AppendRune(p.field, c)
	}
	return nil
}

func (p *parser) save() *exc {
	v := object.CopyStr(p.field)
	p.field, p.length = p.field[:0], 0
	if p.numeric {
		p.numeric = false
		f, err := object.Call1(p.t, object.FloatType.Value(), v)
		if err != nil {
			return err
		}
		v = f
	}
	p.row = append(p.row, v)
	return nil
}

// endRow saves the last field of a row, at a newline or the end of the string.
func (p *parser) endRow(c rune) *exc {
	err := p.save()
	p.state = eatNewline
	if c == endOfLine {
		p.state = startRecord
	}
	return err
}

func newline(c rune) bool { return c == '\n' || c == '\r' }

// next takes one character.
func (p *parser) next(c rune) *exc {
	switch p.state {
	case startRecord:
		if c == endOfLine { // an empty line is an empty row
			return nil
		}
		if newline(c) {
			p.state = eatNewline
			return nil
		}
		p.state = startField
		fallthrough
	case startField:
		switch {
		case newline(c) || c == endOfLine:
			return p.endRow(c)
		case c == p.quotechar && p.quoting != quoteNone:
			p.state = inQuotedField
		case c == p.escapechar:
			p.state = escapedChar
		case c == ' ' && p.skipSpace:
		case c == p.delimiter:
			return p.save()
		default:
			p.numeric = p.quoting == quoteNonNumeric
			p.state = inField
			return p.add(c)
		}
	case escapedChar:
		if newline(c) {
			p.state = afterEscapedNewline
			return p.add(c)
		}
		if c == endOfLine {
			c = '\n'
		}
		p.state = inField
		return p.add(c)
	case afterEscapedNewline:
		if c == endOfLine {
			return nil
		}
		fallthrough // the state stays, so that the end of this line is not that of the row
	case inField:
		switch {
		case newline(c) || c == endOfLine:
			return p.endRow(c)
		case c == p.escapechar:
			p.state = escapedChar
		case c == p.delimiter:
			p.state = startField
			return p.save()
		default:
			return p.add(c)
		}
	case inQuotedField:
		switch {
		case c == endOfLine:
		case c == p.escapechar:
			p.state = escapeInQuotedField
		case c == p.quotechar && p.quoting != quoteNone:
			p.state = inField
			if p.doublequote {
				p.state = quoteInQuotedField
			}
		default:
			return p.add(c)
		}
	case escapeInQuotedField:
		if c == endOfLine {
			c = '\n'
		}
		p.state = inQuotedField
		return p.add(c)
	case quoteInQuotedField:
		switch {
		case c == p.quotechar && p.quoting != quoteNone:
			p.state = inQuotedField
			return p.add(c)
		case c == p.delimiter:
			p.state = startField
			return p.save()
		case newline(c) || c == endOfLine:
			return p.endRow(c)
		case !p.strict:
			p.state = inField
			return p.add(c)
		default:
			return p.t.Errorf(csvError, "'%c' expected after '%c'", p.delimiter, p.quotechar)
		}
	case eatNewline:
		if c == endOfLine {
			p.state = startRecord
		} else if !newline(c) {
			return p.t.Errorf(csvError, "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
		}
	}
	return nil
}

// line takes one string.
func (p *parser) line(s string) *exc {
	for i := 0; i < len(s); {
		if p.state <= startField && p.quoting != quoteNonNumeric && p.delimiter < utf8.RuneSelf {
			// A field of ordinary ASCII characters only, with the delimiter or the end of the line behind it.
			j := i
			for j < len(s) && s[j] < utf8.RuneSelf && p.special[s[j]]&toReader == 0 {
				j++
			}
			if j > i && int64(j-i) <= p.limit && !(p.skipSpace && s[i] == ' ') {
				last := s[j:] == "" || s[j:] == "\n" || s[j:] == "\r\n"
				if last || s[j] < utf8.RuneSelf && rune(s[j]) == p.delimiter {
					p.row = append(p.row, object.CopyStr(s[i:j]))
					if last {
						p.state = startRecord
						return nil
					}
					p.state = startField
					i = j + 1
					continue
				}
			}
		}
		if p.state == inField || p.state == inQuotedField {
			// A run of ordinary ASCII characters at once.
			j := i
			for j < len(s) && s[j] < utf8.RuneSelf && p.special[s[j]]&toReader == 0 {
				j++
			}
			if n := int64(j - i); n > 0 && p.length+n <= p.limit {
				p.field = append(p.field, s[i:j]...)
				p.length += n
				i = j
				continue
			}
		}
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = object.DecodeRune(s[i:])
		}
		if err := p.next(c); err != nil {
			return err
		}
		i += n
	}
	return p.next(endOfLine)
}

// readRow is reader.__next__.
func readRow(t *thread, v value) (value, *exc) {
	r := readerOf(v)
	p := parser{dialect: r.dialect, t: t, limit: r.shared.limit.Read(t).n}
	if n := r.lines.Read(t).width; n > 0 {
		p.row = make([]value, 0, n)
	}
	for {
		line, err := object.NextOf(t, r.input)
		if err != nil {
			return value{}, err
		}
		if line.O == nil {
			if p.length == 0 && p.state != inQuotedField {
				return value{}, nil
			}
			if p.strict {
				return value{}, t.Errorf(csvError, "unexpected end of data")
			}
			if err := p.save(); err != nil {
				return value{}, err
			}
			break
		}
		s, ok := object.AsStr(line)
		if !ok {
			return value{}, t.Errorf(csvError, "iterator should return strings, not %s (the file should be opened in text mode)", line.TypeName())
		}
		r.lines.Write(t, lineCountKind).n++
		if err := p.line(s.S); err != nil {
			return value{}, err
		}
		if p.state == startRecord {
			break
		}
	}
	if n := len(p.row); n != r.lines.Read(t).width {
		r.lines.Write(t, lineCountKind).width = n
	}
	return object.NewList(t, p.row).Value(), nil
}

func init() {
	readerType.Slots.Iter = func(t *thread, v value) (value, *exc) { return v, nil }
	readerType.Slots.Next = readRow
	readerType.Getsets = []object.GetSet{
		{Name: "dialect", Member: true, Get: func(t *thread, v value) (value, *exc) { return readerOf(v).dialect.value(), nil }},
		{Name: "line_num", Member: true, Get: func(t *thread, v value) (value, *exc) { return object.Int(readerOf(v).lines.Read(t).n), nil }},
	}
}
