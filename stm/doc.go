// Package stm is a software transactional memory.
//
// # For programs
//
// A [Var] holds a value that transactions read and write; [Atomically] runs a function as
// one transaction. Whatever runs in parallel, the outcome is that of running the
// transactions one after the other, and no transaction ever sees a half-done change of
// another, not even one that will be run again:
//
//	from, to := stm.NewVar(100), stm.NewVar(0)
//	err := stm.Atomically(func(tx *stm.Tx) error {
//		if from.Get(tx) < 30 {
//			return errors.New("not enough")    // undoes everything this function wrote
//		}
//		from.Set(tx, from.Get(tx)-30)
//		to.Set(tx, to.Get(tx)+30)
//		return nil
//	})
//
// [Tx.Retry] abandons the transaction and sleeps until something it has read changes;
// [OrElse] tries an alternative first. [TMap], [TQueue] and [Counter] are containers whose
// operations conflict only where they must.
//
// # For runtimes
//
// Below that lies the interface for a language runtime that keeps all its mutable state in
// boxes: [Box], [Body], [Kind], [Tx], [Engine]. A box is one atomic pointer to a body; a
// body that has been published by a commit never changes. The first write of an attempt to
// a box clones the body, installs the clone, and from then on changes the clone in place.
// Reading and writing cost one load and one compare when the attempt owns the body:
//
//	b := x.Load()
//	if b.Stamp() != tx.ID {
//		b = tx.OpenRead(x, b)
//	}
//
// # Files
//
//	body.go        boxes, bodies, stamps
//	engine.go      clock, table of slots, solo and parallel mode
//	attempt.go     Tx: begin, end, unwinding, the loop that runs a transaction
//	read.go        opening a box for reading, the read log, extension of the snapshot
//	write.go       opening a box for writing
//	commit.go      the commit protocol
//	update.go      blind updates: operations that are applied at commit
//	contention.go  who yields; back-off
//	wait.go        sleeping until another has ended
//	inevitable.go  the commit gate, transactions that cannot abort
//	exclusive.go   transactions that stop all others; solo mode
//	alone.go       cheaper transactions while nothing else runs
//	own.go         bodies that only one has to do with
//	undo.go        the log of what is changed in place
//	retry.go       sleeping until something read changes
//	nest.go        OrElse: undoing part of an attempt
//	effects.go     output held until commit, commit order
//	events.go      listener and counters
//	log.go         events as lines of text
//	var.go …       the interface for Go programs
//
// # Memory model
//
// In the terms of the Go memory model, for transactions of one [Engine]:
//
//   - All transactions that commit have one total order, which agrees with real time: if one
//     has returned before another begins, it comes first. Each reads what the last one before it
//     in that order has written. A transaction that reads only has its place in it, too.
//   - If a transaction reads, in any of its attempts, a value that another has written, then
//     everything that was sequenced before the commit of the latter happens before what is
//     sequenced after the read. So a pointer to memory that was prepared by plain stores can be
//     passed through a Var, and what it points at may then be read. The same holds for
//     [Var.Load], and for the value of a [Counter], which is that of all additions before it.
//   - Nothing else synchronizes. Two transactions that have no Var in common are in order, but
//     neither happens before the other, unlike two critical sections of one mutex. That the
//     one is later cannot be observed without a Var, or something else that synchronizes.
//   - What an attempt that is undone has written is seen by no other transaction. What it has
//     done besides (stores to variables of the surrounding function, say) is not undone.
//   - A commit that changes what a sleeper in [Tx.Retry] has read happens before that runs again.
//   - Functions given to [Tx.OnCommit] run after the commit, in the same goroutine, before
//     Atomically returns; another transaction may have seen the commit by then. Those given
//     to [Tx.OnAbort] run after the writes have been undone.
//   - [Var.Load] alone is sequentially consistent with commits: it sees every commit that has
//     returned before it was called. Two Loads can be separated by a commit.
//
// Inside, everything that two goroutines share is accessed by sync/atomic, with one exception
// that the Go memory model allows: a body is initialised, and later changed in place, by plain
// stores of the one attempt that owns it, while no other attempt looks at its contents.
// Ownership passes by atomic operations (see body.go), so the race detector stays silent.
package stm
