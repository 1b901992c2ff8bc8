package weft

import (
	"os"
	"os/signal"

	"github.com/weftpy/weft/object"
)

// CatchInterrupts makes an interrupt (Ctrl-C) raise KeyboardInterrupt in the
// main thread, or call what the program set by signal.signal. A second one that
// comes before the first was noticed ends the process. The result undoes it.
func (in *Interp) CatchInterrupts() (stop func()) {
	c := make(chan os.Signal, 4)
	signal.Notify(c, os.Interrupt)
	done := make(chan struct{})
	noticed := make(chan struct{}, 1)
	noticed <- struct{}{}
	go func() {
		for {
			select {
			case <-c:
				select {
				case <-noticed:
				default:
					os.Exit(130)
				}
				in.t.Interp.AddInterrupt(func(t *object.Thread) *object.Exception {
					noticed <- struct{}{}
					if h := t.Interp.Interrupt; h != nil {
						return h(t)
					}
					return object.NewException(t, object.KeyboardInterrupt)
				})
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(c)
		close(done)
	}
}
