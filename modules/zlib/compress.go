package zlib

import (
	"encoding/binary"
	"sync"

	"github.com/weftpy/weft/internal/deflate"
	"github.com/weftpy/weft/modules/compressor"
	"github.com/weftpy/weft/object"
)

// frame is what surrounds the compressed data.
type frame uint8

const (
	raw frame = iota
	zlibFrame
	gzipFrame
	anyFrame // for decompression: zlib or gzip
)

// packer is the state of a compressobj.
type packer struct {
	c        *deflate.Compressor
	frame    frame
	head     []byte // not written yet
	sum      uint32
	size     uint32 // of the data
	finished bool
}

var (
	compressType = &object.Type{Name: "Compress", Module: "zlib", Flags: object.FlagNoBase | object.FlagNoNew}
	compressKind = object.NewKind("zlib.Compress", func(p *packer) { p.c = p.c.Clone() })
)

func compressOf(v value) *object.Boxed[packer] { return object.BoxedOf[packer](v) }

// idle has compressors of compress() that are as new. Their tables take longer to make than to
// compress a short text.
var idle sync.Pool

// newPacker makes a packer; ok is false if the parameters are not valid.
func newPacker(level, wbits, memLevel, strategy int, dict []byte) (p packer, ok bool) {
	p.frame = zlibFrame
	switch {
	case wbits < 0:
		p.frame, wbits = raw, -wbits
		if wbits == 8 {
			return p, false
		}
	case wbits > 15:
		p.frame = gzipFrame
		wbits -= 16
	}
	if level == -1 {
		level = 6
	}
	if wbits < 8 || wbits > 15 || level < 0 || level > 9 || memLevel < 1 || memLevel > 9 || strategy < 0 || strategy > 4 {
		return p, false
	}
	if c, _ := idle.Get().(*deflate.Compressor); c != nil && c.Is(level, wbits, memLevel, deflate.Strategy(strategy)) {
		p.c = c
	} else {
		p.c = deflate.New(level, wbits, memLevel, deflate.Strategy(strategy))
	}
	easy := strategy >= int(deflate.HuffmanOnly) || level < 2
	switch p.frame {
	case zlibFrame:
		effort := 3
		switch {
		case easy:
			effort = 0
		case level < 6:
			effort = 1
		case level == 6:
			effort = 2
		}
		h := (8+(max(wbits, 9)-8)<<4)<<8 | effort<<6
		if len(dict) > 0 {
			h |= 0x20
		}
		h += 31 - h%31
		p.head = binary.BigEndian.AppendUint16(nil, uint16(h))
		if len(dict) > 0 {
			p.head = binary.BigEndian.AppendUint32(p.head, adler(1, dict))
		}
		p.sum = 1
	case gzipFrame:
		extra := byte(0)
		if level == 9 {
			extra = 2
		} else if easy {
			extra = 4
		}
		p.head = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3}
	}
	if len(dict) > 0 {
		p.c.SetDictionary(dict)
	}
	return p, true
}

// write compresses data.
func (p *packer) write(data []byte, flush deflate.Flush) []byte {
	switch p.frame {
	case zlibFrame:
		p.sum = adler(p.sum, data)
	case gzipFrame:
		p.sum = crc(p.sum, data)
	}
	p.size += uint32(len(data))
	out := p.c.Write(data, flush)
	if p.head != nil {
		out = append(p.head[:len(p.head):len(p.head)], out...)
		p.head = nil
	}
	if flush == deflate.Finish {
		p.finished = true
		switch p.frame {
		case zlibFrame:
			out = binary.BigEndian.AppendUint32(out, p.sum)
		case gzipFrame:
			out = binary.LittleEndian.AppendUint32(out, p.sum)
			out = binary.LittleEndian.AppendUint32(out, p.size)
		}
	}
	return out
}

// compress is zlib.compress(data, level, wbits).
func compress(t *thread, a []value) (value, *exc) {
	level, err := intArg(t, a[1], -1)
	if err != nil {
		return value{}, err
	}
	wbits, err := intArg(t, a[2], 15)
	if err != nil {
		return value{}, err
	}
	data, err := compressor.View(t, a[0])
	if err != nil {
		return value{}, err
	}
	p, ok := newPacker(level, wbits, 8, 0, nil)
	if !ok {
		return value{}, t.Errorf(zlibError, "Bad compression level")
	}
	out := p.write(data, deflate.Finish)
	if wbits == 15 {
		p.c.Reset()
		idle.Put(p.c)
	}
	return object.BytesOwned(out), nil
}

func compressobj(t *thread, a []value) (value, *exc) {
	var n [5]int
	for i, def := range [...]int{-1, 8, 15, 8, 0} {
		var err *exc
		if n[i], err = intArg(t, a[i], def); err != nil {
			return value{}, err
		}
	}
	var dict []byte
	if a[5].O != nil && !a[5].IsNone() {
		var err *exc
		if dict, err = compressor.View(t, a[5]); err != nil {
			return value{}, err
		}
		if dict == nil {
			dict = []byte{}
		}
	}
	p, ok := newPacker(n[0], n[2], n[3], n[4], dict)
	if !ok || n[1] != 8 {
		return value{}, t.Errorf(object.ValueError, "Invalid initialization option")
	}
	return object.NewBoxed(t, compressType, p).Value(), nil
}

func copyPacker(t *thread, a []value) (value, *exc) {
	p := *compressOf(a[0]).Read(t)
	if p.finished {
		return value{}, t.Errorf(object.ValueError, "Inconsistent stream state")
	}
	p.c = p.c.Clone()
	return object.NewBoxed(t, compressType, p).Value(), nil
}

func init() {
	compressType.Methods = []object.Def{
		{Name: "compress", Sig: "data, /", Fn: func(t *thread, a []value) (value, *exc) {
			data, err := compressor.View(t, a[1])
			if err != nil {
				return value{}, err
			}
			p := compressOf(a[0]).Write(t, compressKind)
			if p.finished {
				return value{}, fail(t, streamError, "while compressing data", "")
			}
			return object.BytesOwned(p.write(data, deflate.NoFlush)), nil
		}, Doc: "Compress data. What is returned is the part of the output that is complete."},
		{Name: "flush", Sig: "mode=zlib.Z_FINISH, /", Fn: func(t *thread, a []value) (value, *exc) {
			mode, err := intArg(t, a[1], int(deflate.Finish))
			if err != nil {
				return value{}, err
			}
			if mode == int(deflate.NoFlush) {
				return object.NewBytes(""), nil
			}
			p := compressOf(a[0]).Write(t, compressKind)
			if p.finished || mode < 0 || mode > int(deflate.BlockFlush) {
				return value{}, fail(t, streamError, "while flushing", "")
			}
			return object.BytesOwned(p.write(nil, deflate.Flush(mode))), nil
		}, Doc: "Return the output of everything so far. After Z_FINISH, the default, the object cannot be\nused any more."},
		{Name: "copy", Fn: copyPacker, Doc: "Return a copy that goes on independently."},
		{Name: "__copy__", Fn: copyPacker},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: copyPacker},
	}
}
