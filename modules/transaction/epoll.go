package transaction

import (
	"sync"
	"sync/atomic"

	"github.com/weftpy/weft/modules/pyselect"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// epolls are the epoll objects of a queue, whose events become transactions.
//
// Which are registered is a transactional variable, so a transaction that is
// undone has registered nothing, and one that looks conflicts with one that
// changes. The poller, a goroutine that waits for events while the queue runs, is
// told when the transaction has committed; only of what is the case then, as no event
// may come of an epoll that is removed again at once. Two that commit one after the other may
// tell it in the wrong order: therefore the versions.
//
// The poller makes tasks of events with mu held, and only of those epolls that
// are still registered: when a removal has committed and mu was free, no event
// of the epoll is on its way. So the run cannot end between an event and its
// transaction.
type epolls struct {
	registered stm.Var[epollList]

	active atomic.Bool

	mu      sync.Mutex
	current epollList // the last one committed
	run     *parallel.Run
	poller  *poller // while the queue runs and current has not always been empty
}

// epollList never changes, but for a new one in its place.
type epollList struct {
	version uint64
	entries []epollEntry
	change  *epollChange // by which it has come about
}

// epollChange is what one attempt at a transaction makes of the list.
type epollChange struct {
	tx      *stm.Tx
	attempt uint64 // its id; all exclusive ones have the same
	over    bool   // it has committed
	to      epollList
}

type epollEntry struct {
	ep       *pyselect.Epoll
	callback object.Value
}

func (l epollList) find(ep *pyselect.Epoll) int {
	for i, e := range l.entries {
		if e.ep == ep {
			return i
		}
	}
	return -1
}

// set makes l, which has been made of the registered ones, those that are registered.
func (x *epolls) set(t *object.Thread, l epollList) {
	l.version++
	if !t.Tx.InTransaction() {
		l.change = nil
		x.registered.Set(t.Tx, l)
		x.apply(l)
		return
	}
	c := l.change
	first := c == nil || c.tx != t.Tx || c.attempt != t.Tx.ID || c.over
	if first {
		c = &epollChange{tx: t.Tx, attempt: t.Tx.ID}
		l.change = c
	}
	x.registered.Set(t.Tx, l)
	c.to = epollList{version: l.version, entries: l.entries}
	if first {
		t.Tx.OnCommitAwaited(func() {
			c.over = true
			x.apply(c.to)
		})
	}
}

// apply makes known what has been committed.
func (x *epolls) apply(l epollList) {
	x.mu.Lock()
	if l.version <= x.current.version {
		x.mu.Unlock()
		return
	}
	x.current = l
	x.active.Store(len(l.entries) > 0)
	x.wakePoller()
	run := x.run
	x.mu.Unlock()
	if run != nil {
		run.FeedChanged()
	}
}

// wakePoller makes the poller look at x again, starting it if there is something
// to wait for. x.mu is held.
func (x *epolls) wakePoller() {
	switch {
	case x.poller != nil:
		x.poller.wake()
	case x.run != nil && len(x.current.entries) > 0:
		var err error
		if x.poller, err = startPoller(x); err != nil {
			x.run.Break(func(t *object.Thread) *object.Exception { return t.OSError(err) })
		}
	}
}

// Active is parallel.Feed's.
func (x *epolls) Active() bool { return x.active.Load() }

// Start is parallel.Feed's.
func (x *epolls) Start(r *parallel.Run) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.run = r
	x.wakePoller()
}

// Stop is parallel.Feed's.
func (x *epolls) Stop() {
	x.mu.Lock()
	p := x.poller
	x.run, x.poller = nil, nil
	x.mu.Unlock()
	if p != nil {
		p.stop()
	}
}

// clear forgets all.
func (x *epolls) clear(t *object.Thread) {
	if l := x.registered.Get(t.Tx); len(l.entries) > 0 {
		l.entries = nil
		x.set(t, l)
	}
}

// epollsOf returns those of the queue whose transaction t is in, else those of
// the module.
func epollsOf(t *object.Thread) *epolls {
	if x, ok := parallel.FeedOf(t).(*epolls); ok && x != nil {
		return x
	}
	return &stateOf(t).epolls
}

func addEpoll(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	ep, ok := pyselect.AsEpoll(a[0])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "add_epoll() argument 1 must be select.epoll, not %s", a[0].TypeName())
	}
	x := epollsOf(t)
	l := x.registered.Get(t.Tx)
	if l.find(ep) >= 0 {
		return raise(t, "add_epoll(ep): ep is already registered")
	}
	l.entries = append(l.entries[:len(l.entries):len(l.entries)], epollEntry{ep, a[1]})
	x.set(t, l)
	return object.NewBuiltin(object.Def{Name: "remove", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		return x.remove(t, ep)
	}, Doc: "Undo the add_epoll() that returned this."}, object.Intern("transaction")), nil
}

func (x *epolls) remove(t *object.Thread, ep *pyselect.Epoll) (object.Value, *object.Exception) {
	l := x.registered.Get(t.Tx)
	i := l.find(ep)
	if i < 0 {
		return raise(t, "remove_epoll(ep): ep is not registered")
	}
	l.entries = append(l.entries[:i:i], l.entries[i+1:]...)
	x.set(t, l)
	return object.None, nil
}

func removeEpoll(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	ep, _ := pyselect.AsEpoll(a[0]) // nil is not registered either
	return epollsOf(t).remove(t, ep)
}
