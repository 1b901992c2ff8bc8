package bzip2

import (
	"bytes"
	"compress/bzip2"
	"io"
	"testing"

	"github.com/weftpy/weft/internal/streamtest"
)

var reading = streamtest.Reading[*Decompressor]{
	In:     func(d *Decompressor) *[]byte { return &d.In },
	Hungry: func(d *Decompressor) bool { return len(d.In) == 0 },
	Clone:  (*Decompressor).Clone,
}

func TestRoundTrip(t *testing.T) {
	r := streamtest.Random(t)
	for range 40 {
		data := streamtest.Sample(r, r.Intn(250_000))
		c := New(1 + r.Intn(2))
		var packed []byte
		streamtest.Pieces(r, data, func(piece []byte) {
			c = c.Clone()
			packed = append(packed, c.Write(piece)...)
		})
		packed = append(packed, c.Close()...)
		back, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(packed)))
		if err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%d bytes come back as %d: %v", len(data), len(back), err)
		}
		streamtest.CheckReading(t, r, reading, NewDecompressor(), packed, data)
	}
}
