package stm

import "context"

// Default is the engine of [Atomically] and of everything else at the Go level. It is
// always in parallel mode: any goroutine may run transactions at any time.
var Default = func() *Engine {
	e := NewEngine()
	e.NewTx().EnterParallel()
	return e
}()

// pollCancel is the bit of Tx.Poll that ends a sleep in Retry when a context is cancelled.
const pollCancel = 2

// Atomically runs f as one transaction of the [Default] engine: again and again, until it
// commits, or returns an error, or panics. An error, or a panic, undoes everything that f
// has written, and is passed on.
//
// f may run any number of times, so it should have no effects but through tx; see
// [Tx.OnCommit] for those that must wait until the outcome is certain. Inside f use tx:
// another Atomically would be an independent transaction, that can only come to an end
// after waiting in vain for this one. tx is not valid after f has returned, nor in other
// goroutines.
func Atomically(f func(tx *Tx) error) error { return Default.Atomically(f) }

// AtomicallyContext is Atomically that gives up when ctx is done: it then returns
// context.Cause(ctx), and nothing has happened. It looks before each attempt, and while the
// transaction sleeps in [Tx.Retry]. f itself is not interrupted, and an attempt that comes to
// its end commits, whatever ctx says by then: so whoever gets nil knows that it has happened,
// and whoever gets an error knows that it has not.
func AtomicallyContext(ctx context.Context, f func(tx *Tx) error) error {
	return Default.AtomicallyContext(ctx, f)
}

// Atomically is the function of that name for the boxes of engine e, which must be in
// parallel mode.
func (e *Engine) Atomically(f func(tx *Tx) error) error {
	tx := e.takeTx()
	err := tx.Atomically(f)
	e.pool.Put(tx) // after a panic tx is left to the garbage collector, which gives its slot back
	return err
}

// AtomicallyContext is the function of that name for the boxes of engine e, which must be
// in parallel mode.
func (e *Engine) AtomicallyContext(ctx context.Context, f func(tx *Tx) error) error {
	if ctx.Done() == nil {
		return e.Atomically(f)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	tx := e.takeTx()
	tx.ctx = ctx
	notified := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		tx.Notify(pollCancel)
		close(notified)
	})
	returned := false
	defer func() {
		if !returned {
			stop() // after a panic: ctx may live long, and would keep tx
		}
	}()
	err := tx.Atomically(f)
	returned = true
	if !stop() {
		<-notified // or it would hit the next user of tx
	}
	tx.Poll.And(^uint32(pollCancel))
	tx.ctx = nil
	e.pool.Put(tx)
	return err
}

func (e *Engine) takeTx() *Tx {
	if tx, ok := e.pool.Get().(*Tx); ok {
		return tx
	}
	return e.NewTx()
}

// Atomically runs f as one transaction of tx, like the function of that name. In a
// transaction it runs f as a part of that, and if f returns an error only this part is
// undone.
func (tx *Tx) Atomically(f func(tx *Tx) error) (err error) {
	switch tx.mode {
	case modeAlone:
		tx.runAsOthers()
	case modeActive, modeInevitable:
		var err error
		tx.try(func() { err = f(tx) }, func() bool { return err == nil })
		return err
	case modeSolo:
		// Changes in place could not be undone.
		tx.EnterParallel()
		defer tx.ExitParallel()
	case modeExclusive:
		panic("stm: Atomically in an exclusive attempt, which cannot be undone")
	}
	for {
		out, err := tx.onceOrError(f)
		if out == Done {
			return err
		}
		if tx.ctx != nil && tx.ctx.Err() != nil {
			tx.cancelSleep()
			return context.Cause(tx.ctx)
		}
	}
}

// onceOrError is once for a function that can return an error.
func (tx *Tx) onceOrError(f func(tx *Tx) error) (out Outcome, err error) {
	done := false
	defer func() {
		if !done {
			if tx.unwinding {
				recover()
			}
			out = tx.landed()
		}
	}()
	tx.Begin()
	if tx.ctx != nil && tx.ctx.Err() != nil { // cancelled while it slept
		tx.Abort()
		done = true
		return Done, context.Cause(tx.ctx)
	}
	if err = f(tx); err != nil {
		tx.Abort()
		done = true
		return Done, err
	}
	if !tx.commit() {
		return
	}
	done = true
	return Done, nil
}

// OrElse returns a transaction that runs f, and if f calls Retry, undoes what f did and
// runs g instead. If both call Retry it sleeps until something changes that either has
// read.
func OrElse(f, g func(tx *Tx) error) func(tx *Tx) error {
	return func(tx *Tx) (err error) {
		tx.OrElse(func() { err = f(tx) }, func() { err = g(tx) })
		return err
	}
}

// Check calls tx.Retry unless ok.
func (tx *Tx) Check(ok bool) {
	if !ok {
		tx.Retry()
	}
}
