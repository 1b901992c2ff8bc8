package transaction

import (
	"sync"
	"time"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// messages is transaction.queue: puts and gets do not conflict with each other
// while it is not empty. A thread that waits sleeps on a channel that a change
// closes, and looks again; a transaction that waits retries.
type messages struct {
	object.Object
	items      stm.TQueue[object.Value]
	unfinished stm.Counter

	mu   sync.Mutex
	wake chan struct{} // nil if no thread waits
}

var messagesType = &object.Type{Name: "queue", Module: "transaction", Flags: object.FlagWeakRef, Doc: "A queue without a bound, first in first out for each producer."}

// ownEmpty stands for queue.Empty where there is no module queue.
var ownEmpty = &object.Type{Name: "Empty", Module: "transaction", Base: object.ExceptionType, Flags: object.FlagException}

// emptyClass returns queue.Empty.
func emptyClass(t *object.Thread) (object.Value, *object.Exception) {
	for _, name := range []string{"_queue", "queue"} {
		m, err := t.Interp.ImportName(t, object.Intern(name), nil, object.Value{}, 0)
		if err == nil {
			return object.GetAttrString(t, m, "Empty")
		}
		if !err.Matches(object.ImportError) {
			return object.Value{}, err
		}
	}
	return ownEmpty.Ready().Value(), nil
}

func empty(t *object.Thread) (object.Value, *object.Exception) {
	class, err := emptyClass(t)
	if err != nil {
		return class, err
	}
	exc, err := object.CallKw(t, class, nil, nil)
	if err != nil {
		return exc, err
	}
	e, _ := object.AsException(exc)
	return object.Value{}, e
}

// changed wakes the threads that wait, when t's transaction has committed.
func (q *messages) changed(t *object.Thread) {
	t.Tx.OnCommit(func() {
		q.mu.Lock()
		if q.wake != nil {
			close(q.wake)
			q.wake = nil
		}
		q.mu.Unlock()
	})
}

// wait waits for a change, until deadline if that is not zero; more is false when
// that has passed. In a transaction it does not return, but for the last case.
func (q *messages) wait(t *object.Thread, deadline time.Time) (more bool, err *object.Exception) {
	if t.Worker > 0 {
		if !deadline.IsZero() && parallel.TimedOut(t) {
			return false, nil
		}
		if !t.Tx.CanRetry() {
			return false, t.Errorf(errorType, "a transaction that cannot be undone would wait for a queue")
		}
		parallel.RetryUntil(t, deadline)
	}
	if t.Atomic > 0 {
		return false, t.Errorf(object.RuntimeError, "can't use queue.get(block=True) in an atomic context")
	}
	var timeout <-chan time.Time
	if !deadline.IsZero() {
		left := time.Until(deadline)
		if left <= 0 {
			return false, nil
		}
		timer := time.NewTimer(left)
		defer timer.Stop()
		timeout = timer.C
	}
	q.mu.Lock()
	if q.wake == nil {
		q.wake = make(chan struct{})
	}
	ready := q.wake
	q.mu.Unlock()
	wake := t.Interp.MainWake
	if t != t.Interp.Main {
		wake = nil
	}
	t.Block(func() {
		select {
		case <-ready:
		case <-timeout:
		case <-wake:
		}
	})
	return true, t.Poll()
}

func (q *messages) get(t *object.Thread, block bool, deadline time.Time) (object.Value, *object.Exception) {
	for {
		if v, ok := q.items.TryGet(t.Tx); ok {
			return v, nil
		}
		if !block {
			return empty(t)
		}
		more, err := q.wait(t, deadline)
		if err != nil {
			return object.Value{}, err
		}
		if !more {
			return empty(t)
		}
	}
}

func init() {
	of := func(v object.Value) *messages { return (*messages)(unsafe.Pointer(v.O)) }
	object.SetLayout[messages](messagesType)
	messagesType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
	messagesType.Methods = []object.Def{
		{Name: "put", Sig: "item", Doc: "Append an item.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := of(a[0])
			q.items.Put(t.Tx, a[1])
			q.unfinished.Add(t.Tx, 1)
			q.changed(t)
			return object.None, nil
		}},
		{Name: "get", Sig: "block=True, timeout=None", Doc: "Remove and return the oldest item. Raises Empty if none comes in time.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q, block, timeout := of(a[0]), true, a[2]
			if a[1].O != nil {
				var err *object.Exception
				if block, err = object.Truth(t, a[1]); err != nil {
					return object.Value{}, err
				}
			}
			var deadline time.Time
			if timeout.O != nil && !timeout.IsNone() {
				secs, err := seconds(t, timeout)
				if err != nil {
					return object.Value{}, err
				}
				if secs < 0 {
					return object.Value{}, t.Errorf(object.ValueError, "'timeout' must be a non-negative number")
				}
				deadline = time.Now().Add(time.Duration(min(secs, 1e9) * 1e9))
			}
			return q.get(t, block, deadline)
		}},
		{Name: "task_done", Doc: "Say that the work on an item is finished.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := of(a[0])
			if q.unfinished.Value(t.Tx) <= 0 {
				return object.Value{}, t.Errorf(object.ValueError, "task_done() called too many times")
			}
			q.unfinished.Add(t.Tx, -1)
			q.changed(t)
			return object.None, nil
		}},
		{Name: "join", Doc: "Wait until task_done() has been called for every item.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := of(a[0])
			for q.unfinished.Value(t.Tx) > 0 {
				if _, err := q.wait(t, time.Time{}); err != nil {
					return object.Value{}, err
				}
			}
			return object.None, nil
		}},
		{Name: "qsize", Doc: "The number of items.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Int(int64(of(a[0]).items.Len(t.Tx))), nil
		}},
		{Name: "empty", Doc: "True when there is no item.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			_, ok := of(a[0]).items.Peek(t.Tx)
			return object.Bool(!ok), nil
		}},
	}
}

// seconds reads a number of seconds.
func seconds(t *object.Thread, v object.Value) (float64, *object.Exception) {
	f, err := object.CallKw(t, object.FloatType.Value(), []object.Value{v}, nil)
	if err != nil {
		return 0, err
	}
	return f.Float(), nil
}
