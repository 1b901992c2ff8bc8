package thread

import (
	"time"

	"github.com/weftpy/weft/object"
)

// SleepUntil waits, without the turn, for ready to be closed or to receive, or
// until the deadline unless that is zero; meanwhile the main thread makes pending
// calls. It reports whether ready came first.
func SleepUntil(t *object.Thread, ready <-chan struct{}, deadline time.Time) (bool, *object.Exception) {
	return sleepUntil(t, ready, deadline)
}
