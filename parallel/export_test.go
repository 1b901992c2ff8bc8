package parallel

import (
	"math/rand/v2"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

// Chaos makes transactions of threads as short as can be, and undoes one in n of
// them, until the result is called.
func Chaos(seed uint64, n int) (stop func()) {
	var count atomic.Uint64
	chaos = func(t *object.Thread) bool {
		r := rand.New(rand.NewPCG(seed, count.Add(1)))
		return r.IntN(n) == 0
	}
	return func() { chaos = nil }
}
