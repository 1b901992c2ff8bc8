package object

import (
	"runtime"
	"slices"
	"weak"
)

// A coroutine that nobody awaits is mostly a forgotten await, which programs are warned of. A
// finalizer for each coroutine would cost more than its whole life otherwise does, so the main
// thread, outside transactions, notes those that it makes in a list, which is looked through now
// and then: what has begun leaves it. Of those that have not, a collection tells which are dead.
// As nobody knows when they died, the warning is about the line that made them.

// unawaited are the coroutines of a thread that had not begun when the list was last looked
// through.
type unawaited struct {
	list  []newborn
	limit int // the length at which to look through it
}

// newborn is a coroutine and where it was made.
type newborn struct {
	g    *Generator // nil during a collection: only weak refers to it
	weak weak.Pointer[Generator]
	name string
	by   *Function // that has called it; nil: no Python code
	pc   int32
}

const (
	firstNewborns = 64
	manyNewborns  = 4096 // with so many that have not begun, a collection looks whether they live
)

// note adds a coroutine that t has made.
func (u *unawaited) note(t *Thread, g *Generator) {
	if len(u.list) >= max(u.limit, firstNewborns) {
		u.sift(t)
		if len(u.list) > manyNewborns/2 {
			u.weaken()
			runtime.GC()
			u.report(t)
		}
		u.limit = 2 * len(u.list)
	}
	n := newborn{g: g, name: g.Fn.QualName()}
	if fr := t.Frame; fr != nil && fr.Fn != nil {
		n.by, n.pc = fr.Fn, fr.PC-1
	}
	u.list = append(u.list, n)
}

// sift removes the coroutines that have begun, or were closed.
func (u *unawaited) sift(t *Thread) {
	u.list = slices.DeleteFunc(u.list, func(n newborn) bool { return n.g.Read(t).Status != GenCreated })
}

// Awaited says that g has been awaited, though it could not begin.
func (t *Thread) Awaited(g *Generator) {
	u := &t.unawaited
	u.list = slices.DeleteFunc(u.list, func(n newborn) bool { return n.g == g })
}

// weaken lets the next collection free the coroutines.
func (u *unawaited) weaken() {
	for i := range u.list {
		n := &u.list[i]
		n.weak, n.g = weak.Make(n.g), nil
	}
}

// report warns of the coroutines that the collection has freed and keeps the others. It reports
// whether there were any.
func (u *unawaited) report(t *Thread) bool {
	list := u.list
	u.list = nil // a warning may run what makes more
	var dead, live []newborn
	for _, n := range list {
		if n.g = n.weak.Value(); n.g == nil {
			dead = append(dead, n)
		} else {
			live = append(live, n)
		}
	}
	for _, n := range dead {
		n.warn(t)
	}
	u.list = append(live, u.list...)
	return len(dead) > 0
}

// warn tells that a coroutine was never awaited.
func (n newborn) warn(t *Thread) {
	file, line, registry := "sys", 1, None
	if n.by != nil {
		file, line = n.by.Code.Filename, n.by.Code.LineOf(n.pc)
		name := Intern("__warningregistry__")
		registry = n.by.Globals.GetStr(t, name)
		if registry.O == nil {
			registry = NewDict(t).Value()
			n.by.Globals.SetStr(t, name, registry)
		}
	}
	warn, err := t.ImportAttr("warnings", "warn_explicit")
	if err == nil {
		message := NewStr("coroutine " + ReprText(n.name) + " was never awaited")
		// That there is a source gets the hint about tracemalloc that CPython gives.
		_, err = CallKw(t, warn, []Value{message, RuntimeWarning.Value(), NewStr(file), Int(int64(line)), registry, message},
			[]Value{Intern("registry").Value(), Intern("source").Value()})
	}
	if err != nil {
		t.Unraisable(err, "", NewStr(n.name))
	}
}

// WeakenUnawaited is called before a collection, and ReportUnawaited after it: it warns of the
// coroutines that the collection has found dead though they have never begun.
func (t *Thread) WeakenUnawaited() {
	t.unawaited.sift(t)
	t.unawaited.weaken()
}

// ReportUnawaited warns.
func (t *Thread) ReportUnawaited() { t.unawaited.report(t) }

// EndUnawaited warns of all coroutines that have not begun: the program ends.
func (t *Thread) EndUnawaited() {
	t.unawaited.sift(t)
	list := t.unawaited.list
	t.unawaited.list = nil
	for _, n := range list {
		n.warn(t)
	}
}
