// Package hash is the C half of Python's hashlib: modules _md5, _sha1, _sha256,
// _sha512 and _sha3, on Go's crypto packages.
package hash

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// algorithm is a hash function as Python names it.
type algorithm struct {
	module, name string
	make         func() hash.Hash
}

var algorithms = []algorithm{
	{"_md5", "md5", md5.New},
	{"_sha1", "sha1", sha1.New},
	{"_sha256", "sha256", sha256.New},
	{"_sha256", "sha224", sha256.New224},
	{"_sha512", "sha512", sha512.New},
	{"_sha512", "sha384", sha512.New384},
	{"_sha3", "sha3_224", func() hash.Hash { return sha3.New224() }},
	{"_sha3", "sha3_256", func() hash.Hash { return sha3.New256() }},
	{"_sha3", "sha3_384", func() hash.Hash { return sha3.New384() }},
	{"_sha3", "sha3_512", func() hash.Hash { return sha3.New512() }},
}

// hasher is a hash object. Its state is in a box, as update() changes it.
type hasher struct {
	object.Object
	alg   *algorithm
	Box   stm.Box
	first hashBody
}

type hashBody struct {
	stm.Body
	h hash.Hash
}

var hashKind = &stm.Kind{Name: "hash", Clone: func(b *stm.Body) *stm.Body {
	return &(&hashBody{h: clone((*hashBody)(unsafe.Pointer(b)).h)}).Body
}}

// clone copies the state of a hash; all of Go's own can be.
func clone(h hash.Hash) hash.Hash {
	c, err := h.(hash.Cloner).Clone()
	if err != nil {
		panic("BUG: a hash that cannot be copied: " + err.Error())
	}
	return c
}

var hashType = &object.Type{Name: "HASH", Module: "_hashlib", Flags: object.FlagNoBase | object.FlagNoNew}

func newHasher(t *object.Thread, a *algorithm, h hash.Hash) *hasher {
	x := &hasher{Object: object.Object{Typ: hashType.Ready()}, alg: a}
	x.first.Init(t.Stamp())
	x.first.h = h
	x.Box.Init(&x.first.Body)
	return x
}

func of(v object.Value) *hasher { return (*hasher)(unsafe.Pointer(v.O)) }

func (x *hasher) read(t *object.Thread) hash.Hash {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.Box, b)
	}
	return (*hashBody)(unsafe.Pointer(b)).h
}

func (x *hasher) write(t *object.Thread) hash.Hash {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&x.Box, b, hashKind)
	}
	return (*hashBody)(unsafe.Pointer(b)).h
}

// digest returns the digest of what was hashed so far. Sum leaves the state
// alone only as far as callers can tell, so it is given a copy.
func (x *hasher) digest(t *object.Thread) []byte { return clone(x.read(t)).Sum(nil) }

func hexValue(b []byte) object.Value { return object.NewStr(hex.EncodeToString(b)) }

// update hashes a bytes-like object.
func update(t *object.Thread, h io.Writer, v object.Value) *object.Exception {
	if v.Type().Is(object.FlagStr) {
		return t.Errorf(object.TypeError, "Strings must be encoded before hashing")
	}
	s, err := object.BytesView(t, v)
	if err != nil {
		return t.Errorf(object.TypeError, "object supporting the buffer API required")
	}
	h.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
	return nil
}

func init() {
	modules := map[string][]*algorithm{}
	for i := range algorithms {
		a := &algorithms[i]
		modules[a.module] = append(modules[a.module], a)
	}
	for name, algs := range modules {
		object.RegisterModule(name, func(t *object.Thread) (*object.Module, *object.Exception) {
			m := object.NewModule(t, name, "Hash functions.")
			for _, a := range algs {
				m.AddFuncs(t, []object.Def{{Name: a.name, Sig: "string=b'', *, usedforsecurity=True", Fn: func(t *object.Thread, args []object.Value) (object.Value, *object.Exception) {
					h := a.make()
					if !args[0].IsNull() {
						if err := update(t, h, args[0]); err != nil {
							return object.Value{}, err
						}
					}
					return object.Value{O: &newHasher(t, a, h).Object}, nil
				}}})
			}
			if name == "_sha3" {
				for _, typ := range shakes {
					m.AddType(t, typ)
				}
			}
			return m, nil
		})
	}
	hashType.Methods = []object.Def{
		{Name: "update", Sig: "obj, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.None, update(t, of(a[0]).write(t), a[1])
		}},
		{Name: "digest", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.NewBytes(string(of(a[0]).digest(t))), nil
		}},
		{Name: "hexdigest", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return hexValue(of(a[0]).digest(t)), nil
		}},
		{Name: "copy", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			x := of(a[0])
			return object.Value{O: &newHasher(t, x.alg, clone(x.read(t))).Object}, nil
		}},
	}
	number := func(name string, f func(h hash.Hash) int) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			return object.Int(int64(f(of(v).alg.make()))), nil
		}}
	}
	hashType.Getsets = []object.GetSet{
		number("digest_size", hash.Hash.Size), number("block_size", hash.Hash.BlockSize),
		{Name: "name", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			return object.NewStr(of(v).alg.name), nil
		}},
	}
	hashType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return object.NewStr(fmt.Sprintf("<%s %s object @ %#x>", of(v).alg.name, hashType.FullName(t), v.ID())), nil
	}
}
