package compile

import (
	"strings"

	"github.com/weftpy/weft/syntax"
)

// symtable builds the scopes of a tree in one walk and reports the errors that
// names can make, in the order in which CPython's symbol table finds them.
// Where a name is found is worked out afterwards (see resolve).
type symtable struct {
	c       *compiler
	cur     *scope
	top     *scope
	private string // name of the class around, for mangling
	depth   int

	compIterExpr int // inside the iterable of a comprehension, however deeply
}

// buildScopes returns the resolved scope of mod; those inside are in c.scopes.
func (c *compiler) buildScopes(mod syntax.Mod) *scope {
	c.scopes = map[scopeKey]*scope{}
	b := &symtable{c: c}
	b.enter(moduleScope, "top", mod, bodyRole, syntax.Span{})
	b.top = b.cur
	switch m := mod.(type) {
	case *syntax.Module:
		b.stmts(m.Body)
	case *syntax.Interactive:
		b.stmts(m.Body)
	case *syntax.Expression:
		b.expr(m.Body)
	}
	c.resolve(b.top)
	return b.top
}

func (b *symtable) enter(kind scopeKind, name string, node any, role scopeRole, at syntax.Span) *scope {
	s := &scope{kind: kind, name: name, parent: b.cur, symbols: map[string]*symbol{}, at: at}
	if b.cur != nil && kind != annotationScope {
		b.cur.children = append(b.cur.children, s)
	}
	b.cur = s
	if kind != annotationScope {
		b.c.scopes[scopeKey{node, role}] = s
	}
	return s
}

func (b *symtable) exit() { b.cur = b.cur.parent }

func (b *symtable) deeper() {
	if b.depth++; b.depth > maxDepth {
		panic(bailout{ErrTooDeep})
	}
}

// define records that the current scope does what flags say with name.
func (b *symtable) define(name string, flags symFlags, at syntax.Span) {
	b.defineIn(b.cur, name, flags, at)
}

func (b *symtable) defineIn(s *scope, name string, flags symFlags, at syntax.Span) *symbol {
	sym := s.symbol(mangle(b.private, name))
	if flags&sym.flags&defParam != 0 {
		b.c.failAt(at, "duplicate argument '%s' in function definition", name)
	}
	if flags&sym.flags&defTypeParam != 0 {
		b.c.failAt(at, "duplicate type parameter '%s'", name)
	}
	if s.iterTarget {
		if sym.flags&(defGlobal|defNonlocal) != 0 {
			b.c.failAt(at, "comprehension inner loop cannot rebind assignment expression target '%s'", name)
		}
		flags |= defCompIter
	}
	sym.flags |= flags
	if flags&defParam != 0 {
		s.params = append(s.params, sym.name)
	}
	return sym
}

// bind is define for a name that a statement binds.
func (b *symtable) bind(name string, at syntax.Span) { b.define(name, defLocal, at) }

func (b *symtable) stmts(list []syntax.Stmt) {
	for _, s := range list {
		b.stmt(s)
	}
}

func (b *symtable) exprs(list []syntax.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *symtable) stmt(s syntax.Stmt) {
	b.deeper()
	defer func() { b.depth-- }()
	at := *s.Extent()
	switch s := s.(type) {
	case *syntax.FunctionDef:
		b.function(s, s, at)
	case *syntax.AsyncFunctionDef:
		b.function(s, (*syntax.FunctionDef)(s), at)
	case *syntax.ClassDef:
		b.class(s)
	case *syntax.TypeAlias:
		b.typeAlias(s)
	case *syntax.Return:
		b.expr(s.Value)
	case *syntax.Delete:
		b.exprs(s.Targets)
	case *syntax.Assign:
		b.exprs(s.Targets)
		b.expr(s.Value)
	case *syntax.AugAssign:
		b.expr(s.Target)
		b.expr(s.Value)
	case *syntax.AnnAssign:
		b.annAssign(s)
	case *syntax.For:
		b.forLoop(s)
	case *syntax.AsyncFor:
		b.topLevelCoroutine()
		b.forLoop((*syntax.For)(s))
	case *syntax.While:
		b.expr(s.Test)
		b.stmts(s.Body)
		b.stmts(s.Orelse)
	case *syntax.If:
		b.expr(s.Test)
		b.stmts(s.Body)
		b.stmts(s.Orelse)
	case *syntax.With:
		b.with(s)
	case *syntax.AsyncWith:
		b.topLevelCoroutine()
		b.with((*syntax.With)(s))
	case *syntax.Match:
		b.expr(s.Subject)
		for _, m := range s.Cases {
			b.pattern(m.Pattern)
			b.expr(m.Guard)
			b.stmts(m.Body)
		}
	case *syntax.Raise:
		b.expr(s.Exc)
		b.expr(s.Cause)
	case *syntax.Try:
		b.try(s)
	case *syntax.TryStar:
		b.try((*syntax.Try)(s))
	case *syntax.Assert:
		b.expr(s.Test)
		b.expr(s.Msg)
	case *syntax.Import:
		for _, a := range s.Names {
			b.alias(a)
		}
	case *syntax.ImportFrom:
		for _, a := range s.Names {
			b.alias(a)
		}
	case *syntax.Global:
		b.declare(s.Names, at, defGlobal, "global")
	case *syntax.Nonlocal:
		b.declare(s.Names, at, defNonlocal, "nonlocal")
	case *syntax.ExprStmt:
		b.expr(s.Value)
	case *syntax.Pass, *syntax.Break, *syntax.Continue:
	default:
		panic("BUG: unknown statement")
	}
}

// topLevelCoroutine notes that the module, if this is one, has to be a
// coroutine (see Options.TopLevelAwait).
func (b *symtable) topLevelCoroutine() {
	if b.cur.kind == moduleScope {
		b.cur.isCoroutine = true
	}
}

func (b *symtable) forLoop(s *syntax.For) {
	b.expr(s.Target)
	b.expr(s.Iter)
	b.stmts(s.Body)
	b.stmts(s.Orelse)
}

func (b *symtable) with(s *syntax.With) {
	for _, item := range s.Items {
		b.expr(item.ContextExpr)
		b.expr(item.OptionalVars)
	}
	b.stmts(s.Body)
}

func (b *symtable) try(s *syntax.Try) {
	b.stmts(s.Body)
	b.stmts(s.Orelse)
	for _, h := range s.Handlers {
		b.expr(h.Type)
		if h.Name != "" {
			b.bind(h.Name, *h.Extent())
		}
		b.stmts(h.Body)
	}
	b.stmts(s.Finalbody)
}

// declare makes names global or nonlocal in the current scope.
func (b *symtable) declare(names []string, at syntax.Span, flag symFlags, word string) {
	for _, name := range names {
		if sym := b.cur.lookup(mangle(b.private, name)); sym != nil {
			switch f := sym.flags; {
			case f&defParam != 0:
				b.c.failAt(at, "name '%s' is parameter and %s", name, word)
			case f&isUsed != 0:
				b.c.failAt(at, "name '%s' is used prior to %s declaration", name, word)
			case f&defAnnot != 0:
				b.c.failAt(at, "annotated name '%s' can't be %s", name, word)
			case f&defLocal != 0:
				b.c.failAt(at, "name '%s' is assigned to before %s declaration", name, word)
			}
		}
		if sym := b.defineIn(b.cur, name, flag, at); sym.decl == (syntax.Span{}) {
			sym.decl = at
		}
		if flag == defGlobal {
			// The name is a global one in the module too, which matters if its other names
			// are kept elsewhere.
			b.top.symbol(mangle(b.private, name)).flags |= defGlobal
		}
	}
}

func (b *symtable) alias(a *syntax.Alias) {
	at := *a.Extent()
	name := a.Asname
	if name == "" {
		name = a.Name
		if name == "*" {
			if b.cur.kind != moduleScope {
				b.c.failAt(at, "import * only allowed at module level")
			}
			return
		}
		name, _, _ = strings.Cut(name, ".")
	}
	b.define(name, defImport, at)
}

func (b *symtable) annAssign(s *syntax.AnnAssign) {
	name, ok := s.Target.(*syntax.Name)
	if !ok {
		b.expr(s.Target)
	} else {
		at := *s.Extent()
		sym := b.cur.lookup(mangle(b.private, name.Id))
		if sym != nil && sym.flags&(defGlobal|defNonlocal) != 0 && s.Simple && b.cur.kind != moduleScope {
			word := "nonlocal"
			if sym.flags&defGlobal != 0 {
				word = "global"
			}
			b.c.failAt(at, "annotated name '%s' can't be %s", name.Id, word)
		}
		switch {
		case s.Simple:
			b.define(name.Id, defAnnot|defLocal, *name.Extent())
		case s.Value != nil:
			b.define(name.Id, defLocal, *name.Extent())
		}
	}
	b.annotation(s.Annotation)
	b.expr(s.Value)
}

// annotation visits an annotation. When annotations are not evaluated it only
// looks for errors.
func (b *symtable) annotation(e syntax.Expr) {
	if e == nil {
		return
	}
	if b.c.future&FutureAnnotations == 0 {
		b.expr(e)
		return
	}
	b.enter(annotationScope, "_annotation", e, bodyRole, *e.Extent())
	b.expr(e)
	b.exit()
}

// forbidden rejects expressions that cannot be where they would be evaluated
// at another time or in another frame.
func (b *symtable) forbidden(what string, e syntax.Node) {
	where := ""
	switch b.cur.kind {
	case annotationScope:
		where = "an annotation"
	case typeVarScope:
		where = b.cur.typeVarKind
	case typeAliasScope:
		where = "a type alias"
	case typeParamsScope:
		where = "the definition of a generic"
	default:
		return
	}
	if b.cur.kind == annotationScope {
		b.c.fail(e, "'%s' can not be used within an annotation", what)
	}
	b.c.fail(e, "%s cannot be used within %s", what, where)
}

func (b *symtable) function(node any, s *syntax.FunctionDef, at syntax.Span) {
	b.bind(s.Name, at)
	b.defaults(s.Args)
	if s.TypeParams != nil {
		b.exprs(s.DecoratorList)
		b.enterTypeParams(node, s.Name, s.TypeParams, at)
		if len(s.Args.Defaults) > 0 {
			b.define(".defaults", defParam, at)
		}
		for _, d := range s.Args.KwDefaults {
			if d != nil {
				b.define(".kwdefaults", defParam, at)
				break
			}
		}
		b.typeParams(s.TypeParams)
	}
	b.annotations(s.Args, s.Returns)
	if s.TypeParams == nil {
		b.exprs(s.DecoratorList)
	}
	f := b.enter(functionScope, s.Name, node, bodyRole, at)
	if _, async := node.(*syntax.AsyncFunctionDef); async {
		f.isCoroutine = true
	}
	b.parameters(s.Args)
	b.stmts(s.Body)
	b.exit()
	if s.TypeParams != nil {
		b.exit()
	}
}

func (b *symtable) defaults(a *syntax.Arguments) {
	b.exprs(a.Defaults)
	b.exprs(a.KwDefaults)
}

func (b *symtable) annotations(a *syntax.Arguments, returns syntax.Expr) {
	eachAnnotated(a, func(p *syntax.Arg) { b.annotation(p.Annotation) })
	b.annotation(returns)
}

// eachAnnotated calls f for the parameters in the order in which their
// annotations are evaluated.
func eachAnnotated(a *syntax.Arguments, f func(*syntax.Arg)) {
	for _, list := range [][]*syntax.Arg{a.Args, a.Posonlyargs, {a.Vararg}, a.Kwonlyargs, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				f(p)
			}
		}
	}
}

// parameters defines the parameters of the function scope just entered, in the
// order of their registers.
func (b *symtable) parameters(a *syntax.Arguments) {
	for _, list := range [][]*syntax.Arg{a.Posonlyargs, a.Args, a.Kwonlyargs, {a.Vararg}, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				b.define(p.Arg, defParam, *p.Extent())
			}
		}
	}
	b.cur.varArgs = a.Vararg != nil
	b.cur.varKeywords = a.Kwarg != nil
}

func (b *symtable) class(s *syntax.ClassDef) {
	at := *s.Extent()
	b.bind(s.Name, at)
	outer := b.private
	if s.TypeParams != nil {
		b.exprs(s.DecoratorList)
		b.enterTypeParams(s, s.Name, s.TypeParams, at)
		b.private = s.Name
		b.define(".type_params", defLocal, at)
		b.define(".generic_base", defLocal, at)
		b.typeParams(s.TypeParams)
	}
	b.exprs(s.Bases)
	for _, k := range s.Keywords {
		b.expr(k.Value)
	}
	if s.TypeParams == nil {
		b.exprs(s.DecoratorList)
	}
	b.enter(classScope, s.Name, s, bodyRole, at)
	b.private = s.Name
	if s.TypeParams != nil {
		b.define("__type_params__", defLocal, at)
		b.define(".type_params", isUsed, at)
	}
	b.stmts(s.Body)
	b.exit()
	if s.TypeParams != nil {
		b.exit()
	}
	b.private = outer
}

func (b *symtable) typeAlias(s *syntax.TypeAlias) {
	b.expr(s.Name)
	name := s.Name.(*syntax.Name).Id
	inClass := b.cur.kind == classScope
	if s.TypeParams != nil {
		b.enterTypeParams(s, name, s.TypeParams, *s.Extent())
		b.typeParams(s.TypeParams)
	}
	b.enter(typeAliasScope, name, s, bodyRole, *s.Extent())
	b.seeClass(inClass)
	b.expr(s.Value)
	b.exit()
	if s.TypeParams != nil {
		b.exit()
	}
}

func (b *symtable) enterTypeParams(node any, name string, params []syntax.TypeParam, at syntax.Span) {
	inClass := b.cur.kind == classScope
	b.enter(typeParamsScope, name, node, typeParamsRole, at)
	b.seeClass(inClass)
}

// seeClass makes the names of the class around visible in the current scope.
func (b *symtable) seeClass(inClass bool) {
	if inClass {
		b.cur.seesClass = true
		b.define("__classdict__", isUsed, b.cur.at)
	}
}

func (b *symtable) typeParams(params []syntax.TypeParam) {
	for _, p := range params {
		at := *p.Extent()
		switch p := p.(type) {
		case *syntax.TypeVar:
			b.define(p.Name, defTypeParam|defLocal, at)
			what := "a TypeVar bound"
			if _, ok := p.Bound.(*syntax.Tuple); ok {
				what = "a TypeVar constraint"
			}
			b.typeVarPart(p, boundRole, p.Name, what, p.Bound)
			b.typeVarPart(p, defaultRole, p.Name, "a TypeVar default", p.DefaultValue)
		case *syntax.ParamSpec:
			b.define(p.Name, defTypeParam|defLocal, at)
			b.typeVarPart(p, defaultRole, p.Name, "a ParamSpec default", p.DefaultValue)
		case *syntax.TypeVarTuple:
			b.define(p.Name, defTypeParam|defLocal, at)
			b.typeVarPart(p, defaultRole, p.Name, "a TypeVarTuple default", p.DefaultValue)
		}
	}
}

func (b *symtable) typeVarPart(node any, role scopeRole, name, what string, e syntax.Expr) {
	if e == nil {
		return
	}
	inClass := b.cur.seesClass
	s := b.enter(typeVarScope, name, node, role, *e.Extent())
	s.typeVarKind = what
	b.seeClass(inClass)
	b.expr(e)
	b.exit()
}

func (b *symtable) expr(e syntax.Expr) {
	if e == nil {
		return
	}
	b.deeper()
	defer func() { b.depth-- }()
	switch e := e.(type) {
	case *syntax.NamedExpr:
		b.namedExpr(e)
	case *syntax.BoolOp:
		b.exprs(e.Values)
	case *syntax.BinOp:
		b.expr(e.Left)
		b.expr(e.Right)
	case *syntax.UnaryOp:
		b.expr(e.Operand)
	case *syntax.Lambda:
		b.defaults(e.Args)
		f := b.enter(functionScope, "lambda", e, bodyRole, *e.Extent())
		f.isLambda = true
		b.parameters(e.Args)
		b.expr(e.Body)
		b.exit()
	case *syntax.IfExp:
		b.expr(e.Test)
		b.expr(e.Body)
		b.expr(e.Orelse)
	case *syntax.Dict:
		b.exprs(e.Keys)
		b.exprs(e.Values)
	case *syntax.Set:
		b.exprs(e.Elts)
	case *syntax.GeneratorExp:
		b.comprehension(e, "genexpr", genExp, e.Generators, e.Elt, nil)
	case *syntax.ListComp:
		b.comprehension(e, "listcomp", listComp, e.Generators, e.Elt, nil)
	case *syntax.SetComp:
		b.comprehension(e, "setcomp", setComp, e.Generators, e.Elt, nil)
	case *syntax.DictComp:
		b.comprehension(e, "dictcomp", dictComp, e.Generators, e.Key, e.Value)
	case *syntax.Yield:
		b.forbidden("yield expression", e)
		b.expr(e.Value)
		b.yield(e)
	case *syntax.YieldFrom:
		b.forbidden("yield expression", e)
		b.expr(e.Value)
		b.yield(e)
	case *syntax.Await:
		b.forbidden("await expression", e)
		b.expr(e.Value)
		b.cur.isCoroutine = true
	case *syntax.Compare:
		b.expr(e.Left)
		b.exprs(e.Comparators)
	case *syntax.Call:
		b.expr(e.Func)
		b.exprs(e.Args)
		b.keywords(e.Keywords)
	case *syntax.FormattedValue:
		b.expr(e.Value)
		b.expr(e.FormatSpec)
	case *syntax.Interpolation:
		b.expr(e.Value)
		b.expr(e.FormatSpec)
	case *syntax.JoinedStr:
		b.exprs(e.Values)
	case *syntax.TemplateStr:
		b.exprs(e.Values)
	case *syntax.Constant:
	case *syntax.Attribute:
		b.expr(e.Value)
	case *syntax.Subscript:
		b.expr(e.Value)
		b.expr(e.Slice)
	case *syntax.Starred:
		b.expr(e.Value)
	case *syntax.Slice:
		b.expr(e.Lower)
		b.expr(e.Upper)
		b.expr(e.Step)
	case *syntax.Name:
		b.name(e)
	case *syntax.List:
		b.exprs(e.Elts)
	case *syntax.Tuple:
		b.exprs(e.Elts)
	default:
		panic("BUG: unknown expression")
	}
}

func (b *symtable) name(e *syntax.Name) {
	if e.Ctx != syntax.Load {
		b.define(e.Id, defLocal, *e.Extent())
		return
	}
	b.define(e.Id, isUsed, *e.Extent())
	if e.Id == "super" && b.cur.kind == functionScope {
		// super() without arguments finds its class in the cell __class__.
		b.define("__class__", isUsed, *e.Extent())
	}
}

func (b *symtable) keywords(list []*syntax.Keyword) {
	for _, k := range list {
		b.expr(k.Value)
	}
}

func (b *symtable) yield(e syntax.Expr) {
	b.cur.isGenerator = true
	if b.cur.comp == notComp {
		return
	}
	where := map[compKind]string{
		listComp: "list comprehension", setComp: "set comprehension",
		dictComp: "dict comprehension", genExp: "generator expression",
	}[b.cur.comp]
	b.c.fail(e, "'yield' inside %s", where)
}

func (b *symtable) comprehension(e syntax.Expr, name string, kind compKind, gens []*syntax.Comprehension, elt, value syntax.Expr) {
	first := gens[0]
	b.compIterExpr++
	b.expr(first.Iter)
	b.compIterExpr--

	s := b.enter(functionScope, name, e, bodyRole, *e.Extent())
	s.comp = kind
	s.isCoroutine = first.IsAsync
	b.define(".0", defParam, s.at)
	b.compTarget(first.Target)
	b.exprs(first.Ifs)
	for _, g := range gens[1:] {
		b.compTarget(g.Target)
		b.compIterExpr++
		b.expr(g.Iter)
		b.compIterExpr--
		b.exprs(g.Ifs)
		if g.IsAsync {
			s.isCoroutine = true
		}
	}
	b.expr(value)
	b.expr(elt)
	s.isGenerator = kind == genExp
	b.exit()
	if s.isCoroutine && kind != genExp {
		b.cur.isCoroutine = true
	}
}

func (b *symtable) compTarget(e syntax.Expr) {
	b.cur.iterTarget = true
	b.expr(e)
	b.cur.iterTarget = false
}

// namedExpr visits "target := value". Inside comprehensions the target belongs
// to the first scope around that is none.
func (b *symtable) namedExpr(e *syntax.NamedExpr) {
	b.forbidden("named expression", e)
	if b.compIterExpr > 0 {
		b.c.fail(e, "assignment expression cannot be used in a comprehension iterable expression")
	}
	target := e.Target.(*syntax.Name)
	if b.cur.comp != notComp {
		b.liftWalrus(target)
	}
	b.expr(e.Value)
	b.expr(e.Target)

	s := b.cur
	for s.comp != notComp {
		s.addWalrus(mangle(b.private, target.Id))
		s = s.parent
	}
	s.addWalrus(mangle(b.private, target.Id))
}

func (s *scope) addWalrus(name string) {
	if s.walrus == nil {
		s.walrus = map[string]bool{}
	}
	s.walrus[name] = true
}

func (b *symtable) liftWalrus(target *syntax.Name) {
	at := *target.Extent()
	name := mangle(b.private, target.Id)
	for s := b.cur; s != nil; s = s.parent {
		if s.comp != notComp {
			if sym := s.lookup(name); sym != nil && sym.flags&defCompIter != 0 {
				b.c.failAt(at, "assignment expression cannot rebind comprehension iteration variable '%s'", target.Id)
			}
			continue
		}
		flag := defNonlocal
		switch s.kind {
		case functionScope:
			if sym := s.lookup(name); sym != nil && sym.flags&defGlobal != 0 {
				flag = defGlobal
			}
			b.defineIn(s, target.Id, defLocal, at)
		case moduleScope:
			flag = defGlobal
			b.defineIn(s, target.Id, defGlobal, at)
		case classScope:
			b.c.failAt(at, "assignment expression within a comprehension cannot be used in a class body")
		case typeVarScope:
			b.c.failAt(at, "assignment expression within a comprehension cannot be used in %s", s.typeVarKind)
		case typeAliasScope:
			b.c.failAt(at, "assignment expression within a comprehension cannot be used in a type alias")
		case typeParamsScope:
			b.c.failAt(at, "assignment expression within a comprehension cannot be used within the definition of a generic")
		case annotationScope:
			continue
		}
		b.define(target.Id, flag, at)
		if sym := b.cur.lookup(name); sym.decl == (syntax.Span{}) {
			sym.decl = at
		}
		return
	}
}

func (b *symtable) pattern(p syntax.Pattern) {
	if p == nil {
		return
	}
	b.deeper()
	defer func() { b.depth-- }()
	switch p := p.(type) {
	case *syntax.MatchValue:
		b.expr(p.Value)
	case *syntax.MatchSingleton:
	case *syntax.MatchSequence:
		b.patterns(p.Patterns)
	case *syntax.MatchMapping:
		b.exprs(p.Keys)
		b.patterns(p.Patterns)
		if p.Rest != "" {
			b.bind(p.Rest, *p.Extent())
		}
	case *syntax.MatchClass:
		b.expr(p.Cls)
		b.patterns(p.Patterns)
		b.patterns(p.KwdPatterns)
	case *syntax.MatchStar:
		if p.Name != "" {
			b.bind(p.Name, *p.Extent())
		}
	case *syntax.MatchAs:
		b.pattern(p.Pattern)
		if p.Name != "" {
			b.bind(p.Name, *p.Extent())
		}
	case *syntax.MatchOr:
		b.patterns(p.Patterns)
	default:
		panic("BUG: unknown pattern")
	}
}

func (b *symtable) patterns(list []syntax.Pattern) {
	for _, p := range list {
		b.pattern(p)
	}
}
