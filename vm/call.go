package vm

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Calls of Python functions.

// stackSlack is what the value stack keeps behind every window, so that a
// window is always 256 registers long.
const stackSlack = 512

const generatorFlags = object.CoGenerator | object.CoCoroutine | object.CoAsyncGenerator

func init() {
	object.FunctionType.Slots.Call = callFromGo
}

// callFromGo is the Call slot of functions: it evaluates the call to its end.
func callFromGo(t *object.Thread, f object.Value, args []object.Value, kwnames []object.Value) (object.Value, *object.Exception) {
	fn := (*object.Function)(unsafe.Pointer(f.O))
	if err := t.EnterNative(""); err != nil {
		return object.Value{}, err
	}
	top := t.Top
	fresh := t.Reserve(len(args))
	base := t.Top
	copy(t.Stack[base:], args)
	t.Top = base + len(args)
	v, nf, err := callFunction(t, fn, base, len(args), kwnames)
	if nf != nil {
		nf.Kind = object.FrameEntry
		v, err = run(t)
	}
	if fresh {
		t.Release()
	}
	t.Top = top
	t.LeaveNative()
	return v, err
}

// callFunction binds the arguments at t.Stack[base:], the last len(kwnames) of
// which are keyword arguments, and pushes a frame for the call; the caller sets
// its Kind and Ret. Calling a generator function makes a generator instead.
func callFunction(t *object.Thread, fn *object.Function, base, nargs int, kwnames []object.Value) (object.Value, *object.Frame, *object.Exception) {
	code := fn.Code
	chunk := false
	if base+max(code.NumRegs, nargs)+stackSlack > len(t.Stack) {
		args := t.Stack[base : base+nargs]
		chunk = t.Reserve(max(code.NumRegs, nargs) + stackSlack)
		if chunk {
			base = t.Top
			copy(t.Stack[base:], args)
		}
	}
	fail := func(err *object.Exception) (object.Value, *object.Frame, *object.Exception) {
		if chunk {
			t.Release()
		}
		return object.Value{}, nil, err
	}
	if nargs != code.ArgCount || len(kwnames) != 0 || code.NumParams != code.ArgCount {
		n := code.ArgCount
		if len(kwnames) == 0 && code.NumParams == n && nargs < n && fn.Defaults != nil && nargs+len(fn.Defaults.Items) >= n {
			// Only trailing defaults are missing.
			d := fn.Defaults.Items
			copy(t.Stack[base+nargs:base+n], d[len(d)-(n-nargs):])
		} else if err := bind(t, fn, base, nargs, kwnames); err != nil {
			return fail(err)
		}
	}
	if code.NumRegs > compile.MaxRegs {
		clear(t.Stack[base+code.NumParams : base+code.NumRegs])
	} else {
		clear(t.Stack[base+code.NumParams : base+max(code.NumLocals, code.NumParams)])
	}
	if code.Flags&generatorFlags != 0 {
		g := newGenerator(t, fn, t.Stack[base:base+code.NumRegs])
		if chunk {
			t.Release()
		}
		return g, nil, nil
	}
	nf := t.PushFrame()
	if nf == nil {
		return fail(t.RecursionError(""))
	}
	nf.Fn, nf.Code, nf.Base, nf.PC = fn, code, base, 0
	nf.HasNS, nf.Chunk, nf.View = false, chunk, nil
	t.Top = base + code.NumRegs
	return object.Value{}, nf, nil
}

// argumentsAt returns where on the stack the callee's window begins: at the
// arguments, but above all registers of a frame that has some beyond the
// window, which must survive the call.
func argumentsAt(t *object.Thread, fr *object.Frame, argBase, nargs int) int {
	base := fr.Base + argBase
	if n := fr.Code.NumRegs; n > compile.MaxRegs {
		if fr.Base+n+nargs+stackSlack > len(t.Stack) {
			return base // a new chunk takes them in any case
		}
		copy(t.Stack[fr.Base+n:], t.Stack[base:base+nargs])
		base = fr.Base + n
	}
	return base
}

// bind distributes the arguments at t.Stack[base:] over fn's parameters.
func bind(t *object.Thread, fn *object.Function, base, nargs int, kwnames []object.Value) *object.Exception {
	code := fn.Code
	npos := nargs - len(kwnames)
	var buf [12]object.Value
	args := append(buf[:0], t.Stack[base:base+nargs]...)
	n, total := code.ArgCount, code.ArgCount+code.KwOnlyArgCount
	regs := t.Stack[base : base+code.NumParams]
	clear(t.Stack[base : base+max(code.NumParams, nargs)])
	copy(regs[:n], args[:npos])
	next := total
	if code.Flags&object.CoVarArgs != 0 {
		rest := object.NewTuple(nil)
		if npos > n {
			rest = object.NewTuple(args[n:npos])
		}
		regs[next] = rest
		next++
	}
	var extra *object.Dict
	if code.Flags&object.CoVarKeywords != 0 {
		extra = object.NewDict(t)
		regs[next] = extra.Value()
	}
	for k, nv := range kwnames {
		v := args[npos+k]
		name, ok := object.AsStr(nv)
		if !ok {
			return t.Errorf(object.TypeError, "%s() keywords must be strings", fn.QualName())
		}
		at := -1
		for i := code.PosOnlyArgCount; i < total; i++ {
			if code.VarNames[i] == name || code.VarNames[i].S == name.S {
				at = i
				break
			}
		}
		switch {
		case at >= 0 && regs[at].O != nil:
			return t.Errorf(object.TypeError, "%s() got multiple values for argument '%s'", fn.QualName(), name.S)
		case at >= 0:
			regs[at] = v
		case extra != nil:
			extra.SetStr(t, name, v)
		default:
			var posonly []string
			for i := range code.PosOnlyArgCount {
				for _, nv := range kwnames {
					if s, ok := object.AsStr(nv); ok && code.VarNames[i].S == s.S {
						posonly = append(posonly, s.S)
					}
				}
			}
			if len(posonly) > 0 {
				return t.Errorf(object.TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", fn.QualName(), strings.Join(posonly, ", "))
			}
			return t.Errorf(object.TypeError, "%s() got an unexpected keyword argument '%s'", fn.QualName(), name.S)
		}
	}
	if npos > n && code.Flags&object.CoVarArgs == 0 {
		return tooMany(t, fn, npos, regs)
	}
	if npos < n {
		var defaults []object.Value
		if fn.Defaults != nil {
			defaults = fn.Defaults.Items
		}
		first := n - len(defaults)
		var missing []string
		for i := npos; i < n; i++ {
			if regs[i].O != nil {
				continue
			}
			if i >= first {
				regs[i] = defaults[i-first]
				continue
			}
			missing = append(missing, code.VarNames[i].S)
		}
		if missing != nil {
			return missingError(t, fn, "positional", missing)
		}
	}
	var missing []string
	for i := n; i < total; i++ {
		if regs[i].O != nil {
			continue
		}
		if fn.Ext != nil && fn.Ext.KwDefaults != nil {
			if v := fn.Ext.KwDefaults.GetStr(t, code.VarNames[i]); v.O != nil {
				regs[i] = v
				continue
			}
		}
		missing = append(missing, code.VarNames[i].S)
	}
	if missing != nil {
		return missingError(t, fn, "keyword-only", missing)
	}
	return nil
}

func missingError(t *object.Thread, fn *object.Function, kind string, names []string) *object.Exception {
	plural := "s"
	var list string
	for i, n := range names {
		names[i] = "'" + n + "'"
	}
	switch len(names) {
	case 1:
		list, plural = names[0], ""
	case 2:
		list = names[0] + " and " + names[1]
	default:
		list = strings.Join(names[:len(names)-1], ", ") + ", and " + names[len(names)-1]
	}
	return t.Errorf(object.TypeError, "%s() missing %d required %s argument%s: %s", fn.QualName(), len(names), kind, plural, list)
}

func tooMany(t *object.Thread, fn *object.Function, given int, regs []object.Value) *object.Exception {
	code := fn.Code
	kwgiven := 0
	for i := code.ArgCount; i < code.ArgCount+code.KwOnlyArgCount; i++ {
		if regs[i].O != nil {
			kwgiven++
		}
	}
	s := func(n int) string {
		if n == 1 {
			return ""
		}
		return "s"
	}
	verb := "were"
	if given == 1 && kwgiven == 0 {
		verb = "was"
	}
	kw := ""
	if kwgiven > 0 {
		kw = " positional argument" + s(given) + " (and " + itoa(kwgiven) + " keyword-only argument" + s(kwgiven) + ")"
	}
	nd := 0
	if fn.Defaults != nil {
		nd = len(fn.Defaults.Items)
	}
	takes := itoa(code.ArgCount)
	plural := s(code.ArgCount)
	if nd > 0 {
		takes = "from " + itoa(code.ArgCount-nd) + " to " + takes
		plural = "s"
	}
	return t.Errorf(object.TypeError, "%s() takes %s positional argument%s but %d%s %s given", fn.QualName(), takes, plural, given, kw, verb)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// callSpread is CallKW and CallEx: it returns the result, or the frame that it
// pushed.
func callSpread(t *object.Thread, fr *object.Frame, regs window, w uint64) (object.Value, *object.Frame, *object.Exception) {
	b := uint8(w >> 16)
	callee := regs[b]
	var args, kwnames []object.Value
	base := 0
	if compile.Op(w) == compile.CallKW {
		names, _ := object.AsTuple(fr.Code.Consts[w>>32])
		kwnames = names.Items
		first, n := int(b)+2, int(uint8(w>>24))
		if regs[b+1].O != nil {
			first--
			n++
		}
		args = regs[first : first+n]
		base = fr.Base + first
	} else {
		items, err := spreadArgs(t, callee, regs[b+1])
		if err != nil {
			return object.Value{}, nil, err
		}
		args = items
		if uint8(w>>24)&1 != 0 {
			if args, kwnames, err = spreadKwargs(t, callee, args, regs[b+2]); err != nil {
				return object.Value{}, nil, err
			}
		}
		base = -1
	}
	ret := uint8(w >> 8)
	self := object.Value{}
	fn, ok := object.AsFunction(callee)
	if callee.O.Typ == object.MethodType {
		m := (*object.BoundMethod)(unsafe.Pointer(callee.O))
		if fn, ok = object.AsFunction(m.Func); ok {
			self = m.Self
			args = append(append(make([]object.Value, 0, len(args)+1), self), args...)
			base = -1
		}
	}
	kind := object.FrameCall
	args = args[:len(args):len(args)]
	if typ, isType := object.AsType(callee); !ok && isType {
		if e := cacheClass(typ); e != nil && e.init != nil {
			fn, ok = e.init, true
			self = object.Value{O: typ.Alloc(t, typ)}
			args = append(append(make([]object.Value, 0, len(args)+1), self), args...)
			base = -1
			kind = object.FrameInit
		}
	}
	if !ok {
		v, err := object.CallKw(t, callee, args, kwnames)
		return v, nil, err
	}
	if base < 0 || fr.Code.NumRegs > compile.MaxRegs {
		// The arguments go above the caller's registers. Too many for this chunk
		// of the stack begin a new one, which only a call from Go undoes.
		base = fr.Base + fr.Code.NumRegs
		if base+len(args)+stackSlack > len(t.Stack) {
			v, err := callFromGo(t, fn.Value(), args, kwnames)
			if err == nil && kind == object.FrameInit {
				if !v.IsNone() {
					err = t.Errorf(object.TypeError, "__init__() should return None, not '%s'", v.TypeName())
				}
				v = self
			}
			return v, nil, err
		}
		copy(t.Stack[base:], args)
	}
	v, nf, err := callFunction(t, fn, base, len(args), kwnames)
	if nf != nil {
		nf.Kind, nf.Ret = kind, ret
		if kind == object.FrameInit {
			nf.NS = self
		}
	}
	if err == nil && nf == nil && kind == object.FrameInit {
		err = t.Errorf(object.TypeError, "__init__() should return None, not '%s'", v.TypeName())
	}
	return v, nf, err
}

// spreadArgs returns the items of the * argument of a call.
func spreadArgs(t *object.Thread, callee, v object.Value) ([]object.Value, *object.Exception) {
	if l, ok := object.AsList(v); ok {
		return l.Items(t), nil
	}
	if tup, ok := object.AsTuple(v); ok {
		return tup.Items, nil
	}
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return nil, t.Errorf(object.TypeError, "%s argument after * must be an iterable, not %s", funcName(t, callee), v.TypeName())
	}
	return object.Collect(t, v)
}

// spreadKwargs lays out a dict of keyword arguments behind args.
func spreadKwargs(t *object.Thread, callee object.Value, args []object.Value, kw object.Value) (all, names []object.Value, err *object.Exception) {
	d, ok := object.AsDict(kw)
	if !ok {
		return nil, nil, t.Errorf(object.TypeError, "%s argument after ** must be a mapping, not %s", funcName(t, callee), kw.TypeName())
	}
	all = append(make([]object.Value, 0, len(args)+d.Len(t)), args...)
	for k, v, pos, more := d.NextEntry(t, 0); more; k, v, pos, more = d.NextEntry(t, pos) {
		if k.O.Typ.Flags&object.FlagStr == 0 {
			return nil, nil, t.Errorf(object.TypeError, "keywords must be strings")
		}
		names = append(names, k)
		all = append(all, v)
	}
	return all, names, nil
}

// funcName is how messages about a call's arguments name the callee.
func funcName(t *object.Thread, f object.Value) string {
	if q, err := object.LookupAttr(t, f, strQualName); err == nil && q.O != nil {
		if s, ok := object.AsStr(q); ok {
			name := s.S
			if m, err := object.LookupAttr(t, f, strModule); err == nil && m.O != nil && !m.IsNone() {
				if ms, ok := object.AsStr(m); ok && ms.S != "builtins" {
					name = ms.S + "." + name
				}
			}
			return name + "()"
		}
	}
	s, err := object.ToStr(t, f)
	if err != nil {
		return f.TypeName() + " object"
	}
	return s.S
}

var (
	strQualName = object.Intern("__qualname__")
	strModule   = object.Intern("__module__")
)

// popFrame leaves a frame that ended or was suspended.
func popFrame(t *object.Thread, fr *object.Frame) {
	prev := fr.Prev
	t.Frame = prev
	if fr.Chunk {
		t.Release()
		fr.Chunk = false
	} else if prev.Code != nil {
		t.Top = prev.Base + prev.Code.NumRegs
	}
}
