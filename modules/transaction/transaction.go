// Package transaction is Python's module transaction: functions registered by
// add() run as transactions, in parallel, with the outcome of some serial
// order.
package transaction

import (
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// state is what the module keeps for an interpreter.
type state struct {
	mu      sync.Mutex
	pool    parallel.Pool
	pending parallel.List // of the module-level queue
	epolls  epolls        // of the same
	workers int
	runners map[*object.Thread]bool // who has a run in progress
	claimed bool                    // that of the module-level queue is in progress
	waiters parallel.Waiters        // for that
	counter atomic.Int64            // of count()

	last        stm.Stats // counters of the last run
	lastWorkers int
	lastTime    time.Duration
	listening   bool // conflicts() has been looked up, so what it returns is collected
	conflicts   *conflictLog
	base        stm.Stats // counters when the run began that has begun last
	began       time.Time
}

type stateKey struct{}

func stateOf(t *object.Thread) *state {
	return t.Interp.Extra(stateKey{}, func() any { return &state{workers: defaultWorkers()} }).(*state)
}

// defaultWorkers is WEFT_WORKERS, else the number of cores.
func defaultWorkers() int {
	if n, err := strconv.Atoi(os.Getenv("WEFT_WORKERS")); err == nil && n > 0 {
		return n
	}
	return parallel.Workers()
}

// SetWorkers sets the number of workers that runs of t's interpreter use: the
// -X workers option.
func SetWorkers(t *object.Thread, n int) { stateOf(t).workers = max(n, 1) }

// errorType is transaction.TransactionError.
var errorType = &object.Type{Name: "TransactionError", Module: "transaction", Base: object.ExceptionType, Flags: object.FlagException}

func raise(t *object.Thread, msg string) (object.Value, *object.Exception) {
	return object.Value{}, t.Errorf(errorType, "%s", msg)
}

func init() {
	object.RegisterModule("transaction", create)
	// Old programs know the names by these modules.
	for _, name := range []string{"pypystm", "__pypy__.thread"} {
		object.RegisterModule(name, func(t *object.Thread) (*object.Module, *object.Exception) { return createAs(t, name) })
	}
	object.RegisterModule("__pypy__", func(t *object.Thread) (*object.Module, *object.Exception) {
		m := object.NewModule(t, "__pypy__", "What programs for PyPy import.")
		m.Set(t, "__path__", object.NewList(t, nil).Value()) // it is a package
		return m, nil
	})
}

func create(t *object.Thread) (*object.Module, *object.Exception) { return createAs(t, "transaction") }

// createAs makes the module under the given name.
func createAs(t *object.Thread, as string) (*object.Module, *object.Exception) {
	m := object.NewModule(t, as, "Transactions: functions that run in parallel as if one after the other.")
	m.AddType(t, errorType)
	m.AddType(t, queueType)
	m.AddType(t, localType)
	m.AddType(t, propertyType)
	for _, typ := range []*object.Type{stmdictType, hashtableType, stmiddictType, stmsetType, stmidsetType, messagesType} {
		m.AddType(t, typ)
	}
	m.Set(t, "Stats", statsType.Ready().Value())
	m.Set(t, "Conflict", conflictType.Ready().Value())
	m.Set(t, "atomic", object.Value{O: &object.Object{Typ: atomicType.Ready()}})
	m.Set(t, "exclusive_atomic", object.Value{O: &object.Object{Typ: exclusiveType.Ready()}})
	m.Set(t, "signals_enabled", object.Value{O: &object.Object{Typ: signalsType.Ready()}})
	m.AddFuncs(t, []object.Def{
		{Name: "add", Sig: "f, /, *args, **kwds", Raw: add, Doc: "Register the call f(*args, **kwds) as a new transaction."},
		{Name: "run", Fn: run, Doc: "Run all pending transactions, and those that they add, until none is left."},
		{Name: "set_num_threads", Sig: "num", Fn: setNumThreads, Doc: "Set the number of workers of the next run."},
		{Name: "getsegmentlimit", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Int(int64(stateOf(t).workers)), nil
		}, Doc: "The number of workers that the next run will use."},
		{Name: "stats", Fn: stats, Doc: "Counters of the last run; inside a run: so far."},
		{Name: "is_atomic", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Bool(parallel.InTransaction(t)), nil
		}},
		{Name: "hint_commit_soon", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			parallel.HintCommit(t) // a transaction of a run ends with its function
			return object.None, nil
		}},
		{Name: "map", Sig: "f, iterable, window=None", Fn: mapFunc, Doc: "An iterator over the results of f for the items of an iterable, one transaction an item."},
		{Name: "parallel", Sig: "iterable", Fn: parallelFunc, Doc: "parallel(iterable)(f) is the list of the results of f, one transaction an item."},
		{Name: "count", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Int(stateOf(t).counter.Add(1)), nil
		}, Doc: "A positive number that no other call returns."},
		{Name: "add_epoll", Sig: "ep, callback", Fn: addEpoll, Doc: "Make a transaction callback(fd, events) of every event of an epoll object."},
		{Name: "remove_epoll", Sig: "ep", Fn: removeEpoll, Doc: "Undo add_epoll(ep)."},
		{Name: "__getattr__", Sig: "name, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if s, ok := object.AsStr(a[0]); ok {
				switch s.S {
				case "Empty":
					return emptyClass(t)
				case "conflicts":
					return lookUpConflicts(t), nil
				}
			}
			name, err := object.ToStr(t, a[0])
			if err != nil {
				return object.Value{}, err
			}
			return object.Value{}, t.Errorf(object.AttributeError, "module '%s' has no attribute '%s'", as, name.S)
		}},
		{Name: "retry", Fn: retry, Doc: "Abandon the transaction, and run it again when something that it has read changes."},
	})
	clocks, err := t.Interp.ImportName(t, object.Intern("time"), nil, object.Value{}, 0)
	if err != nil {
		return nil, err
	}
	for name, from := range map[string]string{"time": "time", "clock": "process_time"} {
		f, err := object.GetAttrString(t, clocks, from)
		if err != nil {
			return nil, err
		}
		m.Set(t, name, f)
	}
	return m, nil
}

// task makes a task of a call's arguments: f, args tuple, kwds dict or null.
func task(t *object.Thread, f, args, kwds object.Value) parallel.Task {
	tup, _ := object.AsTuple(args)
	k := parallel.Task{F: f, Args: tup.Items}
	if kwds.O != nil {
		k.Kw, _ = object.AsDict(kwds)
	}
	return k
}

func add(t *object.Thread, args, kwnames []object.Value) (object.Value, *object.Exception) {
	n := len(args) - len(kwnames)
	if n < 1 {
		return object.Value{}, t.Errorf(object.TypeError, "add() missing required argument 'f' (pos 1)")
	}
	k := parallel.Task{F: args[0], Args: t.KeepValues(args[1:n])}
	if len(kwnames) > 0 {
		k.Kw = object.NewDict(t)
		for i, name := range kwnames {
			s, _ := object.AsStr(name)
			k.Kw.SetStr(t, s, args[n+i])
		}
	}
	if parallel.Add(t, k) {
		return object.None, nil
	}
	s := stateOf(t)
	t.Tx.OnCommitAwaited(func() {
		s.mu.Lock()
		s.pending.Push(k)
		s.mu.Unlock()
	})
	return object.None, nil
}

// busy reports whether t cannot start a run: it is in a transaction.
func busy(t *object.Thread) bool { return parallel.InTransaction(t) }

func run(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := stateOf(t)
	if busy(t) || s.runs(t) {
		return raise(t, "recursive invocation of transaction.run()")
	}
	parallel.Publish(t) // what it does from now on cannot be undone; and what it has added is run
	if err := s.claim(t); err != nil {
		return object.Value{}, err
	}
	t.Tx.AwaitCommitted()
	s.mu.Lock()
	tasks := s.pending
	s.pending = parallel.List{}
	s.mu.Unlock()
	out := s.execute(t, tasks, s.workers, &s.epolls, &counters{})
	s.mu.Lock()
	s.claimed = false
	s.mu.Unlock()
	s.waiters.Wake(t)
	if out.Err != nil {
		s.epolls.clear(t)
	}
	return s.finish(t, out)
}

// finish turns the outcome of a run into a result.
func (s *state) finish(t *object.Thread, out parallel.Outcome) (object.Value, *object.Exception) {
	if out.Err != nil {
		return object.Value{}, out.Err
	}
	if out.Stuck {
		return raise(t, "every remaining transaction waits in retry()")
	}
	return object.None, nil
}

// runs reports whether t is in the middle of a run: it makes a pending call.
func (s *state) runs(t *object.Thread) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.runners[t]
}

// claim waits until no other thread runs the module-level queue, and lets t do it. Other
// queues may run meanwhile.
func (s *state) claim(t *object.Thread) *object.Exception {
	free := func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.claimed {
			return false
		}
		s.claimed = true
		return true
	}
	if free() {
		return nil
	}
	_, err := s.waiters.Wait(t, time.Time{}, "the end of another run", free)
	return err
}

// counters are what a run has done in its rounds so far. They add up: a map works in many.
type counters struct {
	stats     stm.Stats
	time      time.Duration
	conflicts *conflictLog // nil while nobody listens
}

// execute runs tasks, and those that epolls makes, for t, and adds to the counters of the
// run. Of several runs at once each has workers of its own, but it is also counted what the
// others lose, as their transactions meet.
func (s *state) execute(t *object.Thread, tasks parallel.List, workers int, epolls *epolls, c *counters) parallel.Outcome {
	e := t.Interp.Engine
	s.mu.Lock()
	base, began := e.Stats().Since(c.stats), time.Now().Add(-c.time)
	s.base, s.began, s.lastWorkers = base, began, workers
	if s.listening {
		if len(s.runners) == 0 || s.conflicts == nil {
			if c.conflicts == nil {
				c.conflicts = &conflictLog{}
			}
			s.conflicts = c.conflicts
		}
		e.SetListener(s.conflicts.listen)
	}
	if s.runners == nil {
		s.runners = map[*object.Thread]bool{}
	}
	s.runners[t] = true
	s.mu.Unlock()
	out := parallel.Execute(t, &s.pool, tasks, workers, epolls)
	s.mu.Lock()
	delete(s.runners, t)
	s.last, s.lastTime, s.lastWorkers = e.Stats().Since(base), time.Since(began), workers
	s.last.Commits = c.stats.Commits + out.Executed // threads have committed, too
	c.stats, c.time = s.last, s.lastTime
	if s.listening && len(s.runners) == 0 {
		e.SetListener(nil)
	}
	s.mu.Unlock()
	return out
}

func setNumThreads(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	n, err := object.IndexClip(t, a[0])
	if err != nil {
		return object.Value{}, err
	}
	s := stateOf(t)
	t.Tx.BecomeExclusive("transaction.set_num_threads()")
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.Worker > 0 || len(s.runners) > 0 {
		return raise(t, "cannot change the number of threads when transaction.run() is active")
	}
	s.workers = int(min(max(n, 1), 1<<12))
	return object.None, nil
}

func retry(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	if !parallel.InTransaction(t) {
		return raise(t, "retry() is called outside a transaction")
	}
	if t.Worker > 0 && !t.Tx.CanRetry() {
		return raise(t, "retry() is called in a transaction that cannot be undone")
	}
	return object.Value{}, parallel.RetryUntil(t, time.Time{}, "a change of what it has read")
}
