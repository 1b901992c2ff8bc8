package object

import "unsafe"

// What tracing needs of frames: that one stays the same while its generator sleeps, and
// that a trace function may change the variables.

// KeepFrame notes in the generator of fr, which is about to yield, what programs see of
// the activation, so that the next one shows the same.
func (t *Thread) KeepFrame(fr *Frame) {
	view, g := fr.View, fr.Gen
	if view == nil || g == nil {
		return
	}
	view.gen = g
	b := g.Write(t)
	if b.Ext != nil && b.Ext.View == view {
		return
	}
	var ext GenExt
	if b.Ext != nil {
		ext = *b.Ext
	}
	ext.View = view
	b.Ext = &ext
}

// ReviveFrame makes fr, with which the generator of b goes on, show what its last
// activation did.
func (t *Thread) ReviveFrame(fr *Frame, b *GenBody) {
	if b.Ext != nil && b.Ext.View != nil {
		fr.View, fr.Leave = b.Ext.View, fr.Leave|LeaveView
		fr.View.live, fr.View.owner = fr, t
	}
}

// StoreLocals gives the variables of an activation that t runs the values that they
// have in what was f_locals while a trace function ran. It deletes none, since code
// takes variables to be bound that have been.
func (t *Thread) StoreLocals(f *FrameObject) {
	d := f.Vars
	f.Vars = nil
	fr := f.active(t)
	if d == nil || fr == nil {
		return
	}
	code, regs := fr.Code.Plain(), t.Registers(fr)
	for i, name := range code.VarNames {
		v, r := d.GetStr(t, name), code.VarReg(i)
		if v.O == nil || r >= len(regs) {
			continue
		}
		if o := regs[r].O; o != nil && o.Typ == CellType && captured(code, name) {
			(*Cell)(unsafe.Pointer(o)).Store(t, v)
		} else if regs[r] != v {
			regs[r] = v
		}
	}
	for i, name := range code.FreeVars {
		r := code.FreeReg + i
		if v := d.GetStr(t, name); v.O != nil && r < len(regs) && regs[r].O != nil && regs[r].O.Typ == CellType {
			(*Cell)(unsafe.Pointer(regs[r].O)).Store(t, v)
		}
	}
}
