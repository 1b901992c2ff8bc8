package parallel

import (
	"runtime"
	"testing"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

func seatsForTest(n int) (*turns, []*seat) {
	in := &object.Interp{Engine: stm.NewEngine()}
	g := turnsOf(in)
	seats := make([]*seat, n)
	for i := range seats {
		seats[i] = newSeat(object.NewThread(in, in.Engine.NewTx()))
	}
	return g, seats
}

// queued waits until n threads queue.
func (g *turns) queued(n int) {
	for done := false; !done; runtime.Gosched() {
		g.mu.Lock()
		done = len(g.queue) == n
		g.mu.Unlock()
	}
}

// TestLend: a thread whose attempt should not end lets one other run, and only one.
func TestLend(t *testing.T) {
	g, s := seatsForTest(3)
	g.limit = 1
	g.enter(s[0])
	in := make(chan int)
	for i := 1; i <= 2; i++ {
		go func() { g.enter(s[i]); in <- i }()
		g.queued(i)
	}
	g.lend(s[0])
	g.lend(s[0])
	if i := <-in; i != 1 {
		t.Error("not who has waited longest:", i)
	}
	g.mu.Lock()
	if len(g.running) != 2 || len(g.queue) != 1 {
		t.Error(len(g.running), "run,", len(g.queue), "queue")
	}
	g.mu.Unlock()
	g.exit(s[0])
	g.mu.Lock()
	if len(g.queue) != 1 {
		t.Error("the turn that was lent has become another")
	}
	g.mu.Unlock()
	g.exit(s[1])
	if i := <-in; i != 2 {
		t.Error("not the next:", i)
	}
	g.exit(s[2])
}

// TestWanted: of those who have had their turns for long enough, as many should give them back as others wait.
func TestWanted(t *testing.T) {
	g, s := seatsForTest(3)
	g.limit = 2
	for i, x := range s[:2] {
		g.enter(x)
		g.mu.Lock()
		x.since = int64(i)
		g.mu.Unlock()
	}
	now := g.interval.Load() + 2
	wanted := func() [2]bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return [2]bool{g.wanted(s[0], now), g.wanted(s[1], now)}
	}
	if w := wanted(); w != [2]bool{} {
		t.Error("nobody waits:", w)
	}
	in := make(chan bool)
	go func() { g.enter(s[2]); close(in) }()
	g.queued(1)
	if w := wanted(); w != [2]bool{true, false} {
		t.Error("one waits:", w)
	}
	g.exit(s[0])
	<-in
	g.exit(s[1])
	g.exit(s[2])
}

// TestLongAlone: a new thread is not alone at once.
func TestLongAlone(t *testing.T) {
	g, s := seatsForTest(2)
	alone := func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return g.longAlone()
	}
	g.enter(s[0])
	for !alone() {
		runtime.Gosched() // for as long as the clock has not reached the first tick
	}
	g.exit(s[0])
	before := nanos()
	s[1].fresh = true
	g.enter(s[1])
	if alone() && nanos()-before < tick {
		t.Error("alone at once")
	}
	for !alone() {
		runtime.Gosched()
	}
	if nanos()-before < tick {
		t.Error("alone too early")
	}
	g.exit(s[1])
	g.enter(s[0])
	if !alone() {
		t.Error("an old thread is not alone at once")
	}
	g.exit(s[0])
}
