package compile

import "github.com/weftpy/weft/syntax"

// Bits of the C of MakeFunction.
const (
	hasDefaults    = 1
	hasKwDefaults  = 2
	hasAnnotations = 4
	hasClosure     = 8
)

// functionFrom generates a function object of code into dst. The temporaries from
// base on, four of them where parts says so, hold what MakeFunction expects;
// the closure is added here.
func (u *unit) functionFrom(code *Code, dst, base, parts int32) {
	mark := u.top
	if len(code.FreeVars) > 0 {
		parts |= hasClosure
		u.closure(code, base+3)
	}
	u.emitConst(MakeFunction, dst, base, parts, code)
	u.top = mark
}

// function generates a function without defaults and annotations.
func (u *unit) function(code *Code, dst int32) {
	mark := u.top
	base := dst
	if len(code.FreeVars) > 0 {
		base = u.allocN(4)
	}
	u.functionFrom(code, dst, base, 0)
	u.top = mark
}

// closure generates the tuple of cells that code is closed over into dst.
func (u *unit) closure(code *Code, dst int32) {
	mark := u.top
	regs := make([]int32, len(code.FreeVars))
	inRow := true
	for i, name := range code.FreeVars {
		regs[i] = u.cellRegister(name)
		inRow = inRow && regs[i] == regs[0]+int32(i)
	}
	n := int32(len(regs))
	switch {
	case inRow && n <= maxWindow:
		u.emit(BuildTuple, dst, regs[0], n, 0)
	case n <= maxWindow:
		base := u.allocN(n)
		for i, r := range regs {
			u.emit(Move, base+int32(i), r, 0, 0)
		}
		u.emit(BuildTuple, dst, base, n, 0)
	default:
		u.emit(BuildList, dst, dst, 0, 0)
		for _, r := range regs {
			u.emit(ListAppend, dst, r, 0, 0)
		}
		u.emit(ListToTuple, dst, dst, 0, 0)
	}
	u.top = mark
}

func (u *unit) functionDef(node syntax.Stmt, s *syntax.FunctionDef) {
	u.c.checkIdent(node, s.Name, syntax.Store)
	u.checkParameters(node, s.Args)
	mark := u.top
	r := u.decorated(s.DecoratorList, func(r int32) {
		if s.TypeParams != nil {
			u.genericFunction(node, s, r)
			return
		}
		base := u.allocN(4)
		parts := u.defaults(s.Args, base)
		parts |= u.annotations(s.Args, s.Returns, base+2)
		code := u.functionCode(node, s)
		u.at(node)
		u.functionFrom(code, r, base, parts)
	})
	u.at(node)
	u.store(u.mangle(s.Name), r)
	u.top = mark
}

// decorated generates what define puts into a register and applies decorators
// to it. It returns the register of the result.
func (u *unit) decorated(decorators []syntax.Expr, define func(r int32)) int32 {
	// The decorators wait side by side, each the callee of a call whose only
	// argument is in the next register.
	base := u.top
	for _, d := range decorators {
		u.expr(d, u.alloc())
	}
	r := u.alloc()
	define(r)
	for i := len(decorators) - 1; i >= 0; i-- {
		r = base + int32(i)
		u.at(decorators[i])
		u.emit(Call, r, r, 1, 0)
	}
	return r
}

// checkParameters rejects parameters of n that cannot be assigned to.
func (u *unit) checkParameters(n syntax.Node, a *syntax.Arguments) {
	for _, list := range [][]*syntax.Arg{a.Posonlyargs, a.Args, {a.Vararg}, a.Kwonlyargs, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				u.c.checkIdent(n, p.Arg, syntax.Store)
			}
		}
	}
}

// defaults generates the tuple of defaults into base and the dict of keyword
// defaults into base+1, if there are any.
func (u *unit) defaults(a *syntax.Arguments, base int32) int32 {
	parts := int32(0)
	if len(a.Defaults) > 0 {
		parts |= hasDefaults
		t := &syntax.Tuple{Elts: a.Defaults}
		t.Span = *a.Defaults[0].Extent()
		pos := u.pos
		u.expr(t, base)
		u.pos = pos
	}
	var keys, values []syntax.Expr
	for i, d := range a.KwDefaults {
		if d != nil {
			p := a.Kwonlyargs[i]
			keys = append(keys, &syntax.Constant{Span: p.Span, Value: u.mangle(p.Arg)})
			values = append(values, d)
		}
	}
	if len(keys) > 0 {
		parts |= hasKwDefaults
		d := &syntax.Dict{Keys: keys, Values: values}
		d.Span = *values[0].Extent()
		u.expr(d, base+1)
	}
	return parts
}

// annotations generates the dict of annotations into dst, if there are any.
func (u *unit) annotations(a *syntax.Arguments, returns syntax.Expr, dst int32) int32 {
	var list []*syntax.Arg
	eachAnnotated(a, func(p *syntax.Arg) {
		if p.Annotation != nil {
			list = append(list, p)
		}
	})
	if returns != nil {
		list = append(list, &syntax.Arg{Span: *returns.Extent(), Arg: "return", Annotation: returns})
	}
	if len(list) == 0 {
		return 0
	}
	mark := u.top
	for first := 0; first < len(list); first += maxPairs {
		part := list[first:min(first+maxPairs, len(list))]
		base := u.top
		for _, p := range part {
			u.at(p)
			name := p.Arg
			if p.Annotation != returns {
				name = u.mangle(name)
			}
			u.loadConst(name, u.alloc())
			u.parameterAnnotation(p, u.alloc())
		}
		into := dst
		if first > 0 {
			into = u.alloc()
		}
		u.emit(BuildMap, into, base, int32(len(part)), 0)
		if into != dst {
			u.emit(DictUpdate, dst, into, 0, 0)
		}
		u.top = mark
	}
	return hasAnnotations
}

func (u *unit) parameterAnnotation(p *syntax.Arg, dst int32) {
	star, ok := p.Annotation.(*syntax.Starred)
	if !ok || u.c.future&FutureAnnotations != 0 {
		u.annotation(p.Annotation, dst)
		return
	}
	// "*args: *Ts": what unpacking Ts gives, one item.
	u.expr(star.Value, dst)
	u.pos = u.loc
	u.emit(Unpack, dst, dst, 1, 0)
}

// parameters sets the counts and flags of a function's unit.
func (u *unit) parameters(a *syntax.Arguments) {
	u.flags |= Optimized | NewLocals
	u.posOnly = len(a.Posonlyargs)
	u.argCount = len(a.Posonlyargs) + len(a.Args)
	u.kwOnly = len(a.Kwonlyargs)
	if a.Vararg != nil {
		u.flags |= VarArgs
	}
	if a.Kwarg != nil {
		u.flags |= VarKeywords
	}
}

// functionCode generates the body of a function.
func (u *unit) functionCode(node syntax.Stmt, s *syntax.FunctionDef) *Code {
	sc := u.c.scopes[scopeKey{node, bodyRole}]
	f := u.c.newUnit(u, sc, s.Name)
	f.firstLine = int(s.Line)
	if len(s.DecoratorList) > 0 {
		f.firstLine = int(s.DecoratorList[0].Pos().Line)
	}
	f.parameters(s.Args)
	_, async := node.(*syntax.AsyncFunctionDef)
	switch {
	case async && sc.isGenerator:
		f.flags |= AsyncGenerator
	case async:
		f.flags |= Coroutine
	case sc.isGenerator:
		f.flags |= Generator
	}
	body := f.takeDoc(s.Body)
	f.pos = Position{Line: int32(f.firstLine), EndLine: int32(f.firstLine)}
	f.stmts(body)
	return f.finish()
}

// takeDoc sets the docstring from the first statement of body and returns the
// others.
func (u *unit) takeDoc(body []syntax.Stmt) []syntax.Stmt {
	if len(body) == 0 {
		return body
	}
	doc, ok := docstring(body[0])
	if !ok {
		return body
	}
	if u.c.opts.Optimize < 2 {
		u.doc, u.hasDoc = doc, true
	}
	return body[1:]
}

func (u *unit) lambda(e *syntax.Lambda, dst int32) {
	u.checkParameters(e, e.Args)
	mark := u.top
	base := u.allocN(4)
	parts := u.defaults(e.Args, base)
	sc := u.c.scopes[scopeKey{e, bodyRole}]
	f := u.c.newUnit(u, sc, "<lambda>")
	f.firstLine = int(e.Line)
	f.parameters(e.Args)
	if sc.isGenerator {
		f.flags |= Generator
		r := f.operand(e.Body)
		f.at(e.Body)
		f.emit(Return, r, 0, 0, 0)
	} else {
		f.returnExpr(e.Body)
	}
	code := f.finish()
	u.at(e)
	u.functionFrom(code, dst, base, parts)
	u.top = mark
}

// moduleBody generates the statements of a module.
func (u *unit) moduleBody(body []syntax.Stmt) {
	if annotates(body) {
		u.emit(SetupAnnotations, 0, 0, 0, 0)
	}
	if !u.c.interactive && len(body) > 0 {
		if doc, ok := docstring(body[0]); ok {
			if u.c.opts.Optimize < 2 {
				u.doc, u.hasDoc = doc, true
				u.at(body[0])
				u.storeDoc(doc)
			}
			body = body[1:]
		}
	}
	u.stmts(body)
}

// storeDoc generates __doc__ = doc.
func (u *unit) storeDoc(doc string) {
	t := u.alloc()
	u.loadConst(doc, t)
	u.store("__doc__", t)
	u.top = t
}

// annotates reports whether statements of a module or class, those of inner
// blocks included, annotate variables.
func annotates(list []syntax.Stmt) bool {
	for _, s := range list {
		found := false
		switch s := s.(type) {
		case *syntax.AnnAssign:
			found = true
		case *syntax.For:
			found = annotates(s.Body) || annotates(s.Orelse)
		case *syntax.AsyncFor:
			found = annotates(s.Body) || annotates(s.Orelse)
		case *syntax.While:
			found = annotates(s.Body) || annotates(s.Orelse)
		case *syntax.If:
			found = annotates(s.Body) || annotates(s.Orelse)
		case *syntax.With:
			found = annotates(s.Body)
		case *syntax.AsyncWith:
			found = annotates(s.Body)
		case *syntax.Match:
			for _, m := range s.Cases {
				found = found || annotates(m.Body)
			}
		case *syntax.Try:
			found = tryAnnotates(s)
		case *syntax.TryStar:
			found = tryAnnotates((*syntax.Try)(s))
		}
		if found {
			return true
		}
	}
	return false
}

func tryAnnotates(s *syntax.Try) bool {
	for _, h := range s.Handlers {
		if annotates(h.Body) {
			return true
		}
	}
	return annotates(s.Body) || annotates(s.Orelse) || annotates(s.Finalbody)
}
