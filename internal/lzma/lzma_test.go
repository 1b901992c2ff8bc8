package lzma

import (
	"bytes"
	"math/rand"
	"testing"
)

func sample(r *rand.Rand, n int) []byte {
	b := make([]byte, 0, n+600)
	for len(b) < n {
		switch r.Intn(4) {
		case 0:
			for range r.Intn(40) {
				b = append(b, byte('a'+r.Intn(20)))
			}
		case 1:
			b = append(b, bytes.Repeat([]byte{byte(r.Intn(256))}, r.Intn(600))...)
		case 2:
			if r.Intn(10) == 0 {
				noise := make([]byte, r.Intn(100_000))
				r.Read(noise)
				b = append(b, noise...)
			}
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
	for range 20 {
		data := sample(r, r.Intn(300_000))
		format := Format(r.Intn(4))
		o := Preset(r.Intn(10))
		o.LC, o.LP, o.PB = uint(r.Intn(4)), uint(r.Intn(2)), uint(r.Intn(5))
		if r.Intn(2) == 0 {
			o.DictSize = 4096
		}
		check := []Check{CheckNone, CheckCRC32, CheckCRC64, CheckSHA256}[r.Intn(4)]
		delta := 0
		if r.Intn(3) == 0 && format != Alone {
			delta = 1 + r.Intn(256)
		}
		c := New(format, check, o, delta)
		var packed []byte
		for rest := data; len(rest) > 0; {
			n := min(1+r.Intn(100_000), len(rest))
			c = c.Clone()
			packed = append(packed, c.Write(rest[:n])...)
			rest = rest[n:]
		}
		packed = append(packed, c.Close()...)
		const rest = "what follows"
		in := append(packed, rest...)
		d := NewDecompressor(format, r.Intn(2) == 0)
		if format >= Raw2 {
			d = NewRaw(format, o, delta)
		}
		step, room := 1+r.Intn(1+r.Intn(50_000)), r.Intn(1+r.Intn(100_000))
		var out []byte
		for !d.Done() {
			if !d.Pending() {
				if len(in) == 0 {
					t.Fatalf("format %d: the end is not found", format)
				}
				n := min(step, len(in))
				d.In, in = append(d.In[:len(d.In):len(d.In)], in[:n]...), in[n:]
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
				t.Fatalf("format %d, delta %d: %v", format, delta, err)
			}
			out = append(out, b...)
		}
		if !bytes.Equal(out, data) || string(d.In)+string(in) != rest {
			t.Fatalf("format %d, step %d, room %d: %d bytes come back as %d, %q is left", format, step, room, len(data), len(out), string(d.In)+string(in))
		}
	}
}
