//go:build stmhooks

package stm

import "unsafe"

// The types and functions of access.go for the model check. Its attempts are coroutines, so
// nothing here needs to be atomic: each access calls model.access first, which lets others
// go on as the test wishes, and tells the model what it has seen or changed.

// accesses is what the model check wants to know.
type accesses interface {
	// before is called before an access to p.
	before(p unsafe.Pointer)
	// saw is called after an access that has shown v.
	saw(p unsafe.Pointer, v uint64)
	// sawBody is saw for a pointer to a body.
	sawBody(p unsafe.Pointer, b *Body)
	// wrote is called after an access that has changed what p points to.
	wrote(p unsafe.Pointer)
	// number is the same for a body in each execution, unlike its address.
	number(b *Body) uint64
	// block is called when the lock p is held by another.
	block(p unsafe.Pointer)
}

// model is nil while no model check runs.
var model accesses

type place[T any] struct{ v T }

func (w *place[T]) at() unsafe.Pointer { return unsafe.Pointer(&w.v) }

type number interface{ uint64 | uint32 | int32 }

type sharedNumber[T number] struct{ place[T] }

func (w *sharedNumber[T]) Load() T {
	if model != nil {
		model.before(w.at())
		model.saw(w.at(), uint64(w.v))
	}
	return w.v
}

func (w *sharedNumber[T]) Store(v T) {
	if model != nil {
		model.before(w.at())
		defer model.wrote(w.at())
	}
	w.v = v
}

func (w *sharedNumber[T]) Add(v T) T {
	if model != nil {
		model.before(w.at())
		model.saw(w.at(), uint64(w.v))
		defer model.wrote(w.at())
	}
	w.v += v
	return w.v
}

func (w *sharedNumber[T]) CompareAndSwap(old, v T) bool {
	if model != nil {
		model.before(w.at())
	}
	return swapped(w.at(), &w.v, old, v)
}

// swapped is a compare-and-swap that tells the model how it went.
func swapped[T comparable](at unsafe.Pointer, p *T, old, v T) bool {
	ok := *p == old
	if ok {
		*p = v
	}
	if model != nil {
		n := uint64(0)
		if ok {
			n = 1
		}
		model.saw(at, n)
		if ok {
			model.wrote(at)
		}
	}
	return ok
}

type (
	shared64    = sharedNumber[uint64]
	shared32    = sharedNumber[uint32]
	sharedCount = sharedNumber[int32]
)

type sharedFlag struct{ place[bool] }

func (w *sharedFlag) Load() bool {
	if model != nil {
		model.before(w.at())
		n := uint64(0)
		if w.v {
			n = 1
		}
		model.saw(w.at(), n)
	}
	return w.v
}

func (w *sharedFlag) Store(v bool) {
	if model != nil {
		model.before(w.at())
		defer model.wrote(w.at())
	}
	w.v = v
}

func (w *sharedFlag) CompareAndSwap(old, v bool) bool {
	if model != nil {
		model.before(w.at())
	}
	return swapped(w.at(), &w.v, old, v)
}

func (w *sharedFlag) Swap(v bool) bool {
	if model != nil {
		model.before(w.at())
		n := uint64(0)
		if w.v {
			n = 1
		}
		model.saw(w.at(), n)
		defer model.wrote(w.at())
	}
	old := w.v
	w.v = v
	return old
}

type mutex struct{ place[bool] }

func (m *mutex) Lock() {
	if model != nil {
		model.before(m.at())
		for m.v {
			model.block(m.at())
		}
		model.saw(m.at(), 0)
	}
	m.v = true
}

func (m *mutex) Unlock() {
	m.v = false
	if model != nil {
		model.wrote(m.at())
	}
}

// Stamp is documented in access.go, as is the rest.
func (b *Body) Stamp() uint64 {
	if model != nil {
		model.before(unsafe.Pointer(&b.stamp))
		model.saw(unsafe.Pointer(&b.stamp), b.stamp)
	}
	return b.stamp
}

func (b *Body) setStamp(v uint64) {
	if model != nil {
		model.before(unsafe.Pointer(&b.stamp))
		defer model.wrote(unsafe.Pointer(&b.stamp))
	}
	b.stamp = v
}

func (b *Body) swapStamp(old, v uint64) bool {
	if model != nil {
		model.before(unsafe.Pointer(&b.stamp))
	}
	return swapped(unsafe.Pointer(&b.stamp), &b.stamp, old, v)
}

func (b *Body) loadPrev() *Body {
	if model != nil {
		model.before(unsafe.Pointer(&b.prev))
		model.sawBody(unsafe.Pointer(&b.prev), (*Body)(b.prev))
	}
	return (*Body)(b.prev)
}

func (b *Body) clearPrev() {
	if model != nil {
		model.before(unsafe.Pointer(&b.prev))
		defer model.wrote(unsafe.Pointer(&b.prev))
	}
	b.prev = nil
}

// Load is documented in access.go.
func (x *Box) Load() *Body {
	if model != nil {
		model.before(unsafe.Pointer(&x.p))
		model.sawBody(unsafe.Pointer(&x.p), (*Body)(x.p))
	}
	return (*Body)(x.p)
}

func (x *Box) swap(old, b *Body) bool {
	if model != nil {
		model.before(unsafe.Pointer(&x.p))
	}
	return swapped(unsafe.Pointer(&x.p), &x.p, unsafe.Pointer(old), unsafe.Pointer(b))
}

func recentIndex(b *Body) uintptr {
	if model != nil {
		return uintptr(model.number(b) * 0x9E3779B97F4A7C15 >> 40 % recentBodies)
	}
	return uintptr(unsafe.Pointer(b)) >> 5 % recentBodies
}
