package transaction

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

// queue is a TransactionQueue.
type queue struct {
	object.Object
	mu       sync.Mutex
	pending  parallel.List
	epolls   epolls
	running  atomic.Bool
	executed atomic.Int64
}

var queueType = &object.Type{Name: "TransactionQueue", Module: "transaction", Doc: "A queue of pending transactions."}

func queueOf(v object.Value) *queue { return (*queue)(unsafe.Pointer(v.O)) }

func init() {
	object.SetLayout[queue](queueType)
	queueType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
	queueType.Methods = []object.Def{
		{Name: "add", Sig: "f, /, *args, **kwds", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := queueOf(a[0])
			k := task(t, a[1], a[2], a[3])
			if q.running.Load() && parallel.FeedOf(t) == parallel.Feed(&q.epolls) && parallel.Add(t, k) {
				return object.None, nil
			}
			add := func() {
				q.mu.Lock()
				q.pending.Push(k)
				q.mu.Unlock()
			}
			t.Tx.OnCommitAwaited(add)
			return object.None, nil
		}},
		{Name: "run", Sig: "nb_segments=0", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q, s := queueOf(a[0]), stateOf(t)
			n := int64(0)
			if a[1].O != nil {
				var err *object.Exception
				if n, err = object.IndexClip(t, a[1]); err != nil {
					return object.Value{}, err
				}
			}
			if n <= 0 {
				n = int64(s.workers)
			}
			if busy(t) {
				return raise(t, "TransactionQueue.run() cannot be called in an atomic context")
			}
			if s.runs(t) {
				return raise(t, "recursive invocation of transaction.run()")
			}
			parallel.Publish(t) // what it does from now on cannot be undone; and what it has added is run
			if !q.running.CompareAndSwap(false, true) {
				return raise(t, "TransactionQueue.run() is currently running")
			}
			t.Tx.AwaitCommitted()
			q.mu.Lock()
			tasks := q.pending
			q.pending = parallel.List{}
			q.mu.Unlock()
			out := s.execute(t, tasks, int(min(n, 1<<12)), &q.epolls, &counters{})
			q.mu.Lock()
			q.executed.Add(out.Executed)
			added := q.pending
			q.pending = out.Rest
			q.pending.PushAll(&added)
			q.mu.Unlock()
			q.running.Store(false)
			return s.finish(t, out)
		}},
		{Name: "number_of_transactions_executed", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := queueOf(a[0])
			if q.running.Load() {
				return raise(t, "TransactionQueue.run() is currently running")
			}
			return object.Int(q.executed.Load()), nil
		}},
	}
}
