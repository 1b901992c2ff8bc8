package weft

import (
	"os"
	"os/signal"
	"time"

	"github.com/weftpy/weft/object"
)

// patience is how long an interrupt may go unnoticed before another one ends the process. A
// process that gets no time on its core, or a collection, needs tenths of a second.
const patience = time.Second / 2

// CatchInterrupts makes an interrupt (Ctrl-C) raise KeyboardInterrupt in the
// main thread, or call what the program set by signal.signal. Those that come
// before the first was noticed are one with it; but if that has not been noticed for
// half a second, and the program has no handler of its own, another ends the process. The
// result undoes it.
func (in *Interp) CatchInterrupts() (stop func()) {
	c := make(chan os.Signal, 4)
	signal.Notify(c, os.Interrupt)
	done := make(chan struct{})
	noticed := make(chan struct{}, 1)
	noticed <- struct{}{}
	go func() {
		var first time.Time
		for {
			select {
			case <-c:
			case <-done:
				return
			}
			h := in.t.Interp.Interrupt.Load()
			select {
			case <-noticed:
				first = time.Now()
			default:
				if (h == nil || !h.Own) && time.Since(first) >= patience {
					os.Exit(130)
				}
				continue
			}
			in.t.Interp.AddInterrupt(func(t *object.Thread) *object.Exception {
				noticed <- struct{}{}
				if h := t.Interp.Interrupt.Load(); h != nil {
					return h.Call(t)
				}
				return object.NewException(t, object.KeyboardInterrupt)
			})
		}
	}()
	return func() {
		signal.Stop(c)
		close(done)
	}
}
