package lzma

import (
	"testing"

	"github.com/weftpy/weft/internal/streamtest"
)

var reading = streamtest.Reading[*Decompressor]{
	In:     func(d *Decompressor) *[]byte { return &d.In },
	Hungry: func(d *Decompressor) bool { return !d.Pending() },
	Clone:  (*Decompressor).Clone,
}

func TestRoundTrip(t *testing.T) {
	r := streamtest.Random(t)
	for range 20 {
		data := streamtest.Sample(r, r.Intn(300_000))
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
		t.Logf("format %d, delta %d, %+v", format, delta, o)
		c := New(format, check, o, delta)
		var packed []byte
		streamtest.Pieces(r, data, func(piece []byte) {
			c = c.Clone()
			packed = append(packed, c.Write(piece)...)
		})
		packed = append(packed, c.Close()...)
		d := NewDecompressor(format, r.Intn(2) == 0)
		if format >= Raw2 {
			d = NewRaw(format, o, delta)
		}
		streamtest.CheckReading(t, r, reading, d, packed, data)
	}
}
