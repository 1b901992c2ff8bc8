package importer

import (
	"sync"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// loading knows which thread imports which module. One thread at a time looks for a module and
// executes it: two that both find it missing would execute it twice, and leave each a module of its
// own. A module is in sys.modules before it is complete, for modules that import each other. So a
// thread that imports a module that another one is importing waits until that is done; unless that
// one waits, itself or through others, for a module that this thread is importing: then it goes on
// with the module as it is.
type loading struct {
	mu      sync.Mutex
	by      map[string]*object.Thread
	waits   map[*object.Thread]string // for which module a thread waits
	waiters parallel.Waiters
	ended   *stm.Var[int] // imports that have ended: what a transaction reads that waits for one
}

// claim makes t, which is inevitable, the thread that imports module name. The function it returns
// notes the end, which others learn when what t has done is to be seen. It returns nil if another
// thread is importing the module and t has to wait; if it must not wait for that, or is importing
// the module already, t goes on without a claim.
func (l *loading) claim(t *object.Thread, name string) (end func(*object.Thread)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by, l.waits = map[string]*object.Thread{}, map[*object.Thread]string{}
	}
	if l.by[name] != nil {
		if l.mayWait(t, name) {
			return nil
		}
		return func(*object.Thread) {}
	}
	l.by[name] = t
	t.Interp.Importing.Add(1)
	return func(t *object.Thread) {
		t.Tx.OnCommitAwaited(func() {
			l.mu.Lock()
			delete(l.by, name)
			l.mu.Unlock()
			t.Interp.Importing.Add(-1)
		})
		l.ended.Set(t.Tx, l.ended.Get(t.Tx)+1)
		l.waiters.WakeAll(t)
	}
}

// acquire claims module name when no other thread is importing it, and makes t inevitable.
func (l *loading) acquire(t *object.Thread, name string) (end func(*object.Thread), err *object.Exception) {
	for {
		if err := l.wait(t, name); err != nil {
			return nil, err
		}
		t.Tx.BecomeInevitable("import of " + name)
		if end = l.claim(t, name); end != nil {
			return end, nil
		}
	}
}

// wait waits until no other thread executes module name.
func (l *loading) wait(t *object.Thread, name string) *object.Exception {
	if !l.mustWait(t, name) {
		return nil
	}
	defer func() {
		l.mu.Lock()
		delete(l.waits, t)
		l.mu.Unlock()
	}()
	if parallel.InTransaction(t) {
		// It sleeps until something changes that it has read. If the import has ended for it, but is not
		// out of l.by, it will be at once, and nothing would change any more.
		l.ended.Get(t.Tx)
		t.Tx.AwaitCommitted()
	}
	_, err := l.waiters.Wait(t, time.Time{}, "the import of "+name, func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.by[name] == nil
	})
	return err
}

// mustWait reports whether t has to wait for module name, and notes it then.
func (l *loading) mustWait(t *object.Thread, name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.mayWait(t, name) {
		return false
	}
	l.waits[t] = name
	return true
}

// mayWait reports whether another thread is importing module name that does not wait for t, itself
// or through others. The caller holds the lock.
func (l *loading) mayWait(t *object.Thread, name string) bool {
	for at := name; ; {
		who := l.by[at]
		if who == t || who == nil && at == name {
			return false
		}
		next, waits := l.waits[who]
		if who == nil || !waits {
			return true
		}
		at = next
	}
}
