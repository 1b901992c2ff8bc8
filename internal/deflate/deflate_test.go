package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand"
	"testing"
)

// sample makes data with matches of all sorts.
func sample(r *rand.Rand, n int) []byte {
	b := make([]byte, 0, n)
	for len(b) < n {
		switch r.Intn(4) {
		case 0:
			for range r.Intn(40) {
				b = append(b, byte('a'+r.Intn(20)))
			}
		case 1:
			for range r.Intn(20) {
				b = append(b, byte(r.Intn(256)))
			}
		case 2:
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

func TestCompress(t *testing.T) {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	for range 150 {
		data := sample(r, r.Intn(200_000))
		level, windowBits, memLevel, strategy := r.Intn(10), 8+r.Intn(8), 1+r.Intn(9), Strategy(r.Intn(5))
		c := New(level, windowBits, memLevel, strategy)
		var dict []byte
		if r.Intn(3) == 0 && level > 0 {
			dict = sample(r, r.Intn(70_000))
			c.SetDictionary(dict)
		}
		var out []byte
		for rest := data; len(rest) > 0; {
			n := min(1+r.Intn(50_000), len(rest))
			if r.Intn(3) == 0 {
				c = c.Clone()
			}
			out = append(out, c.Write(rest[:n], Flush(r.Intn(4)))...)
			rest = rest[n:]
		}
		out = append(out, c.Write(nil, Finish)...)
		back, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(out), dict))
		if err != nil || !bytes.Equal(back, data) {
			t.Fatalf("level %d, window %d, memory %d, strategy %d: %d bytes come back as %d: %v", level, windowBits, memLevel, strategy, len(data), len(back), err)
		}
	}
}

func TestDecompress(t *testing.T) {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	for range 150 {
		data := sample(r, r.Intn(200_000))
		var packed []byte
		if level := r.Intn(10); r.Intn(2) == 0 {
			var b bytes.Buffer
			w, err := flate.NewWriter(&b, level)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(data); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			packed = b.Bytes()
		} else {
			packed = New(level, 9+r.Intn(7), 1+r.Intn(9), Strategy(r.Intn(5))).Write(data, Finish)
		}
		const rest = "what follows"
		packed = append(packed, rest...)
		d := NewDecompressor(15)
		var out []byte
		step, room := 1+r.Intn(1+r.Intn(70_000)), r.Intn(1+r.Intn(70_000))
		for len(packed) > 0 && !d.Done() {
			n := min(step, len(packed))
			d.Bits.In = packed[:n]
			limit := -1
			if room > 0 {
				limit = room
			}
			if r.Intn(5) == 0 {
				d = d.Clone()
			}
			b, err := d.Read(limit)
			if err != nil {
				t.Fatal(err)
			}
			if limit >= 0 && len(b) > limit {
				t.Fatalf("%d bytes where %d were asked for", len(b), limit)
			}
			out = append(out, b...)
			packed = packed[n-len(d.Bits.In):]
		}
		if !d.Done() || string(packed) != rest || !bytes.Equal(out, data) {
			t.Fatalf("step %d, room %d: done %v, %d bytes come back as %d, %q is left", step, room, d.Done(), len(data), len(out), packed)
		}
	}
}

func TestDecompressGarbage(t *testing.T) {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	for range 3000 {
		data := New(6, 15, 8, DefaultStrategy).Write(sample(r, r.Intn(2000)), Finish)
		for range 1 + r.Intn(3) {
			data[r.Intn(len(data))] ^= 1 << r.Intn(8)
		}
		want, wantErr := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
		d := NewDecompressor(15)
		d.Bits.In = data
		out, err := d.Read(-1)
		if (wantErr == nil) != (err == nil && d.Done()) || wantErr == nil && !bytes.Equal(out, want) {
			t.Fatalf("%x: %v, not %v", data, err, wantErr)
		}
	}
}
