package importer

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

// loading knows which thread executes which module. A module is in sys.modules before it is
// complete, for modules that import each other. So a thread that imports a module that another
// one is executing waits until that is done; unless that one waits, itself or through others, for
// a module that this thread is executing: then it gets the module as it is.
type loading struct {
	mu      sync.Mutex
	by      map[string]*object.Thread
	waits   map[*object.Thread]string // for which module a thread waits
	waiters parallel.Waiters
}

// modulesLoading is how many modules are being executed, in all interpreters: mostly none, and
// then who imports need not look further.
var modulesLoading atomic.Int32

// begin notes that t executes module name. The function it returns notes the end, which others
// learn when what t has done is to be seen.
func (l *loading) begin(t *object.Thread, name string) (end func()) {
	l.mu.Lock()
	if l.by == nil {
		l.by, l.waits = map[string]*object.Thread{}, map[*object.Thread]string{}
	}
	l.by[name] = t
	l.mu.Unlock()
	modulesLoading.Add(1)
	return func() {
		t.Tx.OnCommit(func() {
			l.mu.Lock()
			if l.by[name] == t {
				delete(l.by, name)
			}
			l.mu.Unlock()
			modulesLoading.Add(-1)
		})
		l.waiters.WakeAll(t)
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
	for at := name; ; {
		who := l.by[at]
		if who == t || who == nil && at == name {
			return false
		}
		next, waits := l.waits[who]
		if who == nil || !waits {
			break
		}
		at = next
	}
	l.waits[t] = name
	return true
}
