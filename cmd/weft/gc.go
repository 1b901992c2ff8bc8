package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// tuneGC makes collections rare while little is alive: most objects of a Python
// program die young, and the fixed cost of a collection, above all the write
// barriers that are on while it runs, is paid for each. The heap may grow by
// gcRoom, or by as much as is alive if that is more, before the next one. An
// explicit GOGC is left alone.
func tuneGC() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(-1)
	largePages()
	// The runtime's smallest heap is 4 MiB per 100 %.
	percent := gcRoom >> 20 / 4 * 100
	debug.SetGCPercent(percent)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var again func(*gcWatch)
	again = func(*gcWatch) {
		metrics.Read(live)
		alive := max(live[0].Value.Uint64(), 1<<20)
		want := int(min(max(100*gcRoom/alive, 100), 100*gcRoom>>20/4))
		if want*10 < percent*9 || percent*10 < want*9 {
			percent = want
			debug.SetGCPercent(percent)
		}
		runtime.SetFinalizer(&gcWatch{new(int)}, again)
	}
	runtime.SetFinalizer(&gcWatch{new(int)}, again)
}

const gcRoom = 32 << 20

// gcWatch is an object that each collection finds dead, which tells that it ran.
type gcWatch struct{ p *int }
