// Package parallel runs transactions on a pool of workers, and Python threads.
package parallel

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// Running transactions.
//
// A Run executes the tasks of a queue, and those that they add, as if one after
// the other. Each worker is a goroutine with a thread of execution of its own;
// it takes tasks from the run's list, a few at a time, and runs each as one
// transaction. What a task adds is kept by the worker until the task's
// transaction has committed, so an attempt that is lost adds nothing.
//
// A task that adds exactly one other is followed by it on the same worker: a
// chain of small transactions never touches the shared list. Now and then the
// chain goes to the end of the list nevertheless, so that it starves nobody. A
// chain that is all there is, as the other workers have nothing to do, runs alone
// (stm.Tx.RunAlone), for as long as it lasts.
//
// The thread that calls Execute only waits meanwhile; other threads go on. If there is one
// worker only, its tasks run on the goroutine that would wait, as long as there are any.
//
// A task that raises becomes exclusive before it commits: all other
// attempts are aborted then, and find the run stopped when they begin again. So
// the transaction that raised is the last one to commit.

// Task is a registered call.
type Task struct {
	F     object.Value
	Args  []object.Value
	Kw    *object.Dict // keyword arguments, or nil
	Extra *Extra       // what few tasks have, or nil
}

// Extra is the part of a task that is usually absent.
type Extra struct {
	Index int // for the caller's use
	// Done, if not nil, receives the result when the transaction has committed.
	Done func(v object.Value)

	late     func(t *object.Thread) // instead of a function of the program: see object.Interp.AddLate
	waiter   *stm.Waiter            // the task sleeps in retry()
	deadline time.Time              // when it is woken at the latest, if not zero
	timedOut bool                   // that has happened
}

// sleeping returns the task with waiter w in place of the one it has.
func (k Task) sleeping(w *stm.Waiter) Task {
	x := Extra{}
	if k.Extra != nil {
		x = *k.Extra
	}
	x.waiter = w
	k.Extra = &x
	return k
}

// Feed makes tasks of what happens outside while a run lasts.
type Feed interface {
	// Start is called before the first task runs, Stop after the last.
	Start(r *Run)
	Stop()
	// Active reports whether more tasks may come, so that the run goes on without
	// any. It must not wait.
	Active() bool
}

// Run is one execution of a queue of tasks.
type Run struct {
	in      *object.Interp
	workers int
	feed    Feed // or nil

	mu      sync.Mutex
	cond    sync.Cond
	tasks   List // waiting
	idle    int  // workers that wait for a task
	asleep  map[*stm.Waiter]Task
	timed   int // how many of asleep have a deadline
	stopped atomic.Bool
	err     *object.Exception
	failed  *Task
	broken  func(t *object.Thread) *object.Exception
	stuck   bool
	done    chan struct{} // of the round: closed when all workers have ended
	left    int           // workers that have not ended
	// executed is how many tasks have committed, of workers that have ended; seen what it was
	// when pending calls were made last.
	executed, seen int64
	patience       time.Duration // how long the next pending call waits, if it is no interrupt
	timer          *time.Timer   // of the patience of a worker in place of the main thread
	enough         atomic.Bool   // a call has waited for that long
	calls          bool          // the round is ended by pending calls
	// starved receives a token when nothing can run and threads may change that;
	// awoken when something can.
	starved, awoken chan struct{}
}

const (
	chainLinks = 1000
	chainTime  = 10 * time.Millisecond
	// starvedTime is for how long threads run before a run in which everything
	// sleeps looks whether there still are any.
	starvedTime = 20 * time.Millisecond
	minPatience = time.Millisecond
	maxPatience = time.Minute
)

// Workers returns how many workers a run uses unless told otherwise.
func Workers() int { return runtime.GOMAXPROCS(0) }

// Outcome tells how a run ended.
type Outcome struct {
	Err    *object.Exception // raised by a task, or by a pending call of the main thread
	Failed *Task             // the task that raised Err, nil if it was a pending call
	Rest   List              // tasks that did not run
	// Stuck tells that every remaining task sleeps in retry().
	Stuck    bool
	Executed int64 // tasks that have committed
}

// Execute runs tasks on the given number of workers until none is left, and the
// feed, which may be nil, is not active. t waits meanwhile; if it is the main thread it makes
// pending calls, while the workers pause. pool provides the workers' threads.
func Execute(t *object.Thread, pool *Pool, tasks List, workers int, feed Feed) Outcome {
	r := &Run{in: t.Interp, workers: workers, feed: feed, tasks: tasks, asleep: map[*stm.Waiter]Task{},
		starved: make(chan struct{}, 1), awoken: make(chan struct{}, 1)}
	r.cond.L = &r.mu
	if tasks.Len() == 0 && !r.fed() {
		return Outcome{}
	}
	if feed != nil {
		feed.Start(r)
	}
	threads := pool.take(t.Interp, workers)
	for _, w := range threads {
		// As in a serial run: locks that know their owner, and threading.current_thread(),
		// take the workers for the thread that runs the transactions.
		w.ID = t.ID
	}
	var raised *object.Exception
	for r.round(t, threads) && r.err == nil { // or the calls stay pending, lest an exception be lost
		if raised = t.RunPending(); raised != nil || r.over() {
			break
		}
		r.makeWay()
	}
	if any, _ := r.in.IsPending(); any && raised == nil && r.err == nil && t == r.in.Main {
		raised = t.RunPending()
	}
	if feed != nil {
		feed.Stop()
	}
	pool.give(threads)
	r.mu.Lock()
	defer r.mu.Unlock()
	out := Outcome{Err: r.err, Failed: r.failed, Stuck: r.stuck, Executed: r.executed}
	for r.tasks.Len() > 0 {
		task := r.tasks.Pop()
		if x := task.Extra; x != nil && x.late != nil {
			r.in.AddLate(x.late)
			continue
		}
		out.Rest.Push(task)
	}
	for w, task := range r.asleep {
		delete(r.asleep, w)
		w.Cancel()
		out.Rest.Push(task.sleeping(nil))
	}
	if out.Err == nil && r.broken != nil {
		out.Err = r.broken(t)
	}
	if out.Err == nil {
		out.Err = raised
	}
	return out
}

// round lets the workers run until nothing is left to do, or pending calls are to be made
// by t: then it returns true.
func (r *Run) round(t *object.Thread, threads []*object.Thread) bool {
	r.mu.Lock() // the feed may be at work
	r.stopped.Store(r.broken != nil)
	r.done, r.left, r.idle = make(chan struct{}), len(threads), 0
	r.mu.Unlock()
	g, s := scheduler{turnsOf(t.Interp)}, seatOf(t)
	if s == nil {
		t.Tx.EnterParallel()
		defer t.Tx.ExitParallel()
	} else {
		g.beginRun(t, s)
		defer g.endRun(t, s)
	}
	r.calls = false
	r.enough.Store(false)
	if len(threads) == 1 && r.workHere(t, threads[0]) {
		return r.calls
	}
	for _, w := range threads {
		go r.work(w)
	}
	var wake <-chan struct{}
	if t == t.Interp.Main {
		wake = t.Interp.MainWake
	}
	var enough <-chan time.Time // patience with the transactions is over
	for {
		select {
		case <-r.done:
			return r.calls
		case <-r.starved:
			// Every task sleeps, but a thread may wake one.
			select {
			case <-r.awoken:
			case <-r.done:
			case <-time.After(starvedTime): // the threads may have ended
			}
			r.again()
			continue
		case <-wake:
			now, later := r.called()
			if later && enough == nil {
				enough = time.After(r.patience)
			}
			if !now {
				continue
			}
		case <-enough:
		}
		if !r.calls {
			r.calls = true
			r.stop(threads)
		}
	}
}

// called looks at the calls that are pending, and reports whether the workers shall pause for
// them, now or later. Calls that any thread may make become tasks.
func (r *Run) called() (now, later bool) {
	r.addLate()
	any, interrupt := r.in.IsPending()
	later = any && !interrupt && r.patience > 0
	return any && !later, later
}

// workHere is the work of a lone worker, done by the goroutine of t: handing over to another
// one and back takes longer than a small run. It returns true when the round is over;
// otherwise the rest is for a goroutine of the worker, as it has to wait for tasks.
//
// If t is the main thread, who makes a call pending tells the worker so by PollStop
// (Interp.StandIn).
func (r *Run) workHere(t, wt *object.Thread) (over bool) {
	w := r.hire(wt)
	w.here = true
	if t == r.in.Main {
		r.in.StandIn.Store(wt)
		defer r.in.StandIn.Store(nil)
		if t.Tx.Poll.Load()&object.PollCall != 0 { // since before
			wt.Tx.Poll.Or(object.PollStop)
		}
	}
	w.loop()
	w.here = false
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	if !r.stopped.Load() {
		return false
	}
	r.leave(w)
	return true
}

// notice is what a worker in place of the main thread does about PollStop.
func (w *worker) notice() {
	r := w.run
	w.t.Tx.Poll.And(^uint32(object.PollStop))
	if r.stopped.Load() {
		return
	}
	now, later := r.called()
	if later && r.enough.Load() {
		now = true
	} else if later && r.timer == nil {
		tx := w.t.Tx
		r.timer = time.AfterFunc(r.patience, func() {
			r.enough.Store(true)
			tx.Notify(object.PollStop)
		})
	}
	if now {
		r.calls = true
		r.stopped.Store(true)
	}
}

// addLate makes tasks of the calls that any thread may make.
func (r *Run) addLate() {
	var tasks []Task
	for _, f := range r.in.TakeLate() {
		tasks = append(tasks, Task{Extra: &Extra{late: f}})
	}
	r.push(tasks)
}

// over reports whether nothing is left to do after a round that was ended by pending calls.
func (r *Run) over() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err != nil || r.broken != nil || r.stuck || r.tasks.Len()+len(r.asleep) == 0 && !r.fed()
}

// makeWay adapts how long the next pending call waits, to how far the transactions have come
// since the last: each call undoes those under way, and if calls came often long transactions
// would never end.
func (r *Run) makeWay() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.executed == r.seen {
		r.patience = min(max(2*r.patience, minPatience), maxPatience)
	} else {
		r.patience /= 2
	}
	r.seen = r.executed
}

// stop makes the workers end: attempts in flight abort, but those that cannot be undone.
func (r *Run) stop(threads []*object.Thread) {
	r.stopped.Store(true)
	for _, w := range threads {
		w.Tx.Notify(object.PollStop)
	}
	r.mu.Lock()
	r.cond.Broadcast()
	r.mu.Unlock()
}

// stopSignal is what an attempt panics with that ends because its run is stopped.
type stopSignal struct{}

// onStop answers object.PollStop.
func onStop(t *object.Thread) {
	t.Tx.Poll.And(^uint32(object.PollStop))
	w, ok := t.Run.(*worker)
	if !ok || w.run == nil {
		return
	}
	if w.here {
		w.notice()
	}
	if doom != nil {
		w.doom.step(t, object.PollStop)
	}
	if w.run.stopped.Load() && t.Tx.CanRetry() {
		panic(stopSignal{})
	}
}

// worker is a goroutine's part of a run.
type worker struct {
	t     *object.Thread
	run   *Run
	task  Task
	added []Task
	err   *object.Exception
	value object.Value
	batch []Task
	count int64     // tasks that have committed
	until time.Time // deadline of the retry under way, if not zero
	body  func()
	mark  object.Mark
	here  bool // the worker runs on the goroutine that waits for the run
	doom  doomed
}

// Add registers task: with the run of the transaction that t is in, when that
// commits. It reports false if t is not a worker's thread.
func Add(t *object.Thread, task Task) bool {
	w, ok := t.Run.(*worker)
	if !ok || w.run == nil {
		return false
	}
	w.added = append(w.added, task)
	return true
}

// hire makes the thread t a worker of the run.
func (r *Run) hire(t *object.Thread) *worker {
	w, _ := t.Run.(*worker)
	if w == nil {
		w = &worker{t: t}
		w.body = w.attempt
		t.Run = w
	}
	w.run = r
	t.Crowded.Store(r.workers >= runtime.GOMAXPROCS(0))
	return w
}

// work is the body of a worker's goroutine.
func (r *Run) work(t *object.Thread) {
	w := r.hire(t)
	defer r.leave(w)
	w.loop()
}

// loop executes tasks as long as there are any.
func (w *worker) loop() {
	r, t := w.run, w.t
	if r.workers == 1 {
		// Likely nothing else runs. While this goroutine waits for a task others must be able to.
		t.Tx.RunAlone(true)
	}
	defer t.Tx.RunAlone(false)
	for {
		task, ok := w.next()
		if !ok {
			return
		}
		links, alone := 0, false
		var began time.Time
		for {
			switch w.execute(task) {
			case Slept:
			case Stopped:
				r.putBack(task)
				return
			case Raised:
				w.count++
				r.fail(w)
				return
			case Committed:
				if x := task.Extra; x == nil || x.late == nil {
					w.count++
				}
				if x := task.Extra; x != nil && x.Done != nil {
					x.Done(w.value)
				}
				if len(w.added) == 1 {
					if links++; links == 1 {
						began = time.Now()
					}
					if links&63 == 0 && w.onlyChain() {
						links, began = 0, time.Now()
						if !alone && r.workers > 1 {
							alone = true
							t.Tx.RunAlone(true)
						}
					}
					if links < chainLinks && (links&63 != 0 || time.Since(began) < chainTime) && !r.stopped.Load() {
						task = w.added[0]
						w.added[0] = Task{}
						w.added = w.added[:0]
						continue
					}
				}
				if len(w.added) > 0 {
					r.push(w.added)
					clear(w.added)
					w.added = w.added[:0]
				}
			}
			break
		}
		if alone {
			t.Tx.RunAlone(false)
		}
	}
}

// onlyChain reports whether the chain of w is all that there is to do.
func (w *worker) onlyChain() bool {
	r := w.run
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(w.batch) == 0 && r.idle == r.workers-1 && r.tasks.Len() == 0
}

// result of one task.
type result uint8

// Results of executing a task.
const (
	Committed result = iota
	Raised           // committed, with an exception
	Slept            // waits in retry()
	Stopped          // was not executed: the run is stopped
)

// execute runs task as one transaction, in as many attempts as it takes.
func (w *worker) execute(task Task) result {
	w.task = task
	if x := task.Extra; x != nil && x.waiter != nil {
		x.waiter.Resume(w.t.Tx)
		w.task = task.sleeping(nil) // so that it is not resumed a second time
	}
	w.mark = w.t.Mark()
	for {
		if w.here && w.t.Tx.Poll.Load()&object.PollStop != 0 {
			w.notice()
		}
		if w.run.stopped.Load() {
			w.t.Tx.Abort()
			return Stopped
		}
		out, stopped := w.guard()
		switch {
		case stopped:
			w.t.Rewind(w.mark)
			return Stopped
		case out == stm.Done:
			if w.err != nil {
				return Raised
			}
			return Committed
		case out == stm.Retrying:
			w.t.Rewind(w.mark)
			w.sleep()
			return Slept
		}
		w.t.Rewind(w.mark)
	}
}

// guard makes one attempt; stopped tells that it ended because the run is.
func (w *worker) guard() (out stm.Outcome, stopped bool) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(stopSignal); !ok {
				panic(p)
			}
			out, stopped = stm.Lost, true
		}
	}()
	return w.t.Tx.Guard(w.body), false
}

// attempt is the body of a transaction.
func (w *worker) attempt() {
	t := w.t
	t.Tx.Begin()
	if w.run.stopped.Load() { // Begin may have waited for the last transaction
		panic(stopSignal{})
	}
	w.added = w.added[:0]
	w.until = time.Time{}
	if doom != nil {
		w.doom.set(t, object.PollStop)
	}
	t.Context = object.Value{} // or what a task sees would depend on which the worker ran before
	if x := w.task.Extra; x != nil && x.late != nil {
		w.value, w.err = object.Value{}, nil
		x.late(t)
	} else if w.task.Kw == nil {
		w.value, w.err = object.CallKw(t, w.task.F, w.task.Args, nil)
	} else {
		args, names := object.SpreadDict(t, w.task.Args, w.task.Kw)
		w.value, w.err = object.CallKw(t, w.task.F, args, names)
	}
	if w.err != nil {
		// The last transaction to commit: see above.
		t.Tx.BecomeExclusive("an exception ends the run")
		w.run.stopped.Store(true)
	}
	if doom != nil {
		w.doom.strike(t)
	}
	t.Settle()
	t.Tx.Commit()
}

// sleep puts a task that called retry() aside until something it read changes.
func (w *worker) sleep() {
	r, task := w.run, w.task
	deadline := w.until
	w.until = time.Time{}
	r.mu.Lock()
	defer r.mu.Unlock()
	var wt *stm.Waiter
	wake := func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.awake(wt, false)
	}
	// wake takes r.mu, so it finds the task where we put it, however early it is
	// called; it must not be called on this goroutine.
	wt = w.t.Tx.Detach(func() { go wake() })
	task = task.sleeping(nil)
	task.Extra.deadline, task.Extra.timedOut = deadline, false
	r.asleep[wt] = task
	if !deadline.IsZero() {
		r.timed++
		time.AfterFunc(time.Until(deadline), func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			if _, ok := r.asleep[wt]; ok && wt.Cancel() {
				r.awake(wt, true)
			}
		})
	}
}

// awake puts a sleeping task back into the list; r.mu is held.
func (r *Run) awake(wt *stm.Waiter, timedOut bool) {
	task, ok := r.asleep[wt]
	if !ok {
		return
	}
	delete(r.asleep, wt)
	if !task.Extra.deadline.IsZero() {
		r.timed--
	}
	task = task.sleeping(wt)
	task.Extra.timedOut = timedOut
	r.tasks.Push(task)
	r.cond.Signal()
	signal(r.awoken)
}

// signal puts a token into c unless there is one.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// again makes an idle worker look whether the run can go on.
func (r *Run) again() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cond.Signal()
}

// next returns a task to run, or false when the run is over.
func (w *worker) next() (Task, bool) {
	if n := len(w.batch); n > 0 && !w.run.stopped.Load() {
		task := w.batch[n-1]
		w.batch[n-1] = Task{}
		w.batch = w.batch[:n-1]
		return task, true
	}
	r := w.run
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		if r.stopped.Load() {
			return Task{}, false
		}
		if n := r.tasks.Len(); n > 0 {
			take := min(32, n)
			if r.workers > 1 { // leave enough for the others
				take = min(32, n/(4*r.workers)+1)
			}
			task := r.tasks.Pop()
			for range take - 1 {
				w.batch = append(w.batch, r.tasks.Pop())
			}
			slices.Reverse(w.batch)
			return task, true
		}
		if w.here && (len(r.asleep) > 0 || r.fed()) {
			return Task{}, false
		}
		w.t.Tx.Share()
		r.idle++
		if r.idle == r.workers {
			if len(r.asleep) > 0 || r.fed() {
				// Nothing runs, so nothing will wake a sleeper that is not being woken
				// now, but threads and the feed. Threads first: what one has woken before it
				// ended is waking.
				threads := ThreadCount(r.in)
				if r.timed > 0 || r.waking() {
					// One comes back.
				} else if threads > 0 {
					signal(r.starved)
				} else if !r.fed() {
					r.stuck = true
					r.finish()
					return Task{}, false
				}
			} else {
				r.finish()
				return Task{}, false
			}
		}
		r.cond.Wait()
		r.idle--
	}
}

// waking reports whether a sleeping task has been fired and is on its way back.
func (r *Run) waking() bool {
	for w := range r.asleep {
		if w.Fired() {
			return true
		}
	}
	return false
}

// finish ends the run; r.mu is held.
func (r *Run) finish() {
	r.stopped.Store(true)
	r.cond.Broadcast()
}

// push adds tasks to the shared list.
func (r *Run) push(tasks []Task) {
	r.mu.Lock()
	for _, task := range tasks {
		r.tasks.Push(task)
	}
	idle := r.idle
	r.mu.Unlock()
	for range min(idle, len(tasks)) {
		r.cond.Signal()
	}
}

// fed reports whether the feed may add tasks.
func (r *Run) fed() bool { return r.feed != nil && r.feed.Active() }

// Feed adds tasks: for the run's feed.
func (r *Run) Feed(tasks []Task) {
	r.push(tasks)
	signal(r.awoken)
}

// FeedChanged makes the run look whether its feed is still active.
func (r *Run) FeedChanged() { r.again() }

// Waiting returns how many tasks wait for a worker.
func (r *Run) Waiting() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.tasks.Len()
}

// Break ends the run with the exception that f makes: the feed does not work.
// Transactions under way finish.
func (r *Run) Break(f func(t *object.Thread) *object.Exception) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken == nil {
		r.broken = f
	}
	r.finish()
}

// FeedOf returns the feed of the run that t works for, nil if it is no worker's
// thread.
func FeedOf(t *object.Thread) Feed {
	if w, ok := t.Run.(*worker); ok && w.run != nil {
		return w.run.feed
	}
	return nil
}

// putBack returns a task that was not executed.
func (r *Run) putBack(task Task) {
	r.mu.Lock()
	r.tasks.Push(task)
	r.mu.Unlock()
}

// fail ends the run with the exception of w's task. What the task added stays.
func (r *Run) fail(w *worker) {
	r.push(w.added)
	r.mu.Lock()
	if r.err == nil {
		r.err = w.err
		failed := w.task
		r.failed = &failed
	}
	r.finish()
	r.mu.Unlock()
}

// leave is the end of a worker.
func (r *Run) leave(w *worker) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, task := range w.batch {
		r.tasks.Push(task)
	}
	clear(w.batch)
	clear(w.added)
	w.batch, w.added = w.batch[:0], w.added[:0]
	r.executed += w.count
	w.count = 0
	w.run, w.task, w.value, w.err = nil, Task{}, object.Value{}, nil
	if r.left--; r.left == 0 {
		close(r.done)
	}
}

// Pool keeps the workers' threads from run to run, so that what is local to a
// worker lives on.
type Pool struct {
	mu      sync.Mutex
	threads []*object.Thread // by index; nil while a run uses it
}

func (p *Pool) take(in *object.Interp, n int) []*object.Thread {
	p.mu.Lock()
	defer p.mu.Unlock()
	if in.OnStop == nil { // the workers of another run may be looking
		in.OnStop = onStop
	}
	var threads []*object.Thread
	for i := 0; len(threads) < n; i++ {
		if i == len(p.threads) {
			t := object.NewThread(in, in.Engine.NewTx())
			t.Worker = i + 1
			p.threads = append(p.threads, t)
		}
		if t := p.threads[i]; t != nil {
			p.threads[i] = nil
			threads = append(threads, t)
		}
	}
	return threads
}

func (p *Pool) give(threads []*object.Thread) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range threads {
		p.threads[t.Worker-1] = t
	}
}
