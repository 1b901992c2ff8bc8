package bzip2

import (
	"bytes"
	"compress/bzip2"
	"io"
	"math/rand"
	"testing"
)

func sample(r *rand.Rand, n int) []byte {
	b := make([]byte, 0, n+600)
	for len(b) < n {
		switch r.Intn(3) {
		case 0:
			for range r.Intn(40) {
				b = append(b, byte('a'+r.Intn(20)))
			}
		case 1:
			b = append(b, bytes.Repeat([]byte{byte(r.Intn(256))}, r.Intn(600))...)
		default:
			if len(b) > 0 {
				i := r.Intn(len(b))
				b = append(b, b[i:min(i+r.Intn(300), len(b))]...)
			}
		}
	}
	return b[:n]
}

func TestRoundTrip(t *testing.T) {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	for range 40 {
		data := sample(r, r.Intn(250_000))
		c := New(1 + r.Intn(2))
		var packed []byte
		for rest := data; len(rest) > 0; {
			n := min(1+r.Intn(100_000), len(rest))
			c = c.Clone()
			packed = append(packed, c.Write(rest[:n])...)
			rest = rest[n:]
		}
		packed = append(packed, c.Close()...)
		back, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(packed)))
		if err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%d bytes come back as %d: %v", len(data), len(back), err)
		}
		const rest = "what follows"
		in := append(packed, rest...)
		d := NewDecompressor()
		step, room := 1+r.Intn(1+r.Intn(50_000)), r.Intn(1+r.Intn(100_000))-1
		var out []byte
		for guard := 0; !d.Done(); guard++ {
			if n := min(step, len(in)); len(d.In) == 0 {
				d.In, in = in[:n], in[n:]
			}
			if r.Intn(50) == 0 {
				d = d.Clone()
			}
			limit := room
			if limit == 0 {
				limit = -1
			}
			b, err := d.Read(limit)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, b...)
		}
		if !bytes.Equal(out, data) || string(d.In)+string(in) != rest {
			t.Fatalf("step %d, room %d: %d bytes come back as %d, %q is left", step, room, len(data), len(out), string(d.In)+string(in))
		}
	}
}
