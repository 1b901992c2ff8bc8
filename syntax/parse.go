package syntax

// Mode tells what Parse expects.
type Mode uint8

// The modes, those of Python's compile().
const (
	Exec     Mode = iota // a file of statements; the result is a *Module
	Eval                 // one expression; *Expression
	Single               // one interactive statement; *Interactive
	FuncType             // a signature of a type comment; *FunctionType
)

// Options adjust how Parse works. The zero value is that of an ordinary
// compile() or ast.parse().
type Options struct {
	// DontImplyDedent asks for the error of an unfinished block when the
	// source of a Single ends without a newline (PyCF_DONT_IMPLY_DEDENT).
	DontImplyDedent bool

	// AllowIncomplete makes the message of every error that more input could
	// have mended "incomplete input" (PyCF_ALLOW_INCOMPLETE_INPUT).
	AllowIncomplete bool

	// IgnoreCookie takes the source as UTF-8 whatever its first two lines
	// say: the source was a str, not bytes (PyCF_IGNORE_COOKIE).
	IgnoreCookie bool

	// BarryAsFLUFL makes <> the operator of inequality instead of != (PEP 401).
	BarryAsFLUFL bool

	// MaxIntDigits is how many digits a decimal integer may have
	// (sys.get_int_max_str_digits()): 0 means Python's default of 4300, a
	// negative number means any.
	MaxIntDigits int

	// Warnings, if not nil, receives the warnings, in the order of the source.
	Warnings *[]Warning
}

// Parse reads the source of a Python program. The filename is only used in
// errors. opts may be nil. An error is always an *Error.
//
// The work is done in up to two passes. The first builds the tree and gives
// up at the first token that cannot continue a program; it knows nothing
// about messages. Only if it fails, a second pass runs over the same tokens
// with the checks of diagnose.go, which recognize common mistakes.
func Parse(src []byte, filename string, mode Mode, opts *Options) (Mod, error) {
	if opts == nil {
		opts = &Options{}
	}
	text, e := readSource(src, filename, opts.IgnoreCookie, mode == Exec)
	if e != nil {
		return nil, e
	}
	p := newParser(text, filename, mode, opts, opts.Warnings)
	if mod, ok := p.run(); ok {
		return mod, nil
	}
	return nil, p.diagnose(text)
}

// maxDepth limits how deep constructs nest that need no bracket, such as
// "- - - 1", so that the parser and what walks the tree after it need a
// bounded stack.
const maxDepth = 6000

// tokenWindow is how many tokens the parser keeps when it need not go back.
const tokenWindow = 64

// parser is a recursive-descent parser with a window of tokens around the
// current one.
//
// A function that reads a construct is called at its first token and leaves
// the current token behind its last. There is no error result: what cannot be
// parsed unwinds as a panic with a bailout, recovered in run and in attempt.
type parser struct {
	lex  lexer
	toks []token
	pos  int    // index in toks of the current token
	t    *token // the current token; valid until the next call of next

	// The end of the last token that was neither white space nor the end.
	endLine, endCol int32

	marks   int // number of places we may go back to; none are forgotten then
	dropped int // number of tokens forgotten
	depth   int

	mode     Mode
	opts     *Options
	filename string
	started  bool // a token has been read since the last implied NEWLINE (Single)

	err   *Error // the error to report, if the bailout has a message
	final bool   // whatever the rest of the source is like

	// State of the second pass, see diagnose.go.
	diag  bool
	quiet int
	memo  map[memoKey]memoEntry

	// Lists under construction. Each list is copied when it is complete, so
	// it has no spare capacity.
	exprs []Expr
	stmts []Stmt

	nodes slabs
}

// bailout is the panic of a syntax error.
type bailout struct{}

func newParser(text []byte, filename string, mode Mode, opts *Options, warnings *[]Warning) *parser {
	p := &parser{mode: mode, opts: opts, filename: filename}
	p.lex.init(text, filename, warnings)
	p.toks = make([]token, 0, tokenWindow)
	return p
}

// run parses the whole source. If it fails, p.err has the error or is nil.
func (p *parser) run() (mod Mod, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(bailout); !is {
				panic(r)
			}
		}
	}()
	if p.t == nil {
		p.fetch()
	}
	switch p.mode {
	case Exec:
		return &Module{Body: p.statements(tEOF)}, true
	case Single:
		return p.interactive(), true
	case Eval:
		e := p.expressions()
		for p.t.kind == tNewline {
			p.next()
		}
		p.want(tEOF)
		return &Expression{Body: e}, true
	case FuncType:
		return p.functionType(), true
	}
	panic("BUG: unknown mode of syntax.Parse")
}

// next moves on to the next token.
func (p *parser) next() {
	if t := p.t; t.kind > tDedent {
		p.endLine, p.endCol = t.EndLine, t.EndCol
	}
	p.pos++
	if p.pos < len(p.toks) {
		p.t = &p.toks[p.pos]
		return
	}
	p.fetch()
}

// fetch reads the token at pos == len(toks) and makes it the current one.
func (p *parser) fetch() {
	if p.pos >= tokenWindow && p.marks == 0 {
		p.dropped += p.pos
		p.pos = 0
		p.toks = p.toks[:0]
	}
	p.scan()
	p.t = &p.toks[p.pos]
}

// scan appends a token to toks.
func (p *parser) scan() {
	n := len(p.toks)
	if n < cap(p.toks) {
		p.toks = p.toks[:n+1]
	} else {
		p.toks = append(p.toks, token{})
	}
	t := &p.toks[n]
	p.lex.scan(t)
	if t.kind == tError {
		p.lexicalError()
	}
	if p.mode == Single {
		p.implyNewline(t)
	}
}

// implyNewline supplies the NEWLINE, and the end of blocks, that the source
// of an interactive statement may lack.
func (p *parser) implyNewline(t *token) {
	if t.kind != tEOF || !p.started {
		p.started = true
		return
	}
	t.kind = tNewline
	p.started = false
	if n := len(p.lex.indents) - 1; n > 0 && !p.opts.DontImplyDedent {
		p.lex.pending = -n
		p.lex.indents = p.lex.indents[:1]
	}
}

// peek returns the token n places after the current one.
func (p *parser) peek(n int) *token {
	for p.pos+n >= len(p.toks) {
		p.scan()
		p.t = &p.toks[p.pos]
	}
	return &p.toks[p.pos+n]
}

// want skips a token that must be there.
func (p *parser) want(k kind) {
	if p.t.kind != k {
		p.bail()
	}
	p.next()
}

// accept skips a token if it is there.
func (p *parser) accept(k kind) bool {
	if p.t.kind == k {
		p.next()
		return true
	}
	return false
}

// force skips a token whose absence is an error of its own.
func (p *parser) force(k kind, text string) {
	if p.t.kind != k {
		p.raiseSpan(p.t.Span, "expected '%s'", text)
	}
	p.next()
}

// name skips an identifier and returns it.
func (p *parser) name() string {
	if p.t.kind != tName {
		p.bail()
	}
	s := p.lex.names.list[p.t.val]
	p.next()
	return s
}

// isWord reports whether t is the given soft keyword.
func isWord(t *token, id int32) bool {
	return t.kind == tName && t.val == id
}

// bail gives up.
func (p *parser) bail() {
	panic(bailout{})
}

// enter counts a level of nesting; each must be left by p.depth--.
func (p *parser) enter() {
	p.depth++
	if p.depth > maxDepth {
		p.raiseKind(MemoryError, p.t.Span, "Parser stack overflowed - Python source too complex to parse")
	}
}

// span makes the extent of a node that begins at (line, col) and ends where
// the last token ended.
func (p *parser) span(line, col int32) Span {
	return Span{line, col, p.endLine, p.endCol}
}

// takeExprs removes the expressions from index mark on from p.exprs and
// returns a copy.
func (p *parser) takeExprs(mark int) []Expr {
	top := p.exprs[mark:]
	if len(top) == 0 {
		return nil
	}
	out := make([]Expr, len(top))
	copy(out, top)
	clear(top)
	p.exprs = p.exprs[:mark]
	return out
}

// takeStmts is takeExprs for statements.
func (p *parser) takeStmts(mark int) []Stmt {
	top := p.stmts[mark:]
	if len(top) == 0 {
		return nil
	}
	out := make([]Stmt, len(top))
	copy(out, top)
	clear(top)
	p.stmts = p.stmts[:mark]
	return out
}

// slabs allocate the commonest nodes several at a time.
type slabs struct {
	name  slab[Name]
	con   slab[Constant]
	attr  slab[Attribute]
	call  slab[Call]
	expr  slab[ExprStmt]
	asgn  slab[Assign]
	binop slab[BinOp]
	sub   slab[Subscript]
	arg   slab[Arg]
	kw    slab[Keyword]
}

type slab[T any] struct {
	free []T
	size int
}

func (s *slab[T]) alloc() *T {
	if len(s.free) == 0 {
		s.size = min(2*s.size+2, 62)
		s.free = make([]T, s.size)
	}
	n := &s.free[0]
	s.free = s.free[1:]
	return n
}
