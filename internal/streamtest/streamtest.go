// Package streamtest has what the tests of the compression formats share: data
// with matches of all sorts, and streams that are fed and read piece by piece.
package streamtest

import (
	"bytes"
	"math/rand"
	"testing"
)

// Random returns a source of random numbers; the test prints its seed.
func Random(t *testing.T) *rand.Rand {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewSource(seed))
}

// Sample returns n bytes: text of few letters, noise, runs and repeated pieces.
func Sample(r *rand.Rand, n int) []byte {
	b := make([]byte, 0, n+600)
	for len(b) < n {
		switch r.Intn(5) {
		case 0:
			for range r.Intn(40) {
				b = append(b, byte('a'+r.Intn(20)))
			}
		case 1:
			b = append(b, bytes.Repeat([]byte{byte(r.Intn(256))}, r.Intn(600))...)
		case 2:
			size := 20
			if r.Intn(30) == 0 {
				size = 100_000 // more than a block of any format holds
			}
			noise := make([]byte, r.Intn(size))
			r.Read(noise)
			b = append(b, noise...)
		default:
			if len(b) > 0 {
				i := r.Intn(len(b))
				b = append(b, b[i:min(i+r.Intn(300), len(b))]...)
			}
		}
	}
	return b[:n]
}

// Pieces calls f with one piece of data after the other.
func Pieces(r *rand.Rand, data []byte, f func(piece []byte)) {
	for len(data) > 0 {
		n := min(1+r.Intn(100_000), len(data))
		f(data[:n])
		data = data[n:]
	}
}

// Decompressor is a stream that is read.
type Decompressor interface {
	// Read returns up to limit bytes, or all that the input gives if limit is -1.
	Read(limit int) ([]byte, error)
	// Done reports whether the end of the stream was read.
	Done() bool
}

// Reading is how CheckReading treats a decompressor of type D.
type Reading[D Decompressor] struct {
	In     func(d D) *[]byte // its input
	Hungry func(d D) bool    // it has to be fed before it can go on
	Clone  func(d D) D
}

// CheckReading reads packed, with other bytes behind it, in pieces of random size
// by d and copies of it, and fails if data is not what comes out, or if the other
// bytes are not left.
func CheckReading[D Decompressor](t *testing.T, r *rand.Rand, how Reading[D], d D, packed, data []byte) {
	t.Helper()
	const rest = "what follows"
	in := append(bytes.Clone(packed), rest...)
	step, room := 1+r.Intn(1+r.Intn(70_000)), r.Intn(1+r.Intn(100_000))
	limit := room
	if limit == 0 {
		limit = -1
	}
	var out []byte
	for !d.Done() {
		if how.Hungry(d) {
			if len(in) == 0 {
				t.Fatal("the end is not found")
			}
			n := min(step, len(in))
			have := how.In(d)
			*have = append((*have)[:len(*have):len(*have)], in[:n]...)
			in = in[n:]
		}
		if r.Intn(50) == 0 {
			d = how.Clone(d)
		}
		b, err := d.Read(limit)
		if err != nil {
			t.Fatal(err)
		}
		if limit >= 0 && len(b) > limit {
			t.Fatalf("%d bytes where %d were asked for", len(b), limit)
		}
		out = append(out, b...)
	}
	if left := string(*how.In(d)) + string(in); !bytes.Equal(out, data) || left != rest {
		t.Fatalf("step %d, limit %d: %d bytes come back as %d, %q is left", step, limit, len(data), len(out), left)
	}
}
