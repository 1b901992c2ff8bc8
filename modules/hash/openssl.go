package hash

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"hash"
	"math/bits"
	"strings"

	"github.com/weftpy/weft/object"
)

// Module _hashlib, which is OpenSSL's in CPython: hash functions by name, and
// what is made of them.

var unsupportedDigest = &object.Type{Name: "UnsupportedDigestmodError", Module: "_hashlib", Base: object.ValueError,
	Flags: object.FlagException | object.FlagSameLayout}

// named returns the algorithm of a name, nil if there is none.
func named(name string) *algorithm {
	for i := range algorithms {
		if a := &algorithms[i]; a.name == strings.ToLower(name) && a.module != "_sha3" {
			return a
		}
	}
	return nil
}

// digestArg returns the algorithm that an argument names.
func digestArg(t *object.Thread, v object.Value) (*algorithm, *object.Exception) {
	s, ok := object.AsStr(v)
	if !ok {
		return nil, t.Errorf(unsupportedDigest, "Unsupported digestmod %s", v.TypeName())
	}
	a := named(s.S)
	if a == nil {
		return nil, t.Errorf(unsupportedDigest, "unsupported hash type %s", s.S)
	}
	return a, nil
}

// construct makes a hash object of data, which may be null.
func construct(t *object.Thread, a *algorithm, data object.Value) (object.Value, *object.Exception) {
	h := a.make()
	if !data.IsNull() {
		if err := update(t, h, data); err != nil {
			return object.Value{}, err
		}
	}
	return object.Value{O: &newHasher(t, a, h).Object}, nil
}

func pbkdf2HMAC(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	var null object.Value
	s, ok := object.AsStr(a[0])
	if !ok {
		return null, t.Errorf(object.TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %s", object.ArgTypeName(a[0]))
	}
	alg := named(s.S)
	if alg == nil {
		return null, t.Errorf(unsupportedDigest, "unsupported hash type %s", s.S)
	}
	password, err := object.BytesCopy(t, a[1])
	if err != nil {
		return null, err
	}
	salt, err := object.BytesCopy(t, a[2])
	if err != nil {
		return null, err
	}
	iterations, err := object.IndexInt(t, a[3], object.OverflowError)
	if err != nil {
		return null, err
	}
	if iterations < 1 {
		return null, t.Errorf(object.ValueError, "iteration value must be greater than 0.")
	}
	length := int64(alg.make().Size())
	if !a[4].IsNull() && !a[4].IsNone() {
		if length, err = object.IndexInt(t, a[4], object.OverflowError); err != nil {
			return null, err
		}
	}
	if length < 1 {
		return null, t.Errorf(object.ValueError, "key length must be greater than 0.")
	}
	key, bad := pbkdf2.Key(alg.make, password, []byte(salt), int(iterations), int(length))
	if bad != nil {
		return null, t.Errorf(object.ValueError, "%s", bad.Error())
	}
	return object.BytesOwned(key), nil
}

// scrypt is RFC 7914.
func scrypt(password, salt string, n, r, p, length int) ([]byte, error) {
	b, err := pbkdf2.Key(sha256.New, password, []byte(salt), 1, p*128*r)
	if err != nil {
		return nil, err
	}
	x := make([]uint32, 32*r)
	y := make([]uint32, 32*r)
	v := make([]uint32, 32*r*n)
	for i := range p {
		block := b[i*128*r : (i+1)*128*r]
		for k := range x {
			x[k] = binary.LittleEndian.Uint32(block[4*k:])
		}
		for k := range n {
			copy(v[k*32*r:], x)
			x, y = mixBlocks(x, y, r)
		}
		for range n {
			k := int(x[(2*r-1)*16]) & (n - 1)
			for q, w := range v[k*32*r : (k+1)*32*r] {
				x[q] ^= w
			}
			x, y = mixBlocks(x, y, r)
		}
		for k := range x {
			binary.LittleEndian.PutUint32(block[4*k:], x[k])
		}
	}
	return pbkdf2.Key(sha256.New, password, b, 1, length)
}

// mixBlocks mixes the blocks of x into y, and returns both with the result first.
func mixBlocks(x, y []uint32, r int) ([]uint32, []uint32) {
	var s [16]uint32
	copy(s[:], x[(2*r-1)*16:])
	for i := range 2 * r {
		for k := range s {
			s[k] ^= x[i*16+k]
		}
		salsa(&s)
		copy(y[(i/2+i%2*r)*16:], s[:])
	}
	return y, x
}

// salsa is the core of Salsa20 with eight rounds.
func salsa(s *[16]uint32) {
	w := *s
	quarter := func(a, b, c, d int) {
		w[b] ^= bits.RotateLeft32(w[a]+w[d], 7)
		w[c] ^= bits.RotateLeft32(w[b]+w[a], 9)
		w[d] ^= bits.RotateLeft32(w[c]+w[b], 13)
		w[a] ^= bits.RotateLeft32(w[d]+w[c], 18)
	}
	for range 4 {
		for i := range 4 {
			quarter(5*i, (5*i+4)%16, (5*i+8)%16, (5*i+12)%16)
		}
		for i := range 4 {
			quarter(5*i, 4*i+(i+1)%4, 4*i+(i+2)%4, 4*i+(i+3)%4)
		}
	}
	for i := range s {
		s[i] += w[i]
	}
}

func scryptFunc(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	var null object.Value
	password, err := object.BytesCopy(t, a[0])
	if err != nil {
		return null, err
	}
	if a[1].IsNull() || a[1].IsNone() {
		return null, t.Errorf(object.TypeError, "salt is required")
	}
	salt, err := object.BytesCopy(t, a[1])
	if err != nil {
		return null, err
	}
	var p [3]uint64
	for i, name := range []string{"n", "r", "p"} {
		v := a[2+i]
		if v.IsNull() || !v.Type().Is(object.FlagInt) {
			return null, t.Errorf(object.TypeError, "%s is required and must be an unsigned int", name)
		}
		n, err := object.IndexInt(t, v, object.OverflowError)
		if err != nil || n < 0 {
			return null, t.Errorf(object.TypeError, "%s is required and must be an unsigned int", name)
		}
		p[i] = uint64(n)
	}
	if p[0] < 2 || p[0]&(p[0]-1) != 0 {
		return null, t.Errorf(object.ValueError, "n must be a power of 2.")
	}
	memory, length := int64(0), int64(64)
	if !a[5].IsNull() {
		if memory, err = object.IndexInt(t, a[5], object.OverflowError); err != nil {
			return null, err
		}
	}
	if memory < 0 || memory > 1<<31-1 {
		return null, t.Errorf(object.ValueError, "maxmem must be positive and smaller than %d", 1<<31-1)
	}
	if !a[6].IsNull() {
		if length, err = object.IndexInt(t, a[6], object.OverflowError); err != nil {
			return null, err
		}
	}
	if length < 1 || length > 1<<31-1 {
		return null, t.Errorf(object.ValueError, "dklen must be greater than 0 and smaller than %d", 1<<31-1)
	}
	if memory == 0 {
		memory = 32 << 20
	}
	if p[0] > 1<<32 || p[1] < 1 || p[2] < 1 || p[1] > 1<<20 || p[2] > 1<<20 || p[1]*p[2] >= 1<<30 || 128*p[1]*(p[0]+p[2]+2) > uint64(memory) {
		return null, t.Errorf(object.ValueError, "Invalid parameter combination for n, r, p, maxmem.")
	}
	key, bad := scrypt(password, salt, int(p[0]), int(p[1]), int(p[2]), int(length))
	if bad != nil {
		return null, t.Errorf(object.ValueError, "%s", bad.Error())
	}
	return object.BytesOwned(key), nil
}

func hmacDigest(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	alg, err := digestArg(t, a[2])
	if err != nil {
		return object.Value{}, err
	}
	key, err := object.BytesCopy(t, a[0])
	if err != nil {
		return object.Value{}, err
	}
	msg, err := object.BytesView(t, a[1])
	if err != nil {
		return object.Value{}, err
	}
	h := hmac.New(func() hash.Hash { return alg.make() }, []byte(key))
	h.Write([]byte(msg))
	return object.BytesOwned(h.Sum(nil)), nil
}

func compareDigest(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	x, ok1 := object.AsStr(a[0])
	y, ok2 := object.AsStr(a[1])
	if ok1 && ok2 {
		if !x.IsASCII() || !y.IsASCII() {
			return object.Value{}, t.Errorf(object.TypeError, "comparing strings with non-ASCII characters is not supported")
		}
		return object.Bool(subtle.ConstantTimeCompare([]byte(x.S), []byte(y.S)) == 1), nil
	}
	if !object.IsBytesLike(a[0]) || !object.IsBytesLike(a[1]) {
		return object.Value{}, t.Errorf(object.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", a[0].TypeName(), a[1].TypeName())
	}
	b1, err := object.BytesCopy(t, a[0])
	if err != nil {
		return object.Value{}, err
	}
	b2, err := object.BytesCopy(t, a[1])
	if err != nil {
		return object.Value{}, err
	}
	return object.Bool(subtle.ConstantTimeCompare([]byte(b1), []byte(b2)) == 1), nil
}

func init() {
	object.RegisterModule("_hashlib", func(t *object.Thread) (*object.Module, *object.Exception) {
		m := object.NewModule(t, "_hashlib", "Hash functions by name, HMAC, PBKDF2 and scrypt.")
		m.AddType(t, hashType)
		m.AddType(t, unsupportedDigest)
		var names []object.Value
		var defs []object.Def
		for i := range algorithms {
			a := &algorithms[i]
			if a.module == "_sha3" {
				continue
			}
			names = append(names, object.NewStr(a.name))
			defs = append(defs, object.Def{Name: "openssl_" + a.name, Sig: "string=b'', *, usedforsecurity=True", Fn: func(t *object.Thread, args []object.Value) (object.Value, *object.Exception) {
				return construct(t, a, args[0])
			}, Doc: "Returns a " + a.name + " hash object; optionally initialized with a string"})
		}
		set, err := object.NewFrozenSet(t, names)
		if err != nil {
			return nil, err
		}
		m.Set(t, "openssl_md_meth_names", set.Value())
		m.AddFuncs(t, append(defs,
			object.Def{Name: "new", Sig: "name, string=b'', *, usedforsecurity=True", Fn: func(t *object.Thread, args []object.Value) (object.Value, *object.Exception) {
				s, ok := object.AsStr(args[0])
				if !ok {
					return object.Value{}, t.Errorf(object.TypeError, "name must be a string")
				}
				a := named(s.S)
				if a == nil {
					return object.Value{}, t.Errorf(object.ValueError, "unsupported hash type %s", s.S)
				}
				return construct(t, a, args[1])
			}},
			object.Def{Name: "pbkdf2_hmac", Sig: "hash_name, password, salt, iterations, dklen=None", Fn: pbkdf2HMAC},
			object.Def{Name: "scrypt", Sig: "password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64", Fn: scryptFunc},
			object.Def{Name: "hmac_digest", Sig: "key, msg, digest", Fn: hmacDigest, Doc: "Single-shot HMAC."},
			object.Def{Name: "hmac_new", Sig: "key, msg=b'', digestmod=None", Fn: func(t *object.Thread, args []object.Value) (object.Value, *object.Exception) {
				// The library's own HMAC serves.
				return object.Value{}, t.Errorf(unsupportedDigest, "Unsupported digestmod")
			}},
			object.Def{Name: "compare_digest", Sig: "a, b, /", Fn: compareDigest, Doc: "Return 'a == b'.\n\nThis function uses an approach designed to prevent timing analysis."},
			object.Def{Name: "get_fips_mode", Fn: func(t *object.Thread, args []object.Value) (object.Value, *object.Exception) {
				return object.Int(0), nil
			}},
		))
		return m, nil
	})
}
