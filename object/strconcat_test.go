package object

import (
	"fmt"
	"math/rand"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestConcatShares extends strings that share a buffer from several goroutines at
// once, each also from the middle of the buffer, and looks whether all stay what
// they were.
func TestConcatShares(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	first := testThread(t)
	for _, n := range []int{2, 40} { // one begins with a room in its chapter
		testConcatShares(t, first, seed, NewStr(strings.Repeat("x", n)))
	}
}

func testConcatShares(t *testing.T, first *Thread, seed int64, base Value) {
	for range 5 {
		base = Append(first, strOf(base), strOf(NewStr("0123456789")))
	}
	var group sync.WaitGroup
	for g := range 4 {
		group.Add(1)
		th := NewThread(first.Interp, first.Interp.Engine.NewTx())
		go func() {
			defer group.Done()
			r := rand.New(rand.NewSource(seed + int64(g)))
			for range 30 {
				made := []Value{base}
				want := []string{strOf(base).S}
				for range 200 {
					i := len(made) - 1 // mostly the last one, as in s += x
					if r.Intn(5) == 0 {
						i = r.Intn(len(made))
					}
					text := fmt.Sprintf("<%d:%d>", g, r.Intn(1000))
					if r.Intn(4) == 0 {
						text = "é"
					}
					made = append(made, Append(th, strOf(made[i]), strOf(NewStr(text))))
					want = append(want, want[i]+text)
				}
				for i, v := range made {
					if s := strOf(v); s.S != want[i] || s.Len() != runeCount(want[i]) {
						t.Errorf("string %d is %q, not %q", i, s.S, want[i])
						return
					}
				}
			}
		}()
	}
	group.Wait()
}

func BenchmarkConcat(b *testing.B) {
	for _, n := range []int{2, 30, 64, 190, 1000} {
		th := testThread(b)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ab := NewStr("ab")
			strOf(ab).Len()
			for i := 0; i < b.N; {
				s := emptyStr.Value()
				for k := 0; k < n; k += 2 {
					s = Append(th, strOf(s), strOf(ab))
					i++
				}
			}
		})
	}
}
