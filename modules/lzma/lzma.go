// Package lzma is the built-in module _lzma.
package lzma

import (
	"errors"
	"slices"

	"github.com/weftpy/weft/internal/lzma"
	"github.com/weftpy/weft/modules/compressor"
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// Containers as programs name them.
const (
	formatAuto = iota
	formatXZ
	formatAlone
	formatRaw
)

// Filters as programs name them.
const (
	filterDelta = 3
	filterLZMA2 = 0x21
	filterLZMA1 = 1<<62 + 1
)

// presetExtreme is a bit of presets that asks for more effort.
const presetExtreme = 1 << 31

var lzmaError = &object.Type{Name: "LZMAError", Module: "_lzma", Base: object.ExceptionType,
	Flags: object.FlagException | object.FlagSameLayout, Doc: "LZMA data or options are wrong."}

// unpacker is the state of an LZMADecompressor.
type unpacker struct {
	d         *lzma.Decompressor
	unused    string
	check     int64
	wantInput bool
	eof       bool
	broken    bool // an error was found
}

var (
	compressorType = &object.Type{Name: "LZMACompressor", Doc: "Compresses data that comes in pieces, in one of the formats of LZMA.", Module: "_lzma", Flags: object.FlagNoBase}

	decompressorType = &object.Type{Name: "LZMADecompressor", Doc: "Decompresses LZMA data that comes in pieces.", Module: "_lzma", Flags: object.FlagNoBase}
	decompressorKind = object.NewKind("LZMADecompressor", func(u *unpacker) { u.d = u.d.Clone() })
)

func badOptions(t *thread) *exc { return t.Errorf(lzmaError, "Invalid or unsupported options") }

// preset returns the options of a preset.
func preset(t *thread, n int64) (lzma.Options, *exc) {
	level := n &^ presetExtreme
	if level < 0 || level > 9 {
		return lzma.Options{}, badOptions(t)
	}
	o := lzma.Preset(int(level))
	if n&presetExtreme != 0 {
		o.Nice, o.Depth = 273, 512
	}
	return o, nil
}

// chain is a filter chain: LZMA1 or LZMA2, perhaps with a delta filter before.
type chain struct {
	options lzma.Options
	id      int64 // of the last filter
	delta   int
}

// filterArg reads one filter specifier.
func (c *chain) filterArg(t *thread, v value) *exc {
	if v.O.Typ.Slots.GetItem == nil || v.O.Typ.Is(object.FlagStr) {
		return t.Errorf(object.TypeError, "Filter specifier must be a dict or dict-like object")
	}
	get := func(name string, def int64) (int64, *exc) {
		x, err := object.GetItem(t, v, object.NewStr(name))
		if err != nil {
			if err.Matches(object.KeyError) {
				return def, nil
			}
			return 0, err
		}
		return object.IndexInt(t, x, object.OverflowError)
	}
	id, err := get("id", -1)
	if err != nil {
		return err
	}
	if id == -1 {
		return t.Errorf(object.ValueError, "Filter specifier must have an \"id\" entry")
	}
	c.id = id
	switch id {
	case filterDelta:
		n, err := get("dist", 1)
		if err != nil {
			return err
		}
		if n < 1 || n > 256 || c.delta != 0 {
			return badOptions(t)
		}
		c.delta = int(n)
		return nil
	case filterLZMA1, filterLZMA2:
	default:
		if id >= 4 && id <= 9 {
			// The filters for machine code are not there.
			return badOptions(t)
		}
		return t.Errorf(object.ValueError, "Invalid filter ID: %d", id)
	}
	if d, ok := object.AsDict(v); ok {
		for _, k := range d.Keys(t) {
			s, ok := object.AsStr(k)
			if !ok || !slices.Contains([]string{"id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"}, s.S) {
				return t.Errorf(object.ValueError, "Invalid filter specifier for LZMA filter")
			}
		}
	}
	level, err := get("preset", 6)
	if err != nil {
		return err
	}
	if c.options, err = preset(t, level); err != nil {
		return err
	}
	o := &c.options
	for _, f := range []struct {
		name string
		max  int64
		def  int64
		set  func(n int64)
	}{
		{"dict_size", 1<<32 - 1, int64(o.DictSize), func(n int64) { o.DictSize = uint32(n) }},
		{"lc", 4, int64(o.LC), func(n int64) { o.LC = uint(n) }},
		{"lp", 4, int64(o.LP), func(n int64) { o.LP = uint(n) }},
		{"pb", 4, int64(o.PB), func(n int64) { o.PB = uint(n) }},
		{"nice_len", 273, int64(o.Nice), func(n int64) { o.Nice = int(max(n, 3)) }},
		{"depth", 1<<31 - 1, 0, func(n int64) {
			if n > 0 {
				o.Depth = int(n)
			}
		}},
	} {
		n, err := get(f.name, f.def)
		if err != nil {
			return err
		}
		if n < 0 || n > f.max {
			return badOptions(t)
		}
		f.set(n)
	}
	if o.LC+o.LP > 4 || o.DictSize < 4096 {
		return badOptions(t)
	}
	return nil
}

// chainArg reads a filter chain.
func chainArg(t *thread, v value) (c chain, err *exc) {
	items, err := object.Collect(t, v)
	if err != nil {
		return c, err
	}
	if len(items) == 0 || len(items) > 4 {
		return c, badOptions(t)
	}
	for i, x := range items {
		if err := c.filterArg(t, x); err != nil {
			return c, err
		}
		if (c.id == filterDelta) != (i < len(items)-1) {
			return c, badOptions(t)
		}
	}
	return c, nil
}

func intArg(t *thread, v value, def int64) (int64, *exc) {
	if v.O == nil {
		return def, nil
	}
	return object.IndexInt(t, v, object.OverflowError)
}

func newCompressor(t *thread, a []value) (value, *exc) {
	format, err := intArg(t, a[1], formatXZ)
	if err != nil {
		return value{}, err
	}
	check, err := intArg(t, a[2], -1)
	if err != nil {
		return value{}, err
	}
	hasPreset, hasFilters := a[3].O != nil && !a[3].IsNone(), a[4].O != nil && !a[4].IsNone()
	switch {
	case hasPreset && hasFilters:
		return value{}, t.Errorf(object.ValueError, "Cannot specify both preset and filter chain")
	case format != formatXZ && check != -1 && check != 0:
		return value{}, t.Errorf(object.ValueError, "Integrity checks are only supported by FORMAT_XZ")
	}
	c := chain{id: filterLZMA2}
	if format == formatAlone {
		c.id = filterLZMA1
	}
	if hasFilters {
		if c, err = chainArg(t, a[4]); err != nil {
			return value{}, err
		}
	} else {
		level := int64(6)
		if hasPreset {
			if level, err = object.IndexInt(t, a[3], object.OverflowError); err != nil {
				return value{}, err
			}
		}
		if c.options, err = preset(t, level); err != nil {
			return value{}, err
		}
	}
	kind := lzma.XZ
	switch format {
	case formatXZ:
		if c.id != filterLZMA2 {
			return value{}, badOptions(t)
		}
		if check == -1 {
			check = int64(lzma.CheckCRC64)
		}
		if check < 0 || check > 15 {
			return value{}, t.Errorf(lzmaError, "Internal error")
		}
		if _, ok := lzma.Check(check).Size(); !ok {
			return value{}, t.Errorf(lzmaError, "Unsupported integrity check")
		}
	case formatAlone:
		kind, check = lzma.Alone, 0
		if c.id != filterLZMA1 || c.delta != 0 {
			return value{}, t.Errorf(object.ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter")
		}
	case formatRaw:
		if !hasFilters {
			return value{}, t.Errorf(object.ValueError, "Must specify filters for FORMAT_RAW")
		}
		kind, check = lzma.Raw2, 0
		if c.id == filterLZMA1 {
			kind = lzma.Raw1
		}
	default:
		return value{}, t.Errorf(object.ValueError, "Invalid container format: %d", format)
	}
	typ, _ := object.AsType(a[0])
	return compressor.New(t, typ, lzma.New(kind, lzma.Check(check), c.options, c.delta)), nil
}

func newDecompressor(t *thread, a []value) (value, *exc) {
	format, err := intArg(t, a[1], formatAuto)
	if err != nil {
		return value{}, err
	}
	hasLimit, hasFilters := a[2].O != nil && !a[2].IsNone(), a[3].O != nil && !a[3].IsNone()
	limit := int64(0)
	if hasLimit {
		if format == formatRaw {
			return value{}, t.Errorf(object.ValueError, "Cannot specify memory limit with FORMAT_RAW")
		}
		if limit, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	switch {
	case format == formatRaw && !hasFilters:
		return value{}, t.Errorf(object.ValueError, "Must specify filters for FORMAT_RAW")
	case format != formatRaw && hasFilters:
		return value{}, t.Errorf(object.ValueError, "Cannot specify filters except with FORMAT_RAW")
	}
	u := unpacker{wantInput: true, check: 16}
	switch format {
	case formatAuto:
		u.d = lzma.NewDecompressor(lzma.XZ, true)
	case formatXZ:
		u.d = lzma.NewDecompressor(lzma.XZ, false)
	case formatAlone:
		u.d, u.check = lzma.NewDecompressor(lzma.Alone, false), 0
	case formatRaw:
		c, err := chainArg(t, a[3])
		if err != nil {
			return value{}, err
		}
		kind := lzma.Raw2
		if c.id == filterLZMA1 {
			kind = lzma.Raw1
		}
		u.d, u.check = lzma.NewRaw(kind, c.options, c.delta), 0
	default:
		return value{}, t.Errorf(object.ValueError, "Invalid container format: %d", format)
	}
	if hasLimit {
		u.d.Limit = uint64(max(limit, 1))
	}
	typ, _ := object.AsType(a[0])
	return object.NewBoxed(t, typ, u).Value(), nil
}

func decompress(t *thread, a []value) (value, *exc) {
	limit, err := intArg(t, a[2], -1)
	if err != nil {
		return value{}, err
	}
	data, err := compressor.View(t, a[1])
	if err != nil {
		return value{}, err
	}
	u := object.BoxedOf[unpacker](a[0]).Write(t, decompressorKind)
	if u.eof {
		return value{}, t.Errorf(object.EOFError, "Already at end of stream")
	}
	if u.broken {
		return value{}, t.Errorf(lzmaError, "Corrupt input data")
	}
	u.d.In = append(u.d.In[:len(u.d.In):len(u.d.In)], data...)
	out, bad := u.d.Read(int(max(limit, -1)))
	u.broken = bad != nil
	switch {
	case errors.Is(bad, lzma.ErrFormat):
		return value{}, t.Errorf(lzmaError, "Input format not supported by decoder")
	case errors.Is(bad, lzma.ErrOptions):
		return value{}, badOptions(t)
	case errors.Is(bad, lzma.ErrMemory):
		return value{}, t.Errorf(lzmaError, "Memory usage limit exceeded")
	case bad != nil:
		return value{}, t.Errorf(lzmaError, "Corrupt input data")
	}
	u.wantInput = false
	if u.check == 16 && u.d.Started() {
		u.check = int64(u.d.Check)
	}
	switch {
	case u.d.Done():
		u.eof = true
		u.unused, u.d.In = string(u.d.In), nil
	case !u.d.Pending() && (limit < 0 || int64(len(out)) < limit):
		u.wantInput = true
	}
	return object.BytesOwned(out), nil
}

// encodeProps is _encode_filter_properties(filter).
func encodeProps(t *thread, a []value) (value, *exc) {
	var c chain
	if err := c.filterArg(t, a[0]); err != nil {
		return value{}, err
	}
	o := c.options
	switch c.id {
	case filterDelta:
		return object.BytesOwned([]byte{byte(c.delta - 1)}), nil
	case filterLZMA2:
		return object.BytesOwned([]byte{lzma.DictByte(o.DictSize)}), nil
	}
	n := o.DictSize
	return object.BytesOwned([]byte{byte((o.PB*5+o.LP)*9 + o.LC), byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}), nil
}

// decodeProps is _decode_filter_properties(id, props).
func decodeProps(t *thread, a []value) (value, *exc) {
	id, err := object.IndexInt(t, a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	b, err := compressor.View(t, a[1])
	if err != nil {
		return value{}, err
	}
	d := object.NewDict(t)
	set := func(name string, n int64) { d.SetStr(t, object.Intern(name), object.Int(n)) }
	set("id", id)
	switch {
	case id == filterLZMA2 && len(b) == 1 && b[0] <= 40:
		size := int64(2|b[0]&1) << (b[0]/2 + 11)
		if b[0] == 40 {
			size = 1<<32 - 1
		}
		set("dict_size", size)
	case id == filterDelta && len(b) == 1:
		set("dist", int64(b[0])+1)
	case id == filterLZMA1 && len(b) == 5 && b[0] < 225:
		set("lc", int64(b[0]%9))
		set("lp", int64(b[0]/9%5))
		set("pb", int64(b[0]/45))
		set("dict_size", int64(b[1])|int64(b[2])<<8|int64(b[3])<<16|int64(b[4])<<24)
	default:
		return value{}, badOptions(t)
	}
	return d.Value(), nil
}

func init() {
	constructor := func(typ *object.Type, sig string, fn func(t *thread, a []value) (value, *exc)) {
		f := &object.Func{Name: typ.Name, Type: typ, Sig: sig, Fn: fn}
		typ.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
			return f.CallWith(t, append([]value{typ.Value()}, args...), kwnames)
		}
	}
	constructor(compressorType, "format=1, check=-1, preset=None, filters=None", newCompressor)
	constructor(decompressorType, "format=0, memlimit=None, filters=None", newDecompressor)
	compressorType.Methods = compressor.Methods[*lzma.Compressor](compressorType.Name)
	decompressorType.Methods = []object.Def{
		{Name: "decompress", Sig: "data, max_length=-1", Fn: decompress},
	}
	member := func(name, doc string, get func(u *unpacker) value) object.GetSet {
		return object.GetSet{Name: name, Doc: doc, Member: true, Get: func(t *thread, v value) (value, *exc) {
			return get(object.BoxedOf[unpacker](v).Read(t)), nil
		}}
	}
	decompressorType.Getsets = []object.GetSet{
		member("check", "", func(u *unpacker) value { return object.Int(u.check) }),
		member("eof", "", func(u *unpacker) value { return object.Bool(u.eof) }),
		member("needs_input", "", func(u *unpacker) value { return object.Bool(u.wantInput) }),
		member("unused_data", "", func(u *unpacker) value { return object.NewBytes(u.unused) }),
	}
	object.RegisterModule("_lzma", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_lzma", "")
		m.AddType(t, compressorType)
		m.AddType(t, decompressorType)
		m.AddType(t, lzmaError)
		for name, n := range map[string]int64{
			"FORMAT_AUTO": formatAuto, "FORMAT_XZ": formatXZ, "FORMAT_ALONE": formatAlone, "FORMAT_RAW": formatRaw,
			"CHECK_NONE": 0, "CHECK_CRC32": 1, "CHECK_CRC64": 4, "CHECK_SHA256": 10, "CHECK_ID_MAX": 15, "CHECK_UNKNOWN": 16,
			"FILTER_LZMA1": filterLZMA1, "FILTER_LZMA2": filterLZMA2, "FILTER_DELTA": filterDelta, "FILTER_X86": 4, "FILTER_POWERPC": 5,
			"FILTER_IA64": 6, "FILTER_ARM": 7, "FILTER_ARMTHUMB": 8, "FILTER_SPARC": 9,
			"MF_HC3": 3, "MF_HC4": 4, "MF_BT2": 0x12, "MF_BT3": 0x13, "MF_BT4": 0x14, "MODE_FAST": 1, "MODE_NORMAL": 2,
			"PRESET_DEFAULT": 6, "PRESET_EXTREME": presetExtreme,
		} {
			m.Set(t, name, object.Int(n))
		}
		m.AddFuncs(t, []object.Def{
			{Name: "is_check_supported", Sig: "check_id, /", Fn: func(t *thread, a []value) (value, *exc) {
				n, err := object.IndexInt(t, a[0], object.OverflowError)
				if err != nil || n < 0 || n > 15 {
					return object.False, err
				}
				_, ok := lzma.Check(n).Size()
				return object.Bool(ok), nil
			}},
			{Name: "_encode_filter_properties", Sig: "filter, /", Fn: encodeProps},
			{Name: "_decode_filter_properties", Sig: "filter_id, encoded_props, /", Fn: decodeProps, Doc: "Return a dict describing a filter with ID *filter_id*, and options (properties) decoded from the bytes object *encoded_props*."},
		})
		return m, nil
	})
}
