package compile

import "github.com/weftpy/weft/syntax"

// Type parameters (PEP 695). A generic function, class or alias is made inside
// a function of its own, called at once, in which the type parameters are
// local variables. Bounds, defaults and the values of aliases become functions
// that are called when someone asks for them.

// typeParamsCode generates the function around a generic definition: body makes
// the result, with the tuple of type parameters in register params.
func (u *unit) typeParamsCode(node syntax.Stmt, name string, params []syntax.TypeParam, body func(f *unit, params int32)) *Code {
	sc := u.c.scopes[scopeKey{node, typeParamsRole}]
	f := u.c.newUnit(u, sc, "<generic parameters of "+name+">")
	f.flags |= Optimized | NewLocals
	f.argCount = len(sc.params)
	f.firstLine = int(node.Pos().Line)
	if class, ok := node.(*syntax.ClassDef); ok {
		f.private = class.Name
	}
	t := f.alloc()
	f.typeParams(node, params, t)
	body(f, t)
	return f.finish()
}

// callTypeParams generates the call of such a function, with args waiting in
// the registers behind base, the last of which is the last temporary.
func (u *unit) callTypeParams(node syntax.Node, code *Code, base, dst int32) {
	u.at(node)
	u.function(code, base)
	u.emit(Call, dst, base, u.top-base-1, 0)
}

// typeParams generates the type parameters, each as a variable, and a tuple of
// them in dst.
func (u *unit) typeParams(node syntax.Node, params []syntax.TypeParam, dst int32) {
	mark := u.top
	u.at(node)
	u.emit(BuildList, dst, 0, 0, 0)
	seenDefault := false
	for _, p := range params {
		u.at(p)
		r := u.alloc()
		arg := u.alloc()
		var name string
		var def syntax.Expr
		switch p := p.(type) {
		case *syntax.TypeVar:
			name, def = p.Name, p.DefaultValue
			u.loadConst(name, r)
			if p.Bound == nil {
				u.emit(Intrinsic, r, r, 1, IntrinsicTypeVar)
				break
			}
			u.lazily(p, boundRole, name, p.Bound, arg)
			kind := int32(IntrinsicTypeVarBound)
			if _, ok := p.Bound.(*syntax.Tuple); ok {
				kind = IntrinsicTypeVarConstraints
			}
			u.emit(Intrinsic, r, r, 2, kind)
		case *syntax.ParamSpec:
			name, def = p.Name, p.DefaultValue
			u.loadConst(name, r)
			u.emit(Intrinsic, r, r, 1, IntrinsicParamSpec)
		case *syntax.TypeVarTuple:
			name, def = p.Name, p.DefaultValue
			u.loadConst(name, r)
			u.emit(Intrinsic, r, r, 1, IntrinsicTypeVarTuple)
		}
		if def != nil {
			seenDefault = true
			u.lazily(p, defaultRole, name, def, arg)
			u.emit(Intrinsic, r, r, 2, IntrinsicTypeParamDefault)
		} else if seenDefault {
			u.c.fail(p, "non-default type parameter '%s' follows default type parameter", name)
		}
		u.c.checkIdent(p, name, syntax.Store)
		u.store(u.mangle(name), r)
		u.emit(ListAppend, dst, r, 0, 0)
		u.top = mark
	}
	u.emit(ListToTuple, dst, dst, 0, 0)
}

// lazily generates a function that computes e.
func (u *unit) lazily(node any, role scopeRole, name string, e syntax.Expr, dst int32) {
	f := u.c.newUnit(u, u.c.scopes[scopeKey{node, role}], name)
	f.flags |= Optimized | NewLocals
	f.firstLine = int(e.Pos().Line)
	if star, ok := e.(*syntax.Starred); ok {
		// The default of a TypeVarTuple: what unpacking gives, one item.
		r := f.operandIn(star.Value, f.alloc())
		t := f.alloc()
		f.at(star)
		f.emit(Unpack, t, r, 1, 0)
		f.emit(Return, t, 0, 0, 0)
	} else {
		f.returnExpr(e)
	}
	code := f.finish()
	u.at(e)
	u.function(code, dst)
}

func (u *unit) genericFunction(node syntax.Stmt, s *syntax.FunctionDef, dst int32) {
	mark := u.top
	base := u.alloc()
	// The defaults are evaluated outside and passed as arguments.
	given := int32(0)
	if len(s.Args.Defaults) > 0 {
		given |= hasDefaults
	}
	for _, d := range s.Args.KwDefaults {
		if d != nil {
			given |= hasKwDefaults
			break
		}
	}
	if given != 0 {
		args := u.allocN(2)
		u.defaults(s.Args, args)
		if given == hasKwDefaults {
			u.move(args, args+1)
		}
		if given != hasDefaults|hasKwDefaults {
			u.top--
		}
	}
	code := u.typeParamsCode(node, s.Name, s.TypeParams, func(f *unit, params int32) {
		window := f.allocN(4)
		parts := given
		if given&hasDefaults != 0 {
			f.load(".defaults", window)
		}
		if given&hasKwDefaults != 0 {
			f.load(".kwdefaults", window+1)
		}
		parts |= f.annotations(s.Args, s.Returns, window+2)
		inner := f.functionCode(node, s)
		pair := f.allocN(2)
		f.at(node)
		f.functionFrom(inner, pair, window, parts)
		f.move(pair+1, params)
		f.emit(Intrinsic, pair, pair, 2, IntrinsicSetTypeParams)
		f.emit(Return, pair, 0, 0, 0)
	})
	u.callTypeParams(node, code, base, dst)
	u.top = mark
}

func (u *unit) genericClass(s *syntax.ClassDef, dst int32) {
	mark := u.top
	base := u.window(dst)
	code := u.typeParamsCode(s, s.Name, s.TypeParams, func(f *unit, params int32) {
		f.at(s)
		f.store(".type_params", params)
		t := f.alloc()
		f.emit(Intrinsic, t, params, 1, IntrinsicSubscriptGeneric)
		f.store(".generic_base", t)
		generic := &syntax.Name{Span: s.Span, Id: ".generic_base"}
		bases := append(append([]syntax.Expr(nil), s.Bases...), generic)
		f.buildClass(s, bases, t)
		f.emit(Return, t, 0, 0, 0)
	})
	u.callTypeParams(s, code, base, dst)
	u.top = mark
}

func (u *unit) typeAlias(s *syntax.TypeAlias) {
	name := s.Name.(*syntax.Name)
	mark := u.top
	r := u.alloc()
	make := func(f *unit, params, dst int32) {
		window := f.allocN(3)
		f.at(s)
		f.loadConst(name.Id, window)
		if params < 0 {
			f.loadConst(nil, window+1)
		} else {
			f.move(window+1, params)
		}
		f.lazily(s, bodyRole, name.Id, s.Value, window+2)
		f.at(s)
		f.emit(Intrinsic, dst, window, 3, IntrinsicTypeAlias)
	}
	if s.TypeParams == nil {
		make(u, -1, r)
	} else {
		code := u.typeParamsCode(s, name.Id, s.TypeParams, func(f *unit, params int32) {
			t := f.alloc()
			make(f, params, t)
			f.emit(Return, t, 0, 0, 0)
		})
		u.callTypeParams(s, code, r, r)
	}
	u.c.checkName(name)
	u.at(name)
	u.store(u.mangle(name.Id), r)
	u.top = mark
}
