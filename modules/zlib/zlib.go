// Package zlib is the built-in module zlib: package deflate in the frames of
// RFC 1950 and RFC 1952.
package zlib

import (
	"hash/crc32"

	"github.com/weftpy/weft/modules/compressor"
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// zlibError is zlib.error.
var zlibError = &object.Type{Name: "error", Module: "zlib", Base: object.ExceptionType,
	Flags: object.FlagException | object.FlagSameLayout}

// Numbers that stand for what went wrong, shown in messages.
const (
	needDict    = 2
	streamError = -2
	dataError   = -3
	bufError    = -5
)

// fail makes a zlib.error.
func fail(t *thread, number int, doing, what string) *exc {
	if what == "" {
		switch number {
		case streamError:
			what = "inconsistent stream state"
		case bufError:
			what = "incomplete or truncated stream"
		case dataError:
			what = "invalid input data"
		}
	}
	if what != "" {
		what = ": " + what
	}
	return t.Errorf(zlibError, "Error %d %s%s", number, doing, what)
}

// view returns the contents of a bytes-like argument, to be read before Python
// code runs.
// intArg returns an optional int argument.
func intArg(t *thread, v value, def int) (int, *exc) {
	if v.O == nil {
		return def, nil
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	if err == nil && n != int64(int32(n)) {
		err = t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), err
}

// sizeArg returns an optional argument that is a size.
func sizeArg(t *thread, v value, def int) (int, *exc) {
	if v.O == nil {
		return def, nil
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	return int(n), err
}

// adler continues a checksum of RFC 1950.
func adler(sum uint32, data []byte) uint32 {
	const (
		mod = 65521
		run = 5552 // bytes after which the sums may overflow
	)
	a, b := sum&0xffff, sum>>16
	for len(data) > 0 {
		n := min(len(data), run)
		for _, c := range data[:n] {
			a += uint32(c)
			b += a
		}
		a %= mod
		b %= mod
		data = data[n:]
	}
	return b<<16 | a
}

// checksum makes a function zlib.NAME(data, value).
func checksum(name string, start uint32, update func(sum uint32, data []byte) uint32, doc string) object.Def {
	return object.Def{Name: name, Sig: "data, value=" + string(rune('0'+start)) + ", /", Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		sum := start
		if a[1].O != nil {
			v, err := object.Index(t, a[1])
			if err != nil {
				return value{}, err
			}
			sum = uint32(v.N)
			if !v.IsSmallInt() {
				big := object.AsBig(v)
				sum = uint32(big.Bits()[0])
				if big.Sign() < 0 {
					sum = -sum
				}
			}
		}
		data, err := compressor.View(t, a[0])
		if err != nil {
			return value{}, err
		}
		return object.Int(int64(update(sum, data))), nil
	}}
}

func crc(sum uint32, data []byte) uint32 { return crc32.Update(sum, crc32.IEEETable, data) }

func init() {
	object.RegisterModule("zlib", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "zlib", "Compression and decompression of the formats zlib, gzip and raw deflate.\n\nThe windowBits say which: 8 to 15 zlib, 24 to 31 gzip, -8 to -15 raw; for decompression 40\nto 47 finds out whether it is zlib or gzip, and 0 takes what the zlib header says.")
		m.AddType(t, zlibError)
		compressType.Ready()
		decompressType.Ready()
		for name, n := range map[string]int64{
			"DEFLATED": 8, "DEF_BUF_SIZE": 16384, "DEF_MEM_LEVEL": 8, "MAX_WBITS": 15,
			"Z_NO_COMPRESSION": 0, "Z_BEST_SPEED": 1, "Z_BEST_COMPRESSION": 9, "Z_DEFAULT_COMPRESSION": -1,
			"Z_DEFAULT_STRATEGY": 0, "Z_FILTERED": 1, "Z_HUFFMAN_ONLY": 2, "Z_RLE": 3, "Z_FIXED": 4,
			"Z_NO_FLUSH": 0, "Z_PARTIAL_FLUSH": 1, "Z_SYNC_FLUSH": 2, "Z_FULL_FLUSH": 3, "Z_FINISH": 4, "Z_BLOCK": 5, "Z_TREES": 6,
		} {
			m.Set(t, name, object.Int(n))
		}
		for _, name := range []string{"ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"} {
			m.Set(t, name, object.NewStr("1.2.13"))
		}
		m.AddFuncs(t, []object.Def{
			{Name: "compress", Sig: "data, /, level=-1, wbits=15", Fn: compress, Doc: "Return the data compressed."},
			{Name: "decompress", Sig: "data, /, wbits=15, bufsize=16384", Fn: decompress, Doc: "Return what the data was before it was compressed."},
			{Name: "compressobj", Sig: "level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None", Fn: compressobj, Doc: "Return an object that compresses data piece by piece."},
			{Name: "decompressobj", Sig: "wbits=15, zdict=b''", Fn: decompressobj, Doc: "Return an object that decompresses data piece by piece."},
			checksum("crc32", 0, crc, "Continue the CRC-32 checksum of RFC 1952."),
			checksum("adler32", 1, adler, "Continue the Adler-32 checksum of RFC 1950."),
		})
		return m, nil
	})
}
