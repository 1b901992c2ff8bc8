// Package bz2 is the built-in module _bz2.
package bz2

import (
	"github.com/weftpy/weft/internal/bzip2"
	"github.com/weftpy/weft/modules/compressor"
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// unpacker is the state of a BZ2Decompressor.
type unpacker struct {
	d         *bzip2.Decompressor
	unused    string
	wantInput bool
}

var (
	compressorType = &object.Type{Name: "BZ2Compressor", Doc: "Compresses data that comes in pieces, in bzip2 format.", Module: "_bz2", Flags: object.FlagNoBase}

	decompressorType = &object.Type{Name: "BZ2Decompressor", Doc: "Decompresses bzip2 data that comes in pieces.", Module: "_bz2", Flags: object.FlagNoBase}
	decompressorKind = object.NewKind("BZ2Decompressor", func(u *unpacker) { u.d = u.d.Clone() })
)

func unpackerOf(t *thread, v value) *unpacker {
	return object.BoxedOf[unpacker](v).Write(t, decompressorKind)
}

func decompress(t *thread, a []value) (value, *exc) {
	limit := int64(-1)
	if a[2].O != nil {
		var err *exc
		if limit, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	data, err := compressor.View(t, a[1])
	if err != nil {
		return value{}, err
	}
	u := unpackerOf(t, a[0])
	if u.d.Done() {
		return value{}, t.Errorf(object.EOFError, "End of stream already reached")
	}
	u.d.In = append(u.d.In[:len(u.d.In):len(u.d.In)], data...)
	out, bad := u.d.Read(int(max(limit, -1)))
	if bad != nil {
		return value{}, t.Errorf(object.OSError, "Invalid data stream")
	}
	u.wantInput = false
	if u.d.Done() {
		u.unused, u.d.In = string(u.d.In), nil
	} else if len(u.d.In) == 0 && (limit < 0 || int64(len(out)) < limit) {
		u.wantInput = true
	}
	return object.BytesOwned(out), nil
}

func init() {
	compressorType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if err := object.Positional(t, "BZ2Compressor", args, kwnames, 0, 1); err != nil {
			return value{}, err
		}
		level := int64(9)
		if len(args) > 0 {
			var err *exc
			if level, err = object.IndexInt(t, args[0], object.OverflowError); err != nil {
				return value{}, err
			}
		}
		if level < 1 || level > 9 {
			return value{}, t.Errorf(object.ValueError, "compresslevel must be between 1 and 9")
		}
		return compressor.New(t, typ, bzip2.New(int(level))), nil
	}
	compressorType.Methods = compressor.Methods[*bzip2.Compressor](compressorType.Name)
	decompressorType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if len(args) > 0 {
			what := "positional"
			if len(kwnames) > 0 {
				what = "keyword"
			}
			return value{}, t.Errorf(object.TypeError, "BZ2Decompressor() takes no %s arguments", what)
		}
		return object.NewBoxed(t, typ, unpacker{d: bzip2.NewDecompressor(), wantInput: true}).Value(), nil
	}
	decompressorType.Methods = []object.Def{
		{Name: "decompress", Sig: "data, max_length=-1", Fn: decompress},
	}
	member := func(name, doc string, get func(u *unpacker) value) object.GetSet {
		return object.GetSet{Name: name, Doc: doc, Member: true, Get: func(t *thread, v value) (value, *exc) {
			return get(object.BoxedOf[unpacker](v).Read(t)), nil
		}}
	}
	decompressorType.Getsets = []object.GetSet{
		member("eof", "", func(u *unpacker) value { return object.Bool(u.d.Done()) }),
		member("unused_data", "", func(u *unpacker) value { return object.NewBytes(u.unused) }),
		member("needs_input", "", func(u *unpacker) value { return object.Bool(u.wantInput) }),
	}
	object.RegisterModule("_bz2", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_bz2", "")
		m.AddType(t, compressorType)
		m.AddType(t, decompressorType)
		return m, nil
	})
}
