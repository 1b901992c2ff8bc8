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
		sleeper.Poll.Store(PollLocal) // nobody else's matter
		if !sleeper.Sleep(time.Now()) {
			t.Error("the time has come")
		}
	})

	sleeper.Poll.Store(0)

	// One that runs alone is undone, and sleeps as others do, so that they can run.
	alone := e.NewTx()
	alone.RunAlone(true)
	var modes []mode
	ended := make(chan bool)
	go func() {
		alone.Run(func() {
			modes = append(modes, alone.mode)
			if alone.Sleep(forever) {
				t.Error("the time has not come")
			}
			x.set(alone, x.get(alone)+1)
		})
		alone.RunAlone(false)
		close(ended)
	}()
	asleep(alone)
	tx.Run(func() { x.set(tx, x.get(tx)+1) })
	alone.Notify(bit)
	<-ended
	if len(modes) < 2 || modes[0] != modeAlone || modes[1] != modeActive {
		t.Error(modes)
	}
	tx.Run(func() {
		if v := x.get(tx); v != 4 {
			t.Errorf("%d", v)
		}
	})
}

// TestBackOffExpires: one who has lost to another waits for the end of that, but not forever: the other may wait for it
// in a way that is not known here.
func TestBackOffExpires(t *testing.T) {
	if hooks {
		t.Skip("nobody waits")
	}
	e := newParallel()
	winner, loser := e.NewTx(), e.NewTx()
	x := newCell(0)
	began, done := make(chan struct{}), make(chan struct{})
	go func() {
		<-began
		loser.Run(func() { x.set(loser, x.get(loser)+1) })
		close(done)
	}()
	attempts := 0
	winner.Run(func() {
		x.set(winner, x.get(winner)+1)
		if attempts++; attempts == 1 {
			close(began)
			<-done
		}
	})
	if attempts != 2 {
		t.Errorf("%d attempts of the one that holds up the other", attempts)
	}
	loser.Run(func() {
		if v := x.get(loser); v != 2 {
			t.Error(v)
		}
	})
}
