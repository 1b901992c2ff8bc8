package vm

import (
	"slices"
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
		if t.Tx.Poll.Load() == 0 {
			v, err = run(t)
		} else {
			v, err = runPolled(t)
		}
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
	return enter(t, fn, base, chunk)
}

// enter pushes a frame for a call of fn, whose parameters are at t.Stack[base:],
// or makes a generator. chunk tells that the registers begin a new stack chunk.
func enter(t *object.Thread, fn *object.Function, base int, chunk bool) (object.Value, *object.Frame, *object.Exception) {
	code := fn.Code
	end := code.NumLocals
	if code.NumRegs > compile.MaxRegs {
		end = code.NumRegs
	}
	clear(t.Stack[base+code.NumParams : base+end])
	if code.Flags&generatorFlags != 0 {
		g := newGenerator(t, fn, t.Stack[base:base+end])
		if chunk {
			t.Release()
		}
		return g, nil, nil
	}
	nf := t.PushFrame()
	if nf == nil {
		if chunk {
			t.Release()
		}
		return object.Value{}, nil, t.RecursionError("")
	}
	nf.Fn, nf.Code, nf.Base, nf.PC = fn, code, base, 0
	nf.HasNS, nf.Leave, nf.View = false, leaves(chunk), nil
	t.Top = base + code.NumRegs
	trace(t, nf)
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

// bindKeywords is bind for a function without *args and **kwargs, called with
// some keyword arguments that all name different parameters. It reports whether
// it was that, and has changed nothing otherwise; parameters that are left have
// their defaults, or are null, which complete tells.
func bindKeywords(code *object.Code, fn *object.Function, regs []object.Value, npos int, kwnames []object.Value) (bound, complete bool) {
	const most = 8
	n := code.ArgCount
	if len(kwnames) > most || npos > n || code.NumParams != n+code.KwOnlyArgCount {
		return false, false
	}
	var at [most]uint8
	var values [most]object.Value
	first := max(npos, code.PosOnlyArgCount)
next:
	for k := range kwnames {
		name := (*object.Str)(unsafe.Pointer(kwnames[k].O))
		for i := first; i < code.NumParams; i++ {
			if code.VarNames[i] != name {
				continue
			}
			for _, other := range at[:k] {
				if int(other) == i {
					return false, false
				}
			}
			at[k] = uint8(i)
			values[k] = regs[npos+k]
			continue next
		}
		return false, false
	}
	clear(regs[npos:max(code.NumParams, npos+len(kwnames))])
	for k := range kwnames {
		regs[at[k]] = values[k]
	}
	complete = true
	if npos+len(kwnames) < code.NumParams {
		var defaults []object.Value
		if fn.Defaults != nil {
			defaults = fn.Defaults.Items
		}
		for i := npos; i < n; i++ {
			if regs[i].O == nil {
				if i < n-len(defaults) {
					return true, false
				}
				regs[i] = defaults[i-n+len(defaults)]
			}
		}
		for i := n; i < code.NumParams; i++ {
			complete = complete && regs[i].O != nil
		}
	}
	return true, complete
}

// bindSpread is bind for a function that has **kwargs: the dict kw, which nothing
// else refers to, becomes that. If the arguments do not fit it reports false, and
// has left kw alone.
func bindSpread(t *object.Thread, fn *object.Function, base, npos int, kw *object.Dict) bool {
	code := fn.Code
	n, total := code.ArgCount, code.ArgCount+code.KwOnlyArgCount
	if npos > n && code.Flags&object.CoVarArgs == 0 {
		return false
	}
	for k, _, pos, more := kw.NextEntry(t, 0); more; k, _, pos, more = kw.NextEntry(t, pos) {
		if k.O.Typ != object.StrType {
			return false
		}
	}
	var defaults []object.Value
	if fn.Defaults != nil {
		defaults = fn.Defaults.Items
	}
	next := total
	regs := t.Stack[base : base+code.NumParams]
	var rest object.Value
	if code.Flags&object.CoVarArgs != 0 {
		rest = object.NewTuple(t.Stack[min(base+n, base+npos) : base+npos])
	}
	clear(t.Stack[base+npos : base+max(npos, code.NumParams)])
	if npos > n {
		clear(t.Stack[base+n : base+npos])
		npos = n
	}
	for i := range total {
		var v object.Value
		if i >= code.PosOnlyArgCount {
			v = kw.GetStr(t, code.VarNames[i])
		}
		switch {
		case i < npos:
			if v.O != nil {
				return false
			}
			continue
		case v.O != nil:
		case i < n && i >= n-len(defaults):
			v = defaults[i-n+len(defaults)]
		case i >= n && fn.Ext != nil && fn.Ext.KwDefaults != nil:
			v = fn.Ext.KwDefaults.GetStr(t, code.VarNames[i])
		}
		if v.O == nil {
			return false
		}
		regs[i] = v
	}
	for i := max(npos, code.PosOnlyArgCount); i < total; i++ {
		if _, err := kw.Delete(t, code.VarNames[i].Value()); err != nil {
			panic("BUG: a name that is not hashed")
		}
	}
	if rest.O != nil {
		regs[next] = rest
		next++
	}
	regs[next] = kw.Value()
	return true
}

// bind distributes the arguments at t.Stack[base:] over fn's parameters.
func bind(t *object.Thread, fn *object.Function, base, nargs int, kwnames []object.Value) *object.Exception {
	code := fn.Code
	npos := nargs - len(kwnames)
	if n := code.ArgCount; len(kwnames) == 0 && npos >= n && code.KwOnlyArgCount == 0 && code.Flags&object.CoVarArgs != 0 {
		// Only the surplus is to be packed.
		rest := object.NewTuple(t.Stack[base+n : base+npos])
		clear(t.Stack[base+n : base+npos])
		t.Stack[base+n] = rest
		if code.Flags&object.CoVarKeywords != 0 {
			t.Stack[base+n+1] = emptyKeywords(t, code)
		}
		return nil
	}
	if bound, complete := bindKeywords(code, fn, t.Stack[base:base+max(code.NumParams, nargs)], npos, kwnames); complete {
		return nil
	} else if bound {
		return bindRest(t, fn, npos, t.Stack[base:base+code.NumParams])
	}
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
		regs[next] = emptyKeywords(t, code)
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
		case code.Flags&object.CoVarKeywords != 0:
			if extra == nil {
				extra = object.NewDictSize(t, len(kwnames)-k)
				regs[next] = extra.Value()
			}
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
	return bindRest(t, fn, npos, regs)
}

// emptyKeywords returns a ** parameter for a call without keywords that are left for it.
func emptyKeywords(t *object.Thread, code *object.Code) object.Value {
	if code.SharesEmpty {
		return object.EmptyKeywords.Value()
	}
	return object.NewDict(t).Value()
}

// bindRest gives parameters without argument their defaults.
func bindRest(t *object.Thread, fn *object.Function, npos int, regs []object.Value) *object.Exception {
	code := fn.Code
	n, total := code.ArgCount, code.ArgCount+code.KwOnlyArgCount
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

// callKeywords is CallKW: it returns the result or pushes a frame.
func callKeywords(t *object.Thread, fr *object.Frame, regs window, w uint64) (object.Value, *object.Exception) {
	b := uint8(w >> 16)
	names, _ := object.AsTuple(fr.Code.Consts[w>>32])
	callee := regs[b]
	first, n := int(b)+2, int(uint8(w>>24))
	fn, self, kind := pythonCallee(t, callee)
	switch {
	case regs[b+1].O == nil && self.O != nil:
		regs[b+1] = self
		first, n = first-1, n+1
	case regs[b+1].O != nil:
		first, n = first-1, n+1
		if self.O != nil {
			fn = nil
		}
	}
	if fn == nil {
		return object.CallKw(t, callee, regs[first:first+n:first+n], names.Items)
	}
	v, nf, err := callFunction(t, fn, argumentsAt(t, fr, first, n), n, names.Items)
	return called(t, v, nf, err, kind, self, w)
}

// callSpread is CallEx: it returns the result or pushes a frame.
func callSpread(t *object.Thread, fr *object.Frame, regs window, w uint64) (object.Value, *object.Exception) {
	b, flags := uint8(w>>16), uint8(w>>24)
	callee := regs[b]
	plain, rest := regs[b+1:b+1+flags>>2], regs[b+1+flags>>2]
	var kw *object.Dict
	nkw := 0
	ours := true // the dict kw
	if flags&1 != 0 {
		v := regs[b+2+flags>>2]
		if flags&2 == 0 || v.O.Typ == object.DictType {
			ours = flags&2 == 0
			kw = (*object.Dict)(unsafe.Pointer(v.O))
		} else {
			if len(plain) > 0 && rest.O.Typ != object.TupleType {
				// Those come before what the mapping does.
				l := object.NewList(t, nil)
				if err := listExtend(t, l.Value(), rest); err != nil {
					return object.Value{}, err
				}
				rest = l.Value()
			}
			kw = object.NewDict(t)
			if err := dictUpdate(t, kw.Value(), v, callee); err != nil {
				return object.Value{}, err
			}
		}
		if kw != object.EmptyKeywords {
			nkw = kw.Len(t)
		}
		switch {
		case nkw == 0:
			kw = nil
		case !ours && rest.O.Typ != object.TupleType && rest.O.Typ != object.ListType:
			kw, ours = kw.Copy(t), true // lest what goes through rest change it
		}
	}
	items, err := spreadArgs(t, callee, rest, len(plain) > 0)
	if err != nil {
		return object.Value{}, err
	}
	// The arguments go above the caller's registers. Too many for this chunk of
	// the stack begin a new one, which only a call from Go undoes.
	base := fr.Base + fr.Code.NumRegs
	fn, self, kind := pythonCallee(t, callee)
	if fn == nil || base+1+len(plain)+len(items)+nkw+fn.Code.NumRegs+stackSlack > len(t.Stack) {
		// Who is called may have changed a list before it has looked at all arguments.
		args, kwnames := slices.Concat(plain, items), []object.Value(nil)
		if nkw > 0 {
			if args, kwnames, err = spreadKwargs(t, args, kw); err != nil {
				return object.Value{}, err
			}
		}
		return object.CallKw(t, callee, args, kwnames)
	}
	layOut := func() int {
		n := 0
		if self.O != nil {
			t.Stack[base] = self
			n = 1
		}
		n += copy(t.Stack[base+n:], plain)
		return n + copy(t.Stack[base+n:], items)
	}
	n := layOut()
	if kw != nil && fn.Code.Flags&object.CoVarKeywords != 0 {
		if !ours {
			kw = kw.Copy(t)
		}
		if bindSpread(t, fn, base, n, kw) {
			v, nf, err := enter(t, fn, base, false)
			return called(t, v, nf, err, kind, self, w)
		}
		layOut()
	}
	var buf [8]object.Value
	kwnames := buf[:0]
	if nkw > 0 {
		for k, v, pos, more := kw.NextEntry(t, 0); more; k, v, pos, more = kw.NextEntry(t, pos) {
			if k.O.Typ.Flags&object.FlagStr == 0 {
				return object.Value{}, t.Errorf(object.TypeError, "keywords must be strings")
			}
			t.Stack[base+n+len(kwnames)] = v
			kwnames = append(kwnames, k)
		}
	}
	v, nf, err := callFunction(t, fn, base, n+len(kwnames), kwnames)
	return called(t, v, nf, err, kind, self, w)
}

// pythonCallee returns the Python function that a call of callee runs, nil if
// there is none, the self to put before the arguments, or null, and the kind of
// its frame. A class without an __init__ has no function, but a self and a kind.
func pythonCallee(t *object.Thread, callee object.Value) (fn *object.Function, self object.Value, kind object.FrameKind) {
	switch callee.O.Typ {
	case object.FunctionType:
		return (*object.Function)(unsafe.Pointer(callee.O)), object.Value{}, object.FrameCall
	case object.MethodType:
		m := (*object.BoundMethod)(unsafe.Pointer(callee.O))
		if fn, ok := object.AsFunction(m.Func); ok {
			return fn, m.Self, object.FrameCall
		}
	case object.TypeType:
		typ := (*object.Type)(unsafe.Pointer(callee.O))
		if e := cacheClass(typ); e != nil {
			return e.init, object.Value{O: typ.Alloc(t, typ)}, object.FrameInit
		}
	default:
		if fn := methodOf(callee, strCall); fn != nil {
			return fn, callee, object.FrameCall
		}
	}
	return nil, object.Value{}, 0
}

// called completes a call of what pythonCallee has found: it returns pushed for
// the frame nf.
func called(t *object.Thread, v object.Value, nf *object.Frame, err *object.Exception, kind object.FrameKind, self object.Value, w uint64) (object.Value, *object.Exception) {
	if nf != nil {
		nf.Kind, nf.Ret = kind, uint8(w>>8)
		if kind == object.FrameInit {
			nf.NS = self
		}
		return object.Value{}, pushed
	}
	if err == nil && kind == object.FrameInit {
		err = t.Errorf(object.TypeError, "__init__() should return None, not '%s'", v.TypeName())
	}
	return v, err
}

// spreadArgs returns the items of the * argument of a call, which may stand behind
// others.
func spreadArgs(t *object.Thread, callee, v object.Value, behind bool) ([]object.Value, *object.Exception) {
	if l, ok := object.AsList(v); ok {
		return l.Items(t), nil
	}
	if tup, ok := object.AsTuple(v); ok {
		return tup.Items, nil
	}
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		if behind {
			return nil, t.Errorf(object.TypeError, "Value after * must be an iterable, not %s", v.TypeName())
		}
		return nil, t.Errorf(object.TypeError, "%s argument after * must be an iterable, not %s", funcName(t, callee), v.TypeName())
	}
	return object.Collect(t, v)
}

// spreadKwargs lays out a dict of keyword arguments behind args.
func spreadKwargs(t *object.Thread, args []object.Value, kw *object.Dict) (all, names []object.Value, err *object.Exception) {
	all = append(make([]object.Value, 0, len(args)+kw.Len(t)), args...)
	for k, v, pos, more := kw.NextEntry(t, 0); more; k, v, pos, more = kw.NextEntry(t, pos) {
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

// leaves returns what is to be done when a new frame is left.
func leaves(chunk bool) object.FrameLeave {
	if chunk {
		return object.LeaveChunk
	}
	return 0
}

// popFrame leaves a frame that ended or was suspended.
func popFrame(t *object.Thread, fr *object.Frame) {
	prev := fr.Prev
	t.Frame = prev
	if fr.Leave&object.LeaveChunk != 0 {
		t.Release()
		fr.Leave = 0
	} else if prev.Code != nil {
		t.Top = prev.Base + prev.Code.NumRegs
	}
}
