package transaction

import (
	"time"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// messages is transaction.queue: puts and gets do not conflict with each other
// while it is not empty.
type messages struct {
	object.Object
	items      stm.TQueue[object.Value]
	unfinished stm.Counter

	waiters, joiners parallel.Waiters
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

func (q *messages) get(t *object.Thread, block bool, deadline time.Time) (object.Value, *object.Exception) {
	v, ok := q.items.TryGet(t.Tx)
	if ok {
		return v, nil
	}
	if block {
		ok, err := q.waiters.Wait(t, deadline, "an item of an empty queue", func() (ok bool) {
			v, ok = q.items.TryGet(t.Tx)
			return ok
		})
		if err != nil || ok {
			return v, err
		}
	}
	return empty(t)
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
			q.waiters.Wake(t)
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
			q.joiners.WakeAll(t)
			return object.None, nil
		}},
		{Name: "join", Doc: "Wait until task_done() has been called for every item.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			q := of(a[0])
			done := func() bool { return q.unfinished.Value(t.Tx) <= 0 }
			if done() {
				return object.None, nil
			}
			_, err := q.joiners.Wait(t, time.Time{}, "the items of a queue to be done", done)
			return object.None, err
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
