package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"testing"

	"github.com/weftpy/weft/internal/streamtest"
)

var reading = streamtest.Reading[*Decompressor]{
	In:     func(d *Decompressor) *[]byte { return &d.Bits.In },
	Hungry: func(d *Decompressor) bool { return len(d.Bits.In) == 0 },
	Clone:  (*Decompressor).Clone,
}

func TestCompress(t *testing.T) {
	r := streamtest.Random(t)
	for range 150 {
		data := streamtest.Sample(r, r.Intn(200_000))
		level, windowBits, memLevel, strategy := r.Intn(10), 8+r.Intn(8), 1+r.Intn(9), Strategy(r.Intn(5))
		c := New(level, windowBits, memLevel, strategy)
		var dict []byte
		if r.Intn(3) == 0 && level > 0 {
			dict = streamtest.Sample(r, r.Intn(70_000))
			c.SetDictionary(dict)
		}
		var out []byte
		streamtest.Pieces(r, data, func(piece []byte) {
			if r.Intn(3) == 0 {
				c = c.Clone()
			}
			out = append(out, c.Write(piece, Flush(r.Intn(4)))...)
		})
		out = append(out, c.Write(nil, Finish)...)
		back, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(out), dict))
		if err != nil || !bytes.Equal(back, data) {
			t.Fatalf("level %d, window %d, memory %d, strategy %d: %d bytes come back as %d: %v", level, windowBits, memLevel, strategy, len(data), len(back), err)
		}
	}
}

func TestDecompress(t *testing.T) {
	r := streamtest.Random(t)
	for range 150 {
		data := streamtest.Sample(r, r.Intn(200_000))
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
		streamtest.CheckReading(t, r, reading, NewDecompressor(15), packed, data)
	}
}

func TestDecompressGarbage(t *testing.T) {
	r := streamtest.Random(t)
	for range 3000 {
		data := New(6, 15, 8, DefaultStrategy).Write(streamtest.Sample(r, r.Intn(2000)), Finish)
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

// A compressor that was reset writes what a new one does.
func TestReset(t *testing.T) {
	r := streamtest.Random(t)
	for level := range 10 {
		used := New(level, 15, 8, 0)
		for range 20 {
			data := streamtest.Sample(r, r.Intn(1<<r.Intn(18)))
			want := New(level, 15, 8, 0).Write(data, Finish)
			got := used.Write(data, Finish)
			if !bytes.Equal(got, want) {
				t.Fatalf("level %d, %d bytes: other output", level, len(data))
			}
			used.Reset()
		}
	}
}
