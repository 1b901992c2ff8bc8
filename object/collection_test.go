package object

import (
	"runtime"
	"testing"

	"github.com/weftpy/weft/stm"
)

// cell is what makes marking take a while.
type cell struct{ next *cell }

// TestMakeWay: a thread that allocates while the collector marks waits at its next poll point until that
// is over, or takes too long.
func TestMakeWay(t *testing.T) {
	var list *cell
	for range 1 << 20 {
		list = &cell{list}
	}
	defer runtime.KeepAlive(list)
	in := &Interp{Engine: stm.NewEngine()}
	th := NewThread(in, in.Engine.NewTx())
	told, waited := 0, 0
	for i := 0; i < 200 && waited < 3; i++ {
		th.Crowded.Store(i%2 == 0)
		done := make(chan struct{})
		go func() {
			runtime.GC()
			close(done)
		}()
		for ended := false; !ended; runtime.Gosched() {
			select {
			case <-done:
				ended = true
			default:
			}
			th.stamp()
			if th.Tx.Poll.Load()&PollCollect == 0 {
				continue
			}
			told++
			if err := th.Poll(); err != nil {
				t.Fatal(err)
			}
			if !barrier.enabled {
				waited++
			} else if !impatient.Load() {
				t.Error("the thread has not waited")
			}
			if th.Tx.Poll.Load() != 0 {
				t.Error("the thread would wait again")
			}
		}
	}
	if told == 0 || waited == 0 {
		t.Errorf("told to wait %d times, waited %d times", told, waited)
	}
}
