package object

import (
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"unsafe"
	"weak"
)

// An object of a class with __del__ gets it called when the collector has found the
// object dead, and at the end of the program if it still lives then. The call is
// made by the main thread between two instructions, or, while that thread waits for
// transactions, by one of those who run them, in a transaction of its own; once for each
// object, in the order in which the objects of one collection were made.
//
// The Go runtime calls the finalizer of an object that refers to itself only
// through others never: cycles of objects with __del__ wait for the end of the
// program. That is why the first body of such an object is not part of the object, as it
// is for others: it would be such a cycle.

// finalizers knows the objects of one interpreter that have __del__ to be called.
type finalizers struct {
	mu     sync.Mutex
	gone   sync.Cond // signalled when an object moves from live to dead
	serial uint64
	live   map[uint64]weak.Pointer[Object]
	dead   []mortal
	queued bool // the main thread has been told of dead
	over   bool // the program has ended
	prompt int  // collections that Deleted has made
}

// mortal is an object that is about to get its __del__ called.
type mortal struct {
	serial uint64
	o      *Object
}

var strDel, strClose = Intern("__del__"), Intern("close")

// allocFinalizable is the Alloc of classes with __del__.
func allocFinalizable(t *Thread, typ *Type) *Object {
	var o *Object
	switch base := typ.solid(); {
	case base != ObjectType:
		o = base.Alloc(t, typ)
		track(t, o, o)
	case typ.AttrsOff == 0:
		x := &bareObject{Object: Object{typ}}
		o = &x.Object
		track(t, o, x)
	default:
		x := new(Instance)
		x.Typ = typ
		b := newAttrBody(max(int(typ.slotHint.Load()), 1))
		b.Init(t.Tx.ID)
		b.Shape = typ.root
		x.Attrs.Init(&b.Body)
		o = &x.Object
		track(t, o, x)
	}
	return o
}

// track has __del__ of o called in time. x is o as the type that it was allocated
// as.
func track[T any](t *Thread, o *Object, x *T) {
	in := t.Interp
	register := func() {
		f := &in.finalizers
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.over {
			return
		}
		if f.live == nil {
			f.live = map[uint64]weak.Pointer[Object]{}
			f.gone.L = &f.mu
		}
		f.serial++
		n := f.serial
		f.live[n] = weak.Make(o)
		runtime.SetFinalizer(x, func(x *T) { in.died(n, (*Object)(unsafe.Pointer(x))) })
	}
	if t.Tx.InTransaction() && !t.Tx.Inevitable() {
		t.Tx.OnCommit(register) // what an aborted attempt has made never was
	} else {
		register()
	}
}

// died is told by the collector.
func (in *Interp) died(serial uint64, o *Object) {
	f := &in.finalizers
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.live, serial)
	f.dead = append(f.dead, mortal{serial, o})
	f.gone.Broadcast()
	if !f.queued && !f.over {
		f.queued = true
		in.AddLate(in.burial())
	}
}

// burial returns a call that calls __del__ of the objects that were found dead. It can be
// undone, and made again: for the same objects.
func (in *Interp) burial() func(t *Thread) {
	var dead []mortal
	return func(t *Thread) {
		if dead == nil {
			dead = in.finalizers.takeDead()
		}
		callDel(t, dead)
	}
}

// takeDead returns the objects that were found dead, for the caller to call their __del__.
func (f *finalizers) takeDead() []mortal {
	f.mu.Lock()
	defer f.mu.Unlock()
	dead := f.dead
	f.dead, f.queued = nil, false
	return dead
}

func callDel(t *Thread, dead []mortal) {
	slices.SortFunc(dead, func(a, b mortal) int { return int(a.serial) - int(b.serial) })
	for _, m := range dead {
		v := Value{O: m.o}
		handled := t.Handled
		if m.o.isClosable() {
			closeDropped(t, v)
			t.Handled = handled
			continue
		}
		if _, _, err := CallSpecial(t, v, strDel); err != nil {
			t.Unraisable(err, "", m.o.Typ.Lookup(strDel))
		}
		t.Handled = handled
	}
}

// FinalizeDead calls __del__ of the objects that the collection which has just
// ended found dead. It reports whether there were any.
func (t *Thread) FinalizeDead() bool {
	f := &t.Interp.finalizers
	f.mu.Lock()
	f.awaitDead()
	any := len(f.dead) > 0
	f.mu.Unlock()
	if any {
		callDel(t, f.takeDead())
	}
	return any
}

// awaitDead waits until the Go runtime has told of each object that it found dead.
func (f *finalizers) awaitDead() {
	for n, w := range f.live {
		if w.Value() != nil {
			continue
		}
		for {
			if _, ok := f.live[n]; !ok {
				break
			}
			f.gone.Wait()
		}
	}
}

// FinalizeAll ends the program for the objects that have __del__.
func (t *Thread) FinalizeAll() {
	f := &t.Interp.finalizers
	f.mu.Lock()
	f.over = true
	f.awaitDead()
	all := f.dead
	for n, w := range f.live {
		if o := w.Value(); o != nil {
			all = append(all, mortal{n, o})
		}
	}
	f.dead, f.live = nil, nil
	f.mu.Unlock()
	callDel(t, all)
}

// WantsFinalizing reports whether something happens when v dies: its class has __del__,
// or v is a generator that has something to do when it is closed.
func (v Value) WantsFinalizing() bool {
	return v.O != nil && (v.O.Typ.finalizable || v.O.isClosable() && generatorOf(v).Fn.Code.closable())
}

func (o *Object) isClosable() bool { return o.Typ == GeneratorType || o.Typ == AsyncGeneratorType }

// closable reports whether a generator of the code must be closed when the program has
// dropped it: it has a finally clause or with statement, perhaps.
func (c *Code) closable() bool { return len(c.Handlers) > 0 }

// newClosable is NewGenerator for a generator that is closed when it is found dead. Its
// body is not part of it: see above.
func newClosable(t *Thread, typ *Type, fn *Function, regs []Value) *Generator {
	g := &Generator{Object: Object{typ}, Fn: fn}
	b := &GenBody{Regs: append(make([]Value, 0, fn.Code.Saved), regs...)}
	b.Init(t.stamp())
	g.Box.Init(&b.Body)
	track(t, &g.Object, g)
	return g
}

// closeDropped closes a generator that was found dead. An asynchronous one is closed by
// the event loop that it has run in.
func closeDropped(t *Thread, v Value) {
	b := generatorOf(v).Read(t)
	if b.Status != GenSuspended {
		return
	}
	var err *Exception
	switch {
	case v.O.Typ == GeneratorType:
		_, err = CallMethod(t, v, strClose)
	case b.Ext != nil && b.Ext.Final.O != nil:
		_, err = Call1(t, b.Ext.Final, v)
	}
	if err != nil {
		t.Unraisable(err, "", v)
	}
}

const (
	promptRounds = 200
	promptHeap   = 64 << 20
)

// Deleted is called after a del statement has removed a reference to an object with
// __del__: where it was the last one, programs expect the call now. So there is a
// collection now, in small programs; one that deletes many such objects, or has
// much else alive, waits for the next that is due anyway.
func (t *Thread) Deleted() {
	f := &t.Interp.finalizers
	if t != t.Interp.Main || t.Tx.InTransaction() || f.prompt >= promptRounds {
		return
	}
	f.prompt++
	live := [1]metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	if metrics.Read(live[:]); live[0].Value.Uint64() > promptHeap {
		return
	}
	t.Forget()
	runtime.GC()
	t.FinalizeDead()
}
