package stm

import (
	"testing"
	"time"
)

// TestSleep: an attempt that sleeps is woken when it is aborted, when it is asked to look up,
// and when its time has come; nothing else ends its sleep.
func TestSleep(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	tx.EnterParallel()
	forever := time.Now().Add(time.Hour)
	x := newCell(0)
	asleep := func(tx *Tx) {
		for tx.parked.Load() == 0 {
			time.Sleep(time.Millisecond)
		}
	}

	// Aborted.
	done := make(chan Outcome)
	sleeper := e.NewTx()
	go func() {
		done <- sleeper.Guard(func() {
			sleeper.Begin()
			x.set(sleeper, 1)
			sleeper.Sleep(forever)
			t.Error("woken")
		})
	}()
	asleep(sleeper)
	tx.BeginInevitable("test")
	x.set(tx, 2)
	tx.Commit()
	if out := <-done; out != Lost {
		t.Error(out)
	}
	sleeper.Abort()
	sleeper.Poll.Store(0)

	// Told to look up; a stray token does not matter.
	const bit = PollAbort << 1
	woken := make(chan bool)
	go func() {
		over := true
		sleeper.Run(func() { over = sleeper.Sleep(forever) })
		woken <- over
	}()
	asleep(sleeper)
	sleeper.token1()
	sleeper.Notify(bit)
	if <-woken {
		t.Error("the time has not come")
	}
	sleeper.Run(func() {
		if sleeper.Sleep(time.Now()) {
			t.Error("still to be looked at")
		}
		sleeper.Poll.Store(0)
		if !sleeper.Sleep(time.Now()) {
			t.Error("the time has come")
		}
	})

	// One that runs alone lets others run.
	alone := e.NewTx()
	alone.RunAlone(true)
	looked := make(chan bool)
	go func() {
		alone.Run(func() {
			if alone.mode != modeAlone {
				t.Error(alone.mode)
			}
			looked <- alone.Sleep(forever)
			alone.PollSlow()
			x.set(alone, x.get(alone)+1)
		})
		alone.RunAlone(false)
		close(looked)
	}()
	asleep(alone)
	other := make(chan bool)
	go func() {
		tx.Run(func() { x.set(tx, x.get(tx)+1) })
		close(other)
	}()
	if <-looked {
		t.Error("the time has not come")
	}
	<-looked
	<-other
	tx.Run(func() {
		if v := x.get(tx); v != 4 {
			t.Errorf("%d", v)
		}
	})
}
