package compile

import "github.com/weftpy/weft/object"

// LiveAt reports whether an instruction of c from pc on reads register r before it is written.
func LiveAt(c *Code, pc, r int) bool {
	o := &object.Code{NumLocals: len(c.VarNames), NumRegs: c.NumRegs}
	for _, i := range c.Ins {
		o.Ins = append(o.Ins, uint64(i))
	}
	for _, h := range c.Handlers {
		o.Handlers = append(o.Handlers, object.Handler(h))
	}
	live := liveAt(o, pc)
	return live.has(r)
}
