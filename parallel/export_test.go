package parallel

import (
	"math/rand/v2"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

// Chaos makes transactions of threads as short as can be, and undoes one in n of
// them, until the result is called; and one in n of the attempts at transactions that
// the program has asked for, at any of their poll points.
func Chaos(seed uint64, n int) (stop func()) {
	var count atomic.Uint64
	draw := func() *rand.Rand { return rand.New(rand.NewPCG(seed, count.Add(1))) }
	chaos = func(t *object.Thread) bool { return draw().IntN(n) == 0 }
	doom = func() int {
		r := draw()
		if r.IntN(n) != 0 {
			return 0
		}
		return 1 + r.IntN(1<<r.IntN(10)) // mostly soon
	}
	return func() { chaos, doom = nil, nil }
}

// Strikes undoes transactions of threads at one in n of their poll points, until the result is called. They are as long
// as ever otherwise.
func Strikes(seed uint64, n int) (stop func()) {
	var count atomic.Uint64
	strike = func() bool {
		r := rand.New(rand.NewPCG(seed, count.Add(1)))
		return r.IntN(n) == 0
	}
	return func() { strike = nil }
}
