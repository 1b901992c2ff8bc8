package compile

import (
	"slices"

	"github.com/weftpy/weft/syntax"
)

// scopeKind tells what opened a scope.
type scopeKind uint8

const (
	moduleScope scopeKind = iota
	classScope
	functionScope   // def, lambda, comprehensions
	annotationScope // an annotation that is not evaluated: only its errors count
	typeParamsScope // around a generic function, class or alias
	typeAliasScope  // the value of a type alias
	typeVarScope    // a bound, constraints or default of a type parameter
)

// scopeRole tells the scopes apart that belong to one node.
type scopeRole uint8

const (
	bodyRole scopeRole = iota
	typeParamsRole
	boundRole
	defaultRole
)

type scopeKey struct {
	node any // a pointer to a node
	role scopeRole
}

// symFlags say what the text of a scope does with a name.
type symFlags uint16

const (
	defGlobal symFlags = 1 << iota
	defNonlocal
	defLocal
	defParam
	defImport
	defAnnot
	defCompIter
	defTypeParam
	isUsed

	defBound = defLocal | defParam | defImport | defTypeParam
)

// resolution says where a name of a scope is found.
type resolution uint8

const (
	unresolved     resolution = iota
	localName                 // in this scope: a register, a cell or the namespace
	freeName                  // in the closure
	globalExplicit            // declared global
	globalImplicit            // neither bound here nor around
)

// symbol is a name in a scope.
type symbol struct {
	name    string // mangled
	flags   symFlags
	res     resolution
	cell    bool // local here and captured by an inner function
	through bool // in the closure, though perhaps only for the sake of inner functions
	decl    syntax.Span
}

func (s *symbol) bound() bool {
	return s.flags&defBound != 0 && s.flags&(defGlobal|defNonlocal) == 0
}

// compKind is the kind of comprehension a scope belongs to.
type compKind uint8

const (
	notComp compKind = iota
	genExp
	listComp
	setComp
	dictComp
)

// scope is a symbol table: the names of one block of the program.
type scope struct {
	kind     scopeKind
	name     string
	parent   *scope
	children []*scope
	symbols  map[string]*symbol
	order    []*symbol // in the order of first mention
	params   []string
	at       syntax.Span

	comp        compKind
	isLambda    bool
	isGenerator bool
	isCoroutine bool // uses await, or asynchronous comprehensions
	varArgs     bool
	varKeywords bool
	iterTarget  bool // the target of a comprehension is being visited
	seesClass   bool // directly inside a class, whose names its own code sees
	typeVarKind string

	// inline marks a comprehension that is compiled into the code around it:
	// its variables live in registers of the frame of that code.
	inline bool
	// A class has two cells beside its namespace, made when something inside
	// uses them: the class itself, and its namespace for annotation scopes.
	needsClassCell, needsClassDict bool
	// walrus holds the names bound by assignment expressions in this frame.
	walrus map[string]bool
}

func (s *scope) lookup(name string) *symbol { return s.symbols[name] }

func (s *scope) symbol(name string) *symbol {
	sym := s.symbols[name]
	if sym == nil {
		sym = &symbol{name: name}
		s.symbols[name] = sym
		s.order = append(s.order, sym)
	}
	return sym
}

// functionLike reports whether the names of s live in registers and are seen
// from inner scopes.
func (s *scope) functionLike() bool {
	switch s.kind {
	case functionScope, typeParamsScope, typeAliasScope, typeVarScope:
		return true
	}
	return false
}

// frame returns the scope whose code contains that of s.
func (s *scope) frame() *scope {
	for s.inline {
		s = s.parent
	}
	return s
}

// cellNames returns the captured variables of s in the order of CellVars:
// parameters first, the others by name.
func (s *scope) cellNames() []string {
	var names []string
	if s.needsClassCell {
		names = append(names, "__class__")
	}
	if s.needsClassDict {
		names = append(names, "__classdict__")
	}
	for _, name := range s.params {
		if s.lookup(name).cell {
			names = append(names, name)
		}
	}
	first := len(names)
	for _, sym := range s.order {
		if sym.cell && sym.flags&defParam == 0 {
			names = append(names, sym.name)
		}
	}
	slices.Sort(names[first:])
	return names
}

// freeNames returns the names of the closure of s in the order of FreeVars.
func (s *scope) freeNames() []string {
	var names []string
	for _, sym := range s.order {
		if sym.through {
			names = append(names, sym.name)
		}
	}
	slices.Sort(names)
	return names
}

// resolve finds out for every name of s and of the scopes inside where it is
// found, and which variables must be cells because inner functions use them.
func (c *compiler) resolve(s *scope) {
	s.inline = s.comp != notComp && s.comp != genExp && !s.callsLocals() &&
		(s.parent.functionLike() || s.parent.kind == moduleScope)
	// Symbols may be added to outer scopes by inner ones, never to s itself
	// while it is walked.
	for _, sym := range s.order {
		if sym.res == unresolved {
			c.resolveSymbol(s, sym)
		}
	}
	for _, child := range s.children {
		c.resolve(child)
	}
}

// callsLocals reports whether something in comprehension s may ask for the
// variables of the running frame, which must then be its own.
func (s *scope) callsLocals() bool {
	for _, name := range [...]string{"locals", "vars", "dir", "eval", "exec"} {
		if sym := s.lookup(name); sym != nil && sym.flags&defBound == 0 && s.binder(name) == nil {
			return true
		}
	}
	for _, child := range s.children {
		if child.comp != notComp && child.callsLocals() {
			return true
		}
	}
	return false
}

func (c *compiler) resolveSymbol(s *scope, sym *symbol) {
	switch {
	case sym.flags&defGlobal != 0:
		if sym.flags&defNonlocal != 0 {
			c.failAt(sym.decl, "name '%s' is nonlocal and global", sym.name)
		}
		sym.res = globalExplicit
		return
	case sym.flags&defNonlocal != 0:
		if s.kind == moduleScope {
			c.failAt(sym.decl, "nonlocal declaration not allowed at module level")
		}
		owner := s.binder(sym.name)
		if owner == nil {
			c.failAt(sym.decl, "no binding for nonlocal '%s' found", sym.name)
		}
		if o := owner.lookup(sym.name); o != nil && o.flags&defTypeParam != 0 {
			c.failAt(sym.decl, "nonlocal binding not allowed for type parameter '%s'", sym.name)
		}
		capture(s, owner, sym.name)
		return
	case sym.flags&defBound != 0:
		sym.res = localName
		return
	}
	// Only used here. An annotation scope inside a class looks into the
	// namespace of the class first, but what the class declares global is.
	if s.seesClass {
		if in := s.parent.lookup(sym.name); in != nil && in.flags&defGlobal != 0 {
			sym.res = globalExplicit
			return
		}
	}
	if owner := s.binder(sym.name); owner != nil {
		capture(s, owner, sym.name)
		return
	}
	sym.res = globalImplicit
}

// binder returns the nearest scope around s, module and classes excepted, in
// which name is a local variable, or nil when the name is global.
func (s *scope) binder(name string) *scope {
	for p := s.parent; p != nil; p = p.parent {
		if p.kind == classScope && (name == "__class__" || name == "__classdict__") {
			return p
		}
		if !p.functionLike() {
			continue
		}
		sym := p.lookup(name)
		switch {
		case sym == nil || sym.flags&defNonlocal != 0:
		case sym.flags&defGlobal != 0:
			return nil
		case sym.flags&defBound != 0:
			return p
		}
	}
	return nil
}

// capture makes name, a local variable of owner, known in s.
func capture(s, owner *scope, name string) {
	sym := s.symbol(name)
	if s.frame() == owner.frame() {
		sym.res = localName // found by the code generator in a scope around
		return
	}
	sym.res = freeName
	switch {
	case owner.kind != classScope:
		owner.symbol(name).cell = true
	case name == "__class__":
		owner.needsClassCell = true
	default:
		owner.needsClassDict = true
	}
	// Every frame between the two hands the cell on.
	target := owner.frame()
	for p := s.frame(); p != target; p = p.parent.frame() {
		h := p.symbol(name)
		h.through = true
		if h.res == unresolved && h.flags&defBound == 0 {
			h.res = freeName
		}
	}
}
