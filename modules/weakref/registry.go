package weakref

import (
	"runtime"
	"slices"
	"sync"
	"unsafe"
	"weak"

	"github.com/weftpy/weft/object"
)

// The registry knows the weak references to each object that has any: for
// getweakrefs(), for giving out one plain reference again and again, and for the
// callbacks.
//
// It is no transactional state: references never change, so it does not matter
// to a transaction that another has made one. An aborted attempt leaves
// references behind that nobody can reach; they die like any others, and a
// callback is only made for a reference that is alive.
//
// When an object dies, its entry is taken out and the callbacks of the
// references that outlive it are queued for the main thread: by the cleanup that
// the Go runtime runs, or by Sweep, whichever is first.

// Ref is a weak reference or a proxy.
type Ref struct {
	object.Object
	target   weak.Pointer[object.Object]
	callback object.Value // null if there is none
	interp   *object.Interp
	hash     hashCache
}

// entry holds the references to one object: the plain one and the plain proxy, which are given out again,
// and then the others, oldest first.
type entry struct {
	refs []weak.Pointer[Ref]
	full int // with how many references dead ones are looked for
}

type shard struct {
	mu sync.Mutex
	m  map[weak.Pointer[object.Object]]*entry
}

const numShards = 64

var shards [numShards]shard

func shardOf(o *object.Object) *shard {
	return &shards[uint64(uintptr(unsafe.Pointer(o)))*0x9e3779b97f4a7c15>>58]
}

// cleanupArg says which entry a cleanup is for.
type cleanupArg struct {
	s   *shard
	key weak.Pointer[object.Object]
}

// register makes a reference of typ to target, or returns one that does as well.
func register(t *object.Thread, typ *object.Type, target, callback object.Value) *Ref {
	if callback.IsNone() {
		callback = object.Value{}
	}
	s := shardOf(target.O)
	key := weak.Make(target.O)
	shared := callback.O == nil && (typ == RefType || typ == ProxyType || typ == CallableProxyType)
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.m[key]
	if e == nil {
		e = &entry{}
		if s.m == nil {
			s.m = map[weak.Pointer[object.Object]]*entry{}
		}
		s.m[key] = e
		runtime.AddCleanup(target.O, func(a cleanupArg) { a.s.died(a.key) }, cleanupArg{s, key})
	}
	if shared {
		for _, w := range e.refs[:min(2, len(e.refs))] {
			if r := w.Value(); r != nil && r.Typ == typ && r.callback.O == nil {
				return r
			}
		}
	}
	// A WeakKeyDictionary makes a reference for each look-up. To look for dead ones each time would
	// take as long as there have been look-ups since the last collection.
	if shared || len(e.refs) >= e.full {
		e.refs = slices.DeleteFunc(e.refs, func(r weak.Pointer[Ref]) bool { return r.Value() == nil })
		e.full = 2*len(e.refs) + 8
	}
	r := object.Allocate[Ref](typ)
	r.target, r.callback, r.interp = key, callback, t.Interp
	at := len(e.refs)
	if shared {
		at = 0
		if typ != RefType && len(e.refs) > 0 {
			if first := e.refs[0].Value(); first != nil && first.Typ == RefType && first.callback.O == nil {
				at = 1
			}
		}
	}
	e.refs = slices.Insert(e.refs, at, weak.Make(r))
	runtime.KeepAlive(target.O)
	return r
}

func init() {
	object.FirstWeakref = func(_ *object.Thread, v object.Value) object.Value {
		for _, r := range refsTo(v.O) {
			return object.Value{O: &r.Object}
		}
		return object.Value{}
	}
}

// refsTo returns the live references to o.
func refsTo(o *object.Object) []*Ref {
	s := shardOf(o)
	s.mu.Lock()
	defer s.mu.Unlock()
	var refs []*Ref
	if e := s.m[weak.Make(o)]; e != nil {
		for _, w := range e.refs {
			if r := w.Value(); r != nil {
				refs = append(refs, r)
			}
		}
	}
	return refs
}

// died queues the callbacks of the references to an object that is dead.
func (s *shard) died(key weak.Pointer[object.Object]) {
	s.mu.Lock()
	e := s.m[key]
	delete(s.m, key)
	s.mu.Unlock()
	if e == nil {
		return
	}
	// The newest reference hears of it first.
	for _, w := range slices.Backward(e.refs) {
		if r := w.Value(); r != nil && r.callback.O != nil {
			r.interp.AddLate(func(t *object.Thread) {
				if _, err := object.Call1(t, r.callback, object.Value{O: &r.Object}); err != nil {
					t.Unraisable(err, "", r.callback)
				}
			})
		}
	}
}

// Sweep queues the callbacks for all objects that have been found dead, without
// waiting for the Go runtime to run its cleanups.
func Sweep() {
	for i := range shards {
		s := &shards[i]
		s.mu.Lock()
		var dead []weak.Pointer[object.Object]
		for key := range s.m {
			if key.Value() == nil {
				dead = append(dead, key)
			}
		}
		s.mu.Unlock()
		for _, key := range dead {
			s.died(key)
		}
	}
}
