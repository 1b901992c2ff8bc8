package zlib

import (
	"github.com/weftpy/weft/internal/deflate"
	"github.com/weftpy/weft/modules/compressor"
	"github.com/weftpy/weft/object"
)

// stage is the part of a frame that comes next.
type stage uint8

const (
	atHead stage = iota
	atDictionary
	inGzipHead
	inData
	atSum
	atSize
	atEnd
)

// unpacker takes the frame off compressed data. Parts of it that are shorter
// than they should be wait for the next piece of input.
type unpacker struct {
	d       *deflate.Decompressor
	frame   frame
	reach   int // wbits, 0 to take what the header says
	dict    []byte
	stage   stage
	part    []byte // of the header
	sum     uint32
	size    uint32
	failure error
}

// notOK are errors of numbers other than dataError.
type notOK int

func (n notOK) Error() string { return "" }

// newUnpacker makes an unpacker; ok is false if wbits is not valid.
func newUnpacker(wbits int, dict []byte) (u unpacker, ok bool) {
	u.dict = dict
	switch {
	case wbits < 0:
		u.frame, wbits = raw, -wbits
	case wbits >= 40:
		u.frame, wbits = anyFrame, wbits-32
	case wbits >= 24:
		u.frame, wbits = gzipFrame, wbits-16
	default:
		u.frame = zlibFrame
	}
	if (wbits < 8 || wbits > 15) && (wbits != 0 || u.frame == raw) {
		return u, false
	}
	u.reach = wbits
	if u.frame == raw {
		u.begin()
		if dict != nil {
			u.d.SetDictionary(dict)
		}
	}
	return u, true
}

func (u *unpacker) begin() {
	if u.reach == 0 {
		u.reach = 15
	}
	u.d = deflate.NewDecompressor(u.reach)
	u.stage = inData
}

// collect moves input to u.part until it has n bytes.
func (u *unpacker) collect(in *[]byte, n int) bool {
	k := min(n-len(u.part), len(*in))
	if k > 0 {
		u.part = append(u.part[:len(u.part):len(u.part)], (*in)[:k]...)
		*in = (*in)[k:]
	}
	return len(u.part) >= n
}

// read decompresses in as far as limit bytes go, negative for all, and returns
// the output and the rest of the input.
func (u *unpacker) read(in []byte, limit int) (out, rest []byte, err error) {
	if u.failure != nil {
		return nil, in, u.failure
	}
	for {
		before := u.stage
		if u.stage == inData {
			u.d.Bits.In = in
			out, err = u.d.Read(limit)
			in, u.d.Bits.In = u.d.Bits.In, nil
			u.size += uint32(len(out))
			switch u.frame {
			case zlibFrame:
				u.sum = adler(u.sum, out)
			case gzipFrame:
				u.sum = crc(u.sum, out)
			}
			if err == nil && u.d.Done() {
				u.stage = atSum
				if u.frame == raw {
					u.stage = atEnd
				}
			}
		} else {
			err = u.edge(&in)
		}
		if err != nil {
			if _, ok := err.(notOK); !ok {
				u.failure = err
			}
			return nil, in, err
		}
		if u.stage == before || u.stage == atEnd {
			return out, in, nil
		}
	}
}

// edge reads what is before and after the data, as far as it is there.
func (u *unpacker) edge(in *[]byte) error {
	switch u.stage {
	case atHead:
		if !u.collect(in, 2) {
			return nil
		}
		if u.frame != zlibFrame && u.part[0] == 0x1f && u.part[1] == 0x8b {
			u.frame = gzipFrame
			u.stage = inGzipHead
			return nil
		}
		h := int(u.part[0])<<8 | int(u.part[1])
		bits := h>>12 + 8
		switch {
		case u.frame == gzipFrame || h%31 != 0:
			return deflate.Error("incorrect header check")
		case h>>8&15 != 8:
			return deflate.Error("unknown compression method")
		case bits > 15 || u.reach != 0 && bits > u.reach:
			return deflate.Error("invalid window size")
		}
		u.frame = zlibFrame
		u.sum = 1
		u.part = nil
		if h&0x20 != 0 {
			u.stage = atDictionary
		} else {
			u.begin()
		}
	case atDictionary:
		if !u.collect(in, 4) {
			return nil
		}
		if u.dict == nil {
			return notOK(needDict)
		}
		p := u.part
		if adler(1, u.dict) != uint32(p[0])<<24|uint32(p[1])<<16|uint32(p[2])<<8|uint32(p[3]) {
			return notOK(dataError)
		}
		u.part = nil
		u.begin()
		u.d.SetDictionary(u.dict)
	case inGzipHead:
		return u.gzipHead(in)
	case atSum:
		if !u.collect(in, 4) {
			return nil
		}
		p := u.part
		sum := uint32(p[0])<<24 | uint32(p[1])<<16 | uint32(p[2])<<8 | uint32(p[3])
		if u.frame == gzipFrame {
			sum = uint32(p[3])<<24 | uint32(p[2])<<16 | uint32(p[1])<<8 | uint32(p[0])
		}
		if sum != u.sum {
			return deflate.Error("incorrect data check")
		}
		u.part = nil
		u.stage = atEnd
		if u.frame == gzipFrame {
			u.stage = atSize
		}
	case atSize:
		if !u.collect(in, 4) {
			return nil
		}
		p := u.part
		if uint32(p[3])<<24|uint32(p[2])<<16|uint32(p[1])<<8|uint32(p[0]) != u.size {
			return deflate.Error("incorrect length check")
		}
		u.part = nil
		u.stage = atEnd
	}
	return nil
}

// gzipHead reads the header of RFC 1952. All of it is collected, for it may end
// with a checksum of itself.
func (u *unpacker) gzipHead(in *[]byte) error {
	const (
		hasCRC     = 2
		hasExtra   = 4
		hasName    = 8
		hasComment = 16
	)
	need := 10
	if !u.collect(in, 4) {
		return nil
	}
	if u.part[2] != 8 {
		return deflate.Error("unknown compression method")
	}
	flags := u.part[3]
	if flags&0xe0 != 0 {
		return deflate.Error("unknown header flags set")
	}
	if !u.collect(in, need) {
		return nil
	}
	if flags&hasExtra != 0 {
		if !u.collect(in, need+2) {
			return nil
		}
		need += 2 + int(u.part[need]) + int(u.part[need+1])<<8
		if !u.collect(in, need) {
			return nil
		}
	}
	for _, f := range []byte{hasName, hasComment} {
		if flags&f == 0 {
			continue
		}
		for {
			if !u.collect(in, need+1) {
				return nil
			}
			need++
			if u.part[need-1] == 0 {
				break
			}
		}
	}
	if flags&hasCRC != 0 {
		if !u.collect(in, need+2) {
			return nil
		}
		if uint16(crc(0, u.part[:need])) != uint16(u.part[need])|uint16(u.part[need+1])<<8 {
			return deflate.Error("header crc mismatch")
		}
	}
	u.part = nil
	u.begin()
	return nil
}

// unpackError makes the exception for an error of read.
func unpackError(t *thread, err error, doing string) *exc {
	switch err {
	case notOK(needDict):
		return fail(t, needDict, doing, "")
	case notOK(dataError):
		return fail(t, dataError, "while setting zdict", "")
	}
	return fail(t, dataError, doing, err.Error())
}

// decompress is zlib.decompress(data, wbits, bufsize).
func decompress(t *thread, a []value) (value, *exc) {
	wbits, err := intArg(t, a[1], 15)
	if err != nil {
		return value{}, err
	}
	if size, err := sizeArg(t, a[2], 0); err != nil {
		return value{}, err
	} else if size < 0 {
		return value{}, t.Errorf(object.ValueError, "bufsize must be non-negative")
	}
	data, err := compressor.View(t, a[0])
	if err != nil {
		return value{}, err
	}
	u, ok := newUnpacker(wbits, nil)
	if !ok {
		return value{}, fail(t, streamError, "while preparing to decompress data", "")
	}
	out, _, failure := u.read(data, -1)
	if failure != nil {
		return value{}, unpackError(t, failure, "while decompressing data")
	}
	if u.stage != atEnd {
		return value{}, fail(t, bufError, "while decompressing data", "")
	}
	return object.BytesOwned(out), nil
}

// decompressState is the state of a decompressobj.
type decompressState struct {
	u            unpacker
	tail, unused string // unconsumed_tail and unused_data
	eof, ended   bool
}

var (
	decompressType = &object.Type{Name: "Decompress", Module: "zlib", Flags: object.FlagNoBase | object.FlagNoNew}
	decompressKind = object.NewKind("zlib.Decompress", func(s *decompressState) { s.u.clone() })
)

func (u *unpacker) clone() {
	if u.d != nil {
		u.d = u.d.Clone()
	}
}

func decompressOf(v value) *object.Boxed[decompressState] {
	return object.BoxedOf[decompressState](v)
}

func decompressobj(t *thread, a []value) (value, *exc) {
	wbits, err := intArg(t, a[0], 15)
	if err != nil {
		return value{}, err
	}
	var dict []byte
	if a[1].O != nil {
		if !object.IsBytesLike(a[1]) {
			return value{}, t.Errorf(object.TypeError, "zdict argument must support the buffer protocol")
		}
		s, err := object.BytesCopy(t, a[1])
		if err != nil {
			return value{}, err
		}
		dict = []byte(s)
	}
	u, ok := newUnpacker(wbits, dict)
	if !ok {
		return value{}, t.Errorf(object.ValueError, "Invalid initialization option")
	}
	return object.NewBoxed(t, decompressType, decompressState{u: u}).Value(), nil
}

// step decompresses data and keeps what is left of it.
func (s *decompressState) step(t *thread, data []byte, limit int, doing string) (value, *exc) {
	if s.ended {
		if len(data) == 0 && doing == "while flushing" {
			return object.NewBytes(""), nil
		}
		return value{}, fail(t, streamError, doing, "")
	}
	out, rest, failure := s.u.read(data, limit)
	if failure != nil {
		return value{}, unpackError(t, failure, doing)
	}
	if s.u.stage == atEnd {
		s.eof = true
		s.unused += string(rest)
		s.tail = ""
	} else {
		s.tail = string(rest)
	}
	return object.BytesOwned(out), nil
}

func copyUnpacker(t *thread, a []value) (value, *exc) {
	s := *decompressOf(a[0]).Read(t)
	if s.ended {
		return value{}, t.Errorf(object.ValueError, "Inconsistent stream state")
	}
	s.u.clone()
	return object.NewBoxed(t, decompressType, s).Value(), nil
}

func init() {
	decompressType.Methods = []object.Def{
		{Name: "decompress", Sig: "data, /, max_length=0", Fn: func(t *thread, a []value) (value, *exc) {
			limit, err := sizeArg(t, a[2], 0)
			if err != nil {
				return value{}, err
			}
			if limit < 0 {
				return value{}, t.Errorf(object.ValueError, "max_length must be non-negative")
			}
			if limit == 0 {
				limit = -1
			}
			data, err := compressor.View(t, a[1])
			if err != nil {
				return value{}, err
			}
			return decompressOf(a[0]).Write(t, decompressKind).step(t, data, limit, "while decompressing data")
		}, Doc: "Decompress data, to max_length bytes at most if that is not 0. Input that was not needed for\nthem is in unconsumed_tail then."},
		{Name: "flush", Sig: "length=zlib.DEF_BUF_SIZE, /", Fn: func(t *thread, a []value) (value, *exc) {
			length, err := sizeArg(t, a[1], 16384)
			if err != nil {
				return value{}, err
			}
			if length <= 0 {
				return value{}, t.Errorf(object.ValueError, "length must be greater than zero")
			}
			s := decompressOf(a[0]).Write(t, decompressKind)
			out, err := s.step(t, []byte(s.tail), -1, "while flushing")
			s.ended = s.ended || s.eof
			return out, err
		}, Doc: "Decompress what is in unconsumed_tail."},
		{Name: "copy", Fn: copyUnpacker, Doc: "Return a copy that goes on independently."},
		{Name: "__copy__", Fn: copyUnpacker},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: copyUnpacker},
	}
	member := func(name, doc string, get func(s *decompressState) value) object.GetSet {
		return object.GetSet{Name: name, Doc: doc, Member: true, Get: func(t *thread, v value) (value, *exc) {
			return get(decompressOf(v).Read(t)), nil
		}}
	}
	decompressType.Getsets = []object.GetSet{
		member("unused_data", "What came after the end of the compressed data.", func(s *decompressState) value { return object.NewBytes(s.unused) }),
		member("unconsumed_tail", "Input that the limit of the output left over.", func(s *decompressState) value { return object.NewBytes(s.tail) }),
		member("eof", "Whether the end of the compressed data was reached.", func(s *decompressState) value { return object.Bool(s.eof) }),
	}
}
