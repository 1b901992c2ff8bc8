package stm

import (
	"runtime"
	"testing"
)

// The figures to reach on one core: an empty transaction far below 100 ns, ten reads 150
// ns, ten reads and two writes 450 ns.

func benchTx(b *testing.B) *Tx {
	tx := newParallel().NewTx()
	b.Cleanup(tx.Close)
	b.ReportAllocs()
	b.ResetTimer()
	return tx
}

func cells(n int) []*cell {
	var cs []*cell
	for i := range n {
		cs = append(cs, newCell(i))
	}
	return cs
}

func BenchmarkEmptyBeginCommit(b *testing.B) {
	tx := benchTx(b)
	for b.Loop() {
		tx.Begin()
		tx.Commit()
	}
}

func BenchmarkEmptyRun(b *testing.B) {
	tx := benchTx(b)
	f := func() {}
	for b.Loop() {
		tx.Run(f)
	}
}

func BenchmarkRead10(b *testing.B) {
	tx := benchTx(b)
	cs := cells(10)
	f := func() {
		for _, c := range cs {
			c.get(tx)
		}
	}
	for b.Loop() {
		tx.Run(f)
	}
}

func BenchmarkRead10Write2(b *testing.B) {
	tx := benchTx(b)
	cs := cells(10)
	f := func() {
		for _, c := range cs {
			c.get(tx)
		}
		cs[0].set(tx, 1)
		cs[1].set(tx, 1)
	}
	for b.Loop() {
		tx.Run(f)
	}
}

// BenchmarkListening is BenchmarkRead10Write2 while somebody listens. That one shows what
// events cost while nobody does: nothing is added to its way but a load in each commit.
func BenchmarkListening(b *testing.B) {
	tx := benchTx(b)
	n := 0
	tx.Engine().SetListener(func(*Event) { n++ })
	cs := cells(10)
	f := func() {
		for _, c := range cs {
			c.get(tx)
		}
		cs[0].set(tx, 1)
		cs[1].set(tx, 1)
	}
	for b.Loop() {
		tx.Run(f)
	}
	if n < b.N {
		b.Errorf("%d events", n)
	}
}

func BenchmarkRead1000(b *testing.B) {
	tx := benchTx(b)
	cs := cells(1000)
	f := func() {
		for _, c := range cs {
			c.get(tx)
		}
	}
	for b.Loop() {
		tx.Run(f)
	}
}

// BenchmarkReread reads the same box over and over in one transaction: the cost of a read
// that is logged already.
func BenchmarkReread(b *testing.B) {
	tx := benchTx(b)
	c := newCell(1)
	tx.Run(func() {
		for b.Loop() {
			c.get(tx)
		}
	})
}

// BenchmarkOwn reads a box that the transaction has written: the fast path.
func BenchmarkOwn(b *testing.B) {
	tx := benchTx(b)
	c := newCell(1)
	tx.Run(func() {
		c.set(tx, 1)
		for b.Loop() {
			c.set(tx, c.get(tx)+1)
		}
	})
}

func BenchmarkUpdate(b *testing.B) {
	tx := benchTx(b)
	c := newCell(1)
	f := func() { c.add(tx, 1) }
	for b.Loop() {
		tx.Run(f)
	}
}

func BenchmarkAbort(b *testing.B) {
	tx := benchTx(b)
	fail := false
	f := func() {
		if fail = !fail; fail {
			tx.conflict(Injected, nil, nil, nil, 0)
		}
	}
	for b.Loop() {
		tx.Run(f)
	}
}

// BenchmarkPrivate runs the transactions of BenchmarkRead10Write2 on several cores, each on
// boxes of its own.
func BenchmarkPrivate(b *testing.B) {
	e := newParallel()
	b.RunParallel(func(pb *testing.PB) {
		tx := e.NewTx()
		defer tx.Close()
		cs := cells(10)
		f := func() {
			for _, c := range cs {
				c.get(tx)
			}
			cs[0].set(tx, 1)
			cs[1].set(tx, 1)
		}
		for pb.Next() {
			tx.Run(f)
		}
	})
}

// BenchmarkSharedCounter is the worst case: every transaction changes the same box. With
// -cpu 1 there is one worker, else there are at least eight.
func BenchmarkSharedCounter(b *testing.B) {
	if p := runtime.GOMAXPROCS(0); p > 1 {
		b.SetParallelism((8 + p - 1) / p)
	}
	e := newParallel()
	c := newCell(0)
	b.RunParallel(func(pb *testing.PB) {
		tx := e.NewTx()
		defer tx.Close()
		f := func() { c.set(tx, c.get(tx)+1) }
		for pb.Next() {
			tx.Run(f)
		}
	})
	s := e.Stats()
	b.ReportMetric(float64(s.Aborts)/float64(s.Commits), "aborts/op")
}

// BenchmarkSharedUpdate is the same with blind updates.
func BenchmarkSharedUpdate(b *testing.B) {
	e := newParallel()
	c := newCell(0)
	b.RunParallel(func(pb *testing.PB) {
		tx := e.NewTx()
		defer tx.Close()
		f := func() { c.add(tx, 1) }
		for pb.Next() {
			tx.Run(f)
		}
	})
	s := e.Stats()
	b.ReportMetric(float64(s.Aborts)/float64(s.Commits), "aborts/op")
}

func BenchmarkAtomically(b *testing.B) {
	x, y := NewVar(1), NewVar(2)
	f := func(tx *Tx) error {
		x.Set(tx, y.Get(tx)+1)
		return nil
	}
	b.ReportAllocs()
	for b.Loop() {
		Atomically(f)
	}
}
