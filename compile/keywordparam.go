package compile

// Empty keywords
//
// Most calls of a function that has **kwargs give it no keywords that it does not name, and
// most such functions only pass kwargs on, or look into it. Then nobody can tell the empty
// dict of one call from that of another, as nobody gets hold of it, and all calls may share
// one that is never changed.

// dictLooks are the methods of dict that neither change the dict nor give it away.
var dictLooks = map[string]bool{"get": true, "items": true, "keys": true, "values": true, "copy": true}

// onlyPassed reports whether the function's code c does nothing with its ** parameter that
// could change the dict, or keep it: it tests it, reads an item,
// goes through the keys, calls a method of dictLooks,
// unpacks it into another dict or into the arguments of a call.
func onlyPassed(c *Code) bool {
	if c.Flags&VarKeywords == 0 || c.Wide() {
		return false
	}
	r := int32(c.ArgCount + c.KwOnlyArgCount)
	if c.Flags&VarArgs != 0 {
		r++
	}
	var e effects
	for pc := range c.Ins {
		i := unpacked(c.Ins[pc])
		e.of(&i)
		if touches(e.writes, r) || touches(e.nulls, r) || touches(e.cleared, r) {
			return false
		}
		if !touches(e.reads, r) && !touches(e.readsNull, r) {
			continue
		}
		switch i.op {
		case JumpIfTrue, JumpIfFalse, Not, ForPrep:
		case Contains:
			if i.b == r {
				return false
			}
		case LoadItem:
			if i.c == r {
				return false
			}
		case DictUpdate, DictMerge:
			if i.b != r {
				return false
			}
		case Move:
			if !onlyUnpacked(c, pc+1, i.a) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// onlyUnpacked reports whether the first instruction from pc on that does something with
// temporary register r, which nothing reads later, is a call with **r[r], or of a method of
// dictLooks.
func onlyUnpacked(c *Code, pc int, r int32) bool {
	var e effects
	for ; pc < len(c.Ins); pc++ {
		i := unpacked(c.Ins[pc])
		switch {
		case i.op == CallEx && i.c&3 == 3 && i.b+2+i.c>>2 == r:
			return true
		case i.op == CallAttr && i.b+1 == r:
			return dictLooks[c.Names[c.Sites[i.d].Name]]
		case i.op.isJump() || i.ends():
			return false
		}
		e.of(&i)
		for _, spans := range [][]span{e.reads, e.readsNull, e.writes, e.nulls, e.cleared} {
			if touches(spans, r) {
				return false
			}
		}
	}
	return false
}

// touches reports whether r is in one of spans.
func touches(spans []span, r int32) bool {
	for _, s := range spans {
		if r >= s.first && r < s.first+s.n {
			return true
		}
	}
	return false
}
