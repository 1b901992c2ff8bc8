package object

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"
)

// Printing of exceptions nobody caught, as CPython's default hook does it.

const (
	maxGroupWidth  = 15
	maxGroupDepth  = 10
	repeatCutoff   = 3 // equal entries in a row that are shown
	tracebackLimit = 1000
)

// excPrinter builds the text of an exception and of those that it is chained to.
type excPrinter struct {
	t         *Thread
	b         strings.Builder
	seen      map[*Exception]bool
	depth     int  // of nested groups
	needClose bool // the frame around a group's exceptions is to be closed
}

// FormatException returns what the default hook prints for e: its traceback, its
// message, and before it the exceptions that it was caused by.
func FormatException(t *Thread, e *Exception) string {
	p := &excPrinter{t: t, seen: map[*Exception]bool{}}
	p.recursive(e)
	return p.b.String()
}

// PrintException writes FormatException(t, e) by write.
func PrintException(t *Thread, write func(s string), e *Exception) { write(FormatException(t, e)) }

func (p *excPrinter) indent() { p.b.WriteString(strings.Repeat(" ", 2*p.depth)) }

func (p *excPrinter) margin() {
	p.indent()
	if p.depth > 0 {
		p.b.WriteString("| ")
	}
}

// line writes a line behind the margin.
func (p *excPrinter) line(s string) {
	p.margin()
	p.b.WriteString(s)
	p.b.WriteByte('\n')
}

// recursive prints an exception and before it those in its chain that have not
// been printed.
func (p *excPrinter) recursive(e *Exception) {
	if err := p.t.EnterNative(" in print_exception_recursive"); err != nil {
		return // the rest of a chain too long to be printed
	}
	defer p.t.LeaveNative()
	p.seen[e] = true
	if cause, ok := AsException(e.Cause(p.t)); ok {
		p.chained(cause, "The above exception was the direct cause of the following exception:")
	} else if c := e.Context(p.t); c != nil && !e.Suppress(p.t) {
		p.chained(c, "During handling of the above exception, another exception occurred:")
	}
	if e.IsGroup() {
		p.group(e)
	} else {
		p.exception(e)
	}
}

func (p *excPrinter) chained(e *Exception, message string) {
	if p.seen[e] {
		return
	}
	needClose := p.needClose
	p.needClose = false
	p.recursive(e)
	p.needClose = needClose
	p.line("")
	p.line(message)
	p.line("")
}

// group prints an exception group: each of its exceptions in a frame.
func (p *excPrinter) group(e *Exception) {
	if p.depth > maxGroupDepth {
		p.line(fmt.Sprintf("... (max_group_depth is %d)", maxGroupDepth))
		return
	}
	if p.depth == 0 {
		p.depth++
	}
	p.exception(e)
	excs := e.GroupExceptions(p.t)
	n := min(len(excs), maxGroupWidth+1)
	p.needClose = false
	for i := range n {
		last := i == n-1
		if last {
			// A group that comes last closes the frame of this one too.
			p.needClose = true
		}
		p.indent()
		corner := "  "
		if i == 0 {
			corner = "+-"
		}
		title := fmt.Sprint(i + 1)
		if i >= maxGroupWidth {
			title = "..."
		}
		fmt.Fprintf(&p.b, "%s+---------------- %s ----------------\n", corner, title)
		p.depth++
		if i >= maxGroupWidth {
			rest, plural := len(excs)-maxGroupWidth, "s"
			if rest == 1 {
				plural = ""
			}
			p.line(fmt.Sprintf("and %d more exception%s", rest, plural))
		} else if x, ok := AsException(excs[i]); ok {
			p.recursive(x)
		}
		if last && p.needClose {
			p.indent()
			p.b.WriteString("+------------------------------------\n")
			p.needClose = false
		}
		p.depth--
	}
	if p.depth == 1 {
		p.depth = 0
	}
}

// exception prints one exception: traceback, place of a syntax error, message,
// suggestion, notes.
func (p *excPrinter) exception(e *Exception) {
	if tb := e.Traceback(p.t); tb != nil {
		p.traceback(tb, e.IsGroup())
	}
	text, hasText := "", false
	if s, ok := p.syntaxError(e); ok {
		text, hasText = s, true
	}
	p.margin()
	p.b.WriteString(p.className(e.Typ))
	if !hasText {
		s, err := ToStr(p.t, e.Value())
		if err != nil {
			text = "<exception str() failed>"
		} else {
			text = s.S
		}
	}
	if text != "" {
		p.b.WriteString(": " + text)
	}
	p.b.WriteString(suggestion(p.t, e))
	p.b.WriteByte('\n')
	p.notes(e)
}

func (p *excPrinter) className(typ *Type) string {
	name := typ.Name
	if q, ok := AsStr(typ.QualName); ok {
		name = q.S
	}
	m, ok := AsStr(typ.ModuleName(p.t))
	switch {
	case !ok:
		return "<unknown>." + name
	case m.S == "builtins" || m.S == "__main__":
		return name
	}
	return m.S + "." + name
}

func (p *excPrinter) notes(e *Exception) {
	t := p.t
	notes, err := LookupAttr(t, e.Value(), strNotes)
	if err != nil || notes.O == nil {
		return
	}
	if s := &notes.O.Typ.Slots; s.GetItem == nil || notes.O.Typ.Flags&FlagDict != 0 {
		p.margin()
		text := "<__notes__ repr() failed>"
		if r, err := Repr(t, notes); err == nil {
			text = r.S
		}
		p.b.WriteString(text)
		return
	}
	items, err := Collect(t, notes)
	if err != nil {
		return
	}
	for _, x := range items {
		text := "<note str() failed>"
		if s, err := ToStr(t, x); err == nil {
			text = s.S
		}
		if text == "" {
			p.b.WriteByte('\n')
			continue
		}
		for l := range strings.Lines(text) {
			p.margin()
			p.b.WriteString(l)
		}
		p.b.WriteByte('\n')
	}
}

// traceback prints the entries of a traceback, most recent call last.
func (p *excPrinter) traceback(tb *Traceback, group bool) {
	limit := tracebackLimit
	if p.t.Interp.Sys != nil {
		if v := p.t.Interp.Sys.GetStr(p.t, Intern("tracebacklimit")); v.O != nil && v.O.Typ.Flags&FlagInt != 0 {
			n, big := AsInt(v)
			if big != nil && big.Sign() < 0 || n <= 0 && big == nil {
				return
			}
			if big == nil {
				limit = int(min(n, 1<<31-1))
			}
		}
	}
	header := "Traceback (most recent call last):\n"
	p.indent()
	if p.depth > 0 {
		if group && p.depth == 1 {
			p.b.WriteString("+ ")
		} else {
			p.b.WriteString("| ")
		}
	}
	if group {
		header = "Exception Group " + header
	}
	p.b.WriteString(header)
	n := 0
	for x := tb; x != nil; x = x.Next {
		n++
	}
	for ; n > limit; n-- {
		tb = tb.Next
	}
	var last *Traceback
	same := 0
	repeated := func() {
		if same > repeatCutoff {
			more, plural := same-repeatCutoff, "s"
			if more == 1 {
				plural = ""
			}
			p.line(fmt.Sprintf("  [Previous line repeated %d more time%s]", more, plural))
		}
	}
	for ; tb != nil; tb = tb.Next {
		if last == nil || last.Code.Filename != tb.Code.Filename || last.LineNo() != tb.LineNo() || last.Code.Name != tb.Code.Name {
			repeated()
			same = 0
		}
		last = tb
		same++
		if same <= repeatCutoff {
			p.entry(tb)
		}
	}
	repeated()
}

// entry prints one entry: the place, the line, and carets below what ran in it.
func (p *excPrinter) entry(tb *Traceback) {
	code, line := tb.Code, tb.LineNo()
	p.line(fmt.Sprintf("  File \"%s\", line %d, in %s", code.Filename, line, code.Name))
	src, ok := SourceLine(p.t, code.Filename, line)
	if !ok {
		return
	}
	text := strings.TrimLeft(src, " \t\f")
	cut := len(src) - len(text)
	p.line("    " + text)
	if tb.PC < 0 || int(tb.PC) >= len(code.Positions) {
		return
	}
	pos := code.Positions[tb.PC]
	if int(pos.Line) != line || pos.Line <= 0 || pos.EndLine <= 0 || pos.Col < 0 || pos.EndCol < 0 || int(pos.Col) > len(src) {
		return
	}
	start, end := int(pos.Col), int(pos.EndCol)
	left, right := -1, -1
	if pos.EndLine == pos.Line {
		if end > len(src) || end < start {
			return
		}
		if Hooks.Anchors != nil {
			if l, r, ok := Hooks.Anchors(src[start:end]); ok {
				left, right = start+l, start+r
			}
		}
	} else {
		end = len(strings.TrimRight(src, " \t\f"))
	}
	if start < cut || end-start == len(text) && left < 0 {
		return // all of the line: nothing to point out
	}
	var b strings.Builder
	b.WriteString("    ")
	b.WriteString(strings.Repeat(" ", displayWidth(src[cut:start])))
	if left < 0 {
		b.WriteString(strings.Repeat("^", displayWidth(src[start:end])))
	} else {
		left, right = min(left, end), min(right, end)
		b.WriteString(strings.Repeat("~", displayWidth(src[start:left])))
		b.WriteString(strings.Repeat("^", displayWidth(src[left:right])))
		b.WriteString(strings.Repeat("~", displayWidth(src[right:end])))
	}
	p.line(b.String())
}

// displayWidth returns how many columns s takes where East Asian wide characters
// take two.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 {
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}

// syntaxError prints the place that a SyntaxError is about and returns its
// message; ok is false for other exceptions, and for those whose attributes are
// not as they should be.
func (p *excPrinter) syntaxError(e *Exception) (message string, ok bool) {
	t, v := p.t, e.Value()
	if x, err := LookupAttr(t, v, Intern("print_file_and_line")); err != nil || x.O == nil {
		return "", false
	}
	get := func(name string) (Value, bool) {
		x, err := LookupAttr(t, v, Intern(name))
		return x, err == nil && x.O != nil
	}
	num := func(name string, none int) (int, bool) {
		x, ok := get(name)
		if !ok {
			return 0, false
		}
		if x.IsNone() {
			return none, true
		}
		if x.O.Typ.Flags&FlagInt == 0 {
			return 0, false
		}
		n, err := IndexInt(t, x, OverflowError)
		return int(n), err == nil
	}
	msg, ok := get("msg")
	if !ok {
		return "", false
	}
	m, err := ToStr(t, msg)
	if err != nil {
		return "", false
	}
	file, ok := get("filename")
	if !ok {
		return "", false
	}
	name := "<string>"
	if !file.IsNone() {
		s, err := ToStr(t, file)
		if err != nil {
			return "", false
		}
		name = s.S
	}
	if l, ok := get("lineno"); !ok || l.IsNone() {
		return "", false
	}
	line, ok1 := num("lineno", 0)
	offset, ok2 := num("offset", -1)
	endLine, ok3 := num("end_lineno", line)
	endOffset, ok4 := num("end_offset", -1)
	text, ok5 := get("text")
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return "", false
	}
	p.line(fmt.Sprintf("  File \"%s\", line %d", name, line))
	if s, ok := AsStr(text); ok {
		if endLine > line {
			endOffset = s.Len()
		}
		if e.Typ != SyntaxError {
			endOffset = -1 // only where the line begins
		}
		p.errorText(s.S, offset, endOffset)
	}
	return m.S, true
}

// errorText prints the line of a syntax error with carets from offset up to end,
// both counted in characters from 1.
func (p *excPrinter) errorText(text string, offset, end int) {
	n := len(text)
	offset, end = min(offset, n+1), min(end, n+1)
	carets := 1
	if end > 0 && end > offset {
		carets = end - offset
	}
	offset--
	if offset > 0 && offset == n && text[n-1] == '\n' {
		offset--
	}
	for { // of several lines, show from the one that offset is in on
		i := strings.IndexByte(text, '\n')
		if i < 0 || i >= offset {
			break
		}
		text, offset = text[i+1:], offset-i-1
	}
	trimmed := strings.TrimLeft(text, " \t\f")
	offset -= len(text) - len(trimmed)
	p.line("    " + strings.TrimSuffix(trimmed, "\n"))
	if offset < 0 {
		return
	}
	p.line("    " + strings.Repeat(" ", offset) + strings.Repeat("^", carets))
}
