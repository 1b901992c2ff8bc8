package hash

import (
	"encoding/binary"
	"math/bits"

	"github.com/weftpy/weft/object"
)

// BLAKE2 of RFC 7693 with all of its parameters: key, salt, personalization and
// the place in a tree of hashes, which golang.org/x/crypto leaves out.

// blake2Word is what the two variants calculate with.
type blake2Word interface{ uint32 | uint64 }

// blake2Variant are the constants of BLAKE2b or BLAKE2s.
type blake2Variant[W blake2Word] struct {
	iv       [8]W
	rounds   int
	rotate   [4]int
	wordSize int
}

var (
	blake2b = blake2Variant[uint64]{
		iv: [8]uint64{
			0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
			0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
		},
		rounds: 12, rotate: [4]int{32, 24, 16, 63}, wordSize: 8,
	}
	blake2s = blake2Variant[uint32]{
		iv: [8]uint32{
			0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
		},
		rounds: 10, rotate: [4]int{16, 12, 8, 7}, wordSize: 4,
	}
	// blake2Sigma says which word of the message is used where.
	blake2Sigma = [10][16]uint8{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
		{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
		{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
		{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
		{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
		{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
		{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
		{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
		{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
		{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
	}
)

// blake2 is the state of a hash; copying it is copying the hash, but for buf.
type blake2[W blake2Word] struct {
	v        *blake2Variant[W]
	h        [8]W
	count    [2]W // bytes hashed, low word first
	buf      [128]byte
	n        int // bytes in buf: after the first, a block stays there until more follows
	size     int // of the digest
	lastNode bool
}

// blake2Params are what makes hashes of the same data differ.
type blake2Params struct {
	size, fanout, depth, nodeDepth, innerSize int
	leafSize                                  uint32
	nodeOffset                                uint64
	key, salt, person                         string
	lastNode                                  bool
}

func newBlake2[W blake2Word](v *blake2Variant[W], p *blake2Params) *blake2[W] {
	x := &blake2[W]{v: v, size: p.size, lastNode: p.lastNode}
	block := make([]byte, 8*v.wordSize)
	block[0], block[1], block[2], block[3] = byte(p.size), byte(len(p.key)), byte(p.fanout), byte(p.depth)
	binary.LittleEndian.PutUint32(block[4:], p.leafSize)
	binary.LittleEndian.PutUint64(block[8:], p.nodeOffset)
	if v.wordSize == 8 {
		block[16], block[17] = byte(p.nodeDepth), byte(p.innerSize)
		copy(block[32:48], p.salt)
		copy(block[48:64], p.person)
	} else { // the offset has six bytes
		block[14], block[15] = byte(p.nodeDepth), byte(p.innerSize)
		copy(block[16:24], p.salt)
		copy(block[24:32], p.person)
	}
	for i := range x.h {
		x.h[i] = v.iv[i] ^ v.word(block, i)
	}
	if p.key != "" {
		copy(x.buf[:], p.key)
		x.n = x.BlockSize()
	}
	return x
}

// word returns word i of b.
func (v *blake2Variant[W]) word(b []byte, i int) W {
	if v.wordSize == 8 {
		return W(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return W(binary.LittleEndian.Uint32(b[4*i:]))
}

func (v *blake2Variant[W]) ror(x W, n int) W {
	if v.wordSize == 8 {
		return W(bits.RotateLeft64(uint64(x), -n))
	}
	return W(bits.RotateLeft32(uint32(x), -n))
}

// block hashes one block, of which n bytes count.
func (x *blake2[W]) block(b []byte, n int, last bool) {
	v := x.v
	if x.count[0] += W(n); x.count[0] < W(n) {
		x.count[1]++
	}
	var m, s [16]W
	for i := range m {
		m[i] = v.word(b, i)
	}
	copy(s[:8], x.h[:])
	copy(s[8:], v.iv[:])
	s[12] ^= x.count[0]
	s[13] ^= x.count[1]
	if last {
		s[14] = ^s[14]
		if x.lastNode {
			s[15] = ^s[15]
		}
	}
	mix := func(a, b, c, d int, p, q W) {
		s[a] += s[b] + p
		s[d] = v.ror(s[d]^s[a], v.rotate[0])
		s[c] += s[d]
		s[b] = v.ror(s[b]^s[c], v.rotate[1])
		s[a] += s[b] + q
		s[d] = v.ror(s[d]^s[a], v.rotate[2])
		s[c] += s[d]
		s[b] = v.ror(s[b]^s[c], v.rotate[3])
	}
	for r := range v.rounds {
		o := &blake2Sigma[r%10]
		for i := range 4 {
			mix(i, 4+i, 8+i, 12+i, m[o[2*i]], m[o[2*i+1]])
		}
		for i := range 4 {
			mix(i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4, m[o[8+2*i]], m[o[9+2*i]])
		}
	}
	for i := range x.h {
		x.h[i] ^= s[i] ^ s[i+8]
	}
}

// Write hashes b.
func (x *blake2[W]) Write(b []byte) (int, error) {
	size, all := x.BlockSize(), len(b)
	for len(b) > 0 {
		if x.n == size {
			x.block(x.buf[:], size, false)
			x.n = 0
		}
		if x.n == 0 {
			for len(b) > size {
				x.block(b, size, false)
				b = b[size:]
			}
		}
		n := copy(x.buf[x.n:size], b)
		x.n += n
		b = b[n:]
	}
	return all, nil
}

// Sum appends the digest to b.
func (x *blake2[W]) Sum(b []byte) []byte {
	y := *x
	clear(y.buf[y.n:])
	y.block(y.buf[:], y.n, true)
	var out []byte
	for _, w := range y.h {
		if x.v.wordSize == 8 {
			out = binary.LittleEndian.AppendUint64(out, uint64(w))
		} else {
			out = binary.LittleEndian.AppendUint32(out, uint32(w))
		}
	}
	return append(b, out[:x.size]...)
}

// BlockSize returns the size of a block in bytes.
func (x *blake2[W]) BlockSize() int { return 16 * x.v.wordSize }

// Size returns the size of the digest in bytes.
func (x *blake2[W]) Size() int { return x.size }

// blake2Hash is a variant of blake2.
type blake2Hash interface {
	Write(b []byte) (int, error)
	Sum(b []byte) []byte
	Size() int
	BlockSize() int
	copy() blake2Hash
}

func (x *blake2[W]) copy() blake2Hash {
	y := *x
	return &y
}

type blake2State struct{ h blake2Hash }

var blake2Kind = object.NewKind("blake2", func(s *blake2State) { s.h = s.h.copy() })

// blake2Type makes the class of a variant.
func blake2Type(name string, wordSize int, make func(p *blake2Params) blake2Hash) *object.Type {
	typ := &object.Type{Name: name, Module: "_blake2", Flags: object.FlagNoBase, Doc: "Return a new BLAKE2" + name[6:] + " hash object."}
	most, piece := 8*wordSize, 2*wordSize // bytes of digest and key, of salt and person
	number := func(t *object.Thread, v object.Value, name string, def, lo, hi int64) (int, *object.Exception) {
		if v.IsNull() {
			return int(def), nil
		}
		n, err := object.IndexInt(t, v, object.OverflowError)
		if err != nil {
			return 0, err
		}
		if n < lo || n > hi {
			if name == "inner_size" {
				return 0, t.Errorf(object.ValueError, "inner_size must be between 0 and is %d", hi)
			}
			return 0, t.Errorf(object.ValueError, "%s must be between %d and %d", name, lo, hi)
		}
		return int(n), nil
	}
	text := func(t *object.Thread, v object.Value, name string, most int) (string, *object.Exception) {
		if v.IsNull() {
			return "", nil
		}
		s, err := object.BytesCopy(t, v)
		if err == nil && len(s) > most {
			err = t.Errorf(object.ValueError, "maximum %s length is %d bytes", name, most)
		}
		return s, err
	}
	construct := func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		p := blake2Params{size: most}
		var null object.Value
		if !a[2].IsNull() {
			n, err := object.IndexInt(t, a[2], object.OverflowError)
			if err != nil {
				return null, err
			}
			if n < 1 || n > int64(most) {
				return null, t.Errorf(object.ValueError, "digest_size must be between 1 and %d bytes", most)
			}
			p.size = int(n)
		}
		var err *object.Exception
		if p.salt, err = text(t, a[4], "salt", piece); err != nil {
			return null, err
		}
		if p.person, err = text(t, a[5], "person", piece); err != nil {
			return null, err
		}
		if p.fanout, err = number(t, a[6], "fanout", 1, 0, 255); err != nil {
			return null, err
		}
		if p.depth, err = number(t, a[7], "depth", 1, 1, 255); err != nil {
			return null, err
		}
		unsigned := func(v object.Value, name string, bits int) (uint64, *object.Exception) {
			if v.IsNull() {
				return 0, nil
			}
			v, err := object.Index(t, v)
			if err != nil {
				return 0, err
			}
			switch b := object.AsBig(v); {
			case b.Sign() < 0:
				return 0, t.Errorf(object.ValueError, "value must be positive")
			case b.BitLen() > 64:
				return 0, t.Errorf(object.OverflowError, "int too big to convert")
			case b.BitLen() > bits:
				return 0, t.Errorf(object.OverflowError, "%s is too large", name)
			default:
				return b.Uint64(), nil
			}
		}
		leaf, err := unsigned(a[8], "leaf_size", 32)
		if err != nil {
			return null, err
		}
		p.leafSize = uint32(leaf)
		offsetBits := 64
		if wordSize == 4 {
			offsetBits = 48
		}
		if p.nodeOffset, err = unsigned(a[9], "node_offset", offsetBits); err != nil {
			return null, err
		}
		if p.nodeDepth, err = number(t, a[10], "node_depth", 0, 0, 255); err != nil {
			return null, err
		}
		if p.innerSize, err = number(t, a[11], "inner_size", 0, 0, int64(most)); err != nil {
			return null, err
		}
		if !a[12].IsNull() {
			if p.lastNode, err = object.Truth(t, a[12]); err != nil {
				return null, err
			}
		}
		if p.key, err = text(t, a[3], "key", most); err != nil {
			return null, err
		}
		h := make(&p)
		if !a[1].IsNull() {
			if err := update(t, h, a[1]); err != nil {
				return null, err
			}
		}
		return object.NewBoxed(t, typ, blake2State{h}).Value(), nil
	}
	newHash := &object.Func{Name: name, Type: typ, Fn: construct,
		Sig: "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True"}
	typ.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return newHash.CallWith(t, append([]object.Value{typ.Value()}, args...), kwnames)
	}
	read := func(t *object.Thread, v object.Value) blake2Hash {
		return object.BoxedOf[blake2State](v).Read(t).h
	}
	typ.Methods = []object.Def{
		{Name: "update", Sig: "data, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.None, update(t, object.BoxedOf[blake2State](a[0]).Write(t, blake2Kind).h, a[1])
		}},
		{Name: "digest", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.BytesOwned(read(t, a[0]).Sum(nil)), nil
		}},
		{Name: "hexdigest", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return hexValue(read(t, a[0]).Sum(nil)), nil
		}},
		{Name: "copy", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.NewBoxed(t, typ, blake2State{read(t, a[0]).copy()}).Value(), nil
		}},
	}
	attr := func(attr string, f func(h blake2Hash) object.Value) object.GetSet {
		return object.GetSet{Name: attr, Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return f(read(t, v)), nil }}
	}
	typ.Getsets = []object.GetSet{
		attr("name", func(h blake2Hash) object.Value { return object.NewStr(name) }),
		attr("block_size", func(h blake2Hash) object.Value { return object.Int(int64(h.BlockSize())) }),
		attr("digest_size", func(h blake2Hash) object.Value { return object.Int(int64(h.Size())) }),
	}
	typ.Consts = map[string]object.Value{
		"SALT_SIZE": object.Int(int64(piece)), "PERSON_SIZE": object.Int(int64(piece)),
		"MAX_KEY_SIZE": object.Int(int64(most)), "MAX_DIGEST_SIZE": object.Int(int64(most)),
	}
	return typ
}

func init() {
	b := blake2Type("blake2b", 8, func(p *blake2Params) blake2Hash { return newBlake2(&blake2b, p) })
	s := blake2Type("blake2s", 4, func(p *blake2Params) blake2Hash { return newBlake2(&blake2s, p) })
	object.RegisterModule("_blake2", func(t *object.Thread) (*object.Module, *object.Exception) {
		m := object.NewModule(t, "_blake2", "BLAKE2 hash functions.")
		m.AddType(t, b)
		m.AddType(t, s)
		for i, prefix := range []string{"BLAKE2S_", "BLAKE2B_"} {
			most := int64(32 << i)
			m.Set(t, prefix+"SALT_SIZE", object.Int(most/4))
			m.Set(t, prefix+"PERSON_SIZE", object.Int(most/4))
			m.Set(t, prefix+"MAX_KEY_SIZE", object.Int(most))
			m.Set(t, prefix+"MAX_DIGEST_SIZE", object.Int(most))
		}
		return m, nil
	})
}
