package collections

import (
	"testing"

	"github.com/weftpy/weft/object"
)

// TestRing: a clone of a deque has its items where they are, and looks at no slot that a fork may be
// writing to.
func TestRing(t *testing.T) {
	for _, size := range []int{8, 2 * bigDeque} {
		for head := range size {
			for _, n := range []int{0, 1, 5, size - 1, size} {
				s := dequeState{buf: make([]value, size), head: head, maxlen: -1}
				for i := range n {
					s.push(object.Int(int64(i)))
				}
				fork, clone := s, s
				forkDeque(&fork)
				fork.push(object.Int(-1))
				cloneDeque(&clone)
				for i := range n {
					if clone.at(i) != object.Int(int64(i)) {
						t.Fatalf("%d slots, head %d: item %d of %d is %v", size, head, i, n, clone.at(i))
					}
				}
				for i := n; i < size; i++ {
					if clone.at(i).O != nil {
						t.Fatalf("%d slots, head %d, %d items: the clone has item %d of a fork", size, head, n, i)
					}
				}
			}
		}
	}
}
