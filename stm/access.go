//go:build !stmhooks

package stm

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// What attempts share is of these types, and is accessed by these functions. With the build
// tag stmhooks others take their place (access_hooks.go), by which a test decides before
// each access who makes the next.
type (
	shared64    = atomic.Uint64
	shared32    = atomic.Uint32
	sharedCount = atomic.Int32
	sharedFlag  = atomic.Bool
	mutex       = sync.Mutex
)

// Stamp returns the current stamp. A body whose stamp is [Tx.ID] belongs to the attempt and
// may be changed in place.
func (b *Body) Stamp() uint64 { return atomic.LoadUint64(&b.stamp) }

func (b *Body) setStamp(v uint64)            { atomic.StoreUint64(&b.stamp, v) }
func (b *Body) swapStamp(old, v uint64) bool { return atomic.CompareAndSwapUint64(&b.stamp, old, v) }
func (b *Body) loadPrev() *Body              { return (*Body)(atomic.LoadPointer(&b.prev)) }
func (b *Body) clearPrev()                   { atomic.StorePointer(&b.prev, nil) }

// Load returns the current body, which may belong to any attempt: see the package comment
// for how to go on.
func (x *Box) Load() *Body { return (*Body)(atomic.LoadPointer(&x.p)) }

func (x *Box) swap(old, b *Body) bool {
	return atomic.CompareAndSwapPointer(&x.p, unsafe.Pointer(old), unsafe.Pointer(b))
}

// recentIndex is the place of b in Tx.recent.
func recentIndex(b *Body) uintptr { return uintptr(unsafe.Pointer(b)) >> 5 % recentBodies }
