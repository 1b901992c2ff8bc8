//go:build !linux

package time

import (
	"time"

	"github.com/weftpy/weft/object"
)

// Without the clocks of Linux there is the wall clock and Go's monotonic one;
// the CPU's share of the process is not known, so that the time since its start
// stands for it.

func systemMonotonic() int64 { return 0 }

func processTime(t *thread) (int64, raised) { return int64(time.Since(started)), nil }

func threadTime(t *thread) (int64, raised) { return int64(time.Since(started)), nil }

func addClocks(t *thread, m *object.Module) {}
