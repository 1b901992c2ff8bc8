// Package binascii is the module of that name: binary data as text, and checksums.
package binascii

import (
	"fmt"
	"hash/crc32"
	"strings"

	"github.com/weftpy/weft/object"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

var null = value{}

// Error and Incomplete are the exceptions of the module.
var (
	Error      = &object.Type{Name: "Error", Module: "binascii", Base: object.ValueError, Flags: object.FlagException | object.FlagSameLayout}
	Incomplete = &object.Type{Name: "Incomplete", Module: "binascii", Base: object.ExceptionType, Flags: object.FlagException | object.FlagSameLayout}
)

func init() {
	object.RegisterModule("binascii", func(t *thread) (*object.Module, *exception) {
		m := object.NewModule(t, "binascii", "Bytes written in letters and digits, and checksums.")
		m.AddType(t, Error)
		m.AddType(t, Incomplete)
		m.AddFuncs(t, funcs)
		return m, nil
	})
}

// ascii returns the bytes of an argument that is bytes-like or an ASCII str.
func ascii(t *thread, v value) (string, *exception) {
	if s, ok := object.AsStr(v); ok {
		if !s.IsASCII() {
			return "", t.Errorf(object.ValueError, "string argument should contain only ASCII characters")
		}
		return s.S, nil
	}
	if !object.IsBytesLike(v) {
		return "", t.Errorf(object.TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", v.TypeName())
	}
	return object.BytesView(t, v)
}

// flag returns an optional argument's truth.
func flag(t *thread, v value, def bool) (bool, *exception) {
	if v.O == nil {
		return def, nil
	}
	return object.Truth(t, v)
}

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

var base64Values = func() (v [256]int8) {
	for i := range v {
		v[i] = -1
	}
	for i := range len(base64Letters) {
		v[base64Letters[i]] = int8(i)
	}
	return
}()

// decodeBase64 skips what is not of the alphabet, unless strict is set. The error
// is "" for success.
func decodeBase64(s string, strict bool) (b []byte, problem string) {
	b = make([]byte, 0, len(s)/4*3+3)
	if strict && s != "" && s[0] == '=' {
		return nil, "Leading padding not allowed"
	}
	quad, pads := 0, 0
	padding := false
	var left byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '=' {
			padding = true
			if quad >= 2 {
				if pads++; quad+pads >= 4 {
					// The end, whatever follows.
					if strict && i+1 < len(s) {
						return nil, "Excess data after padding"
					}
					return b, ""
				}
			}
			continue
		}
		v := base64Values[c]
		if v < 0 {
			if strict {
				return nil, "Only base64 data is allowed"
			}
			continue
		}
		if strict && padding {
			return nil, "Discontinuous padding not allowed"
		}
		pads = 0
		switch quad {
		case 0:
			left = byte(v)
		case 1:
			b = append(b, left<<2|byte(v)>>4)
			left = byte(v) & 15
		case 2:
			b = append(b, left<<4|byte(v)>>2)
			left = byte(v) & 3
		case 3:
			b = append(b, left<<6|byte(v))
		}
		quad = (quad + 1) & 3
	}
	switch quad {
	case 0:
		return b, ""
	case 1:
		return nil, fmt.Sprintf("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(b)/3*4+1)
	}
	return nil, "Incorrect padding"
}

func encodeBase64(s string) []byte {
	b := make([]byte, 0, (len(s)+2)/3*4+1)
	for len(s) >= 3 {
		n := uint(s[0])<<16 | uint(s[1])<<8 | uint(s[2])
		b = append(b, base64Letters[n>>18], base64Letters[n>>12&63], base64Letters[n>>6&63], base64Letters[n&63])
		s = s[3:]
	}
	switch len(s) {
	case 1:
		b = append(b, base64Letters[s[0]>>2], base64Letters[s[0]&3<<4], '=', '=')
	case 2:
		b = append(b, base64Letters[s[0]>>2], base64Letters[s[0]&3<<4|s[1]>>4], base64Letters[s[1]&15<<2], '=')
	}
	return b
}

// crcHqx continues the CRC-CCITT crc with s.
func crcHqx(s string, crc uint16) uint16 {
	for i := 0; i < len(s); i++ {
		crc ^= uint16(s[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}

// decodeUU decodes a line of uuencoded data.
func decodeUU(t *thread, s string) ([]byte, *exception) {
	n := 32 // as if the line began with a null character
	if s != "" {
		n = int(s[0]-' ') & 63
		s = s[1:]
	}
	b := make([]byte, 0, n)
	bits, have := uint(0), 0
	for len(b) < n {
		c := byte(' ')
		if s != "" {
			c, s = s[0], s[1:]
		}
		switch {
		case c == '\n' || c == '\r':
			c = 0 // trailing spaces were cut off
		case c < ' ' || c > ' '+64:
			return nil, t.Errorf(Error, "Illegal char")
		default:
			c = (c - ' ') & 63
		}
		bits, have = bits<<6|uint(c), have+6
		if have >= 8 {
			have -= 8
			b = append(b, byte(bits>>have))
		}
	}
	for ; s != ""; s = s[1:] {
		// A grave accent may fill up the last group.
		if c := s[0]; c != ' ' && c != ' '+64 && c != '\n' && c != '\r' {
			return nil, t.Errorf(Error, "Trailing garbage")
		}
	}
	return b, nil
}

func encodeUU(s string, backtick bool) []byte {
	letter := func(n byte) byte {
		if n &= 63; n == 0 && backtick {
			return '`'
		}
		return n + ' '
	}
	b := []byte{letter(byte(len(s)))}
	for ; s != ""; s = s[min(3, len(s)):] {
		var x [3]byte
		copy(x[:], s)
		b = append(b, letter(x[0]>>2), letter(x[0]<<4|x[1]>>4), letter(x[1]<<2|x[2]>>6), letter(x[2]))
	}
	return append(b, '\n')
}

// decodeQP decodes quoted-printable text; in headers _ stands for a space.
func decodeQP(s string, header bool) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '=':
			i++
			switch {
			case i >= len(s):
			case s[i] == '\n' || s[i] == '\r': // soft line break
				for i < len(s) && s[i] != '\n' {
					i++
				}
				i = min(i+1, len(s))
			case s[i] == '=': // broken, as some make it
				b = append(b, '=')
				i++
			case i+1 < len(s) && hex(s[i]) >= 0 && hex(s[i+1]) >= 0:
				b = append(b, byte(hex(s[i])<<4|hex(s[i+1])))
				i += 2
			default:
				b = append(b, '=')
			}
		case header && c == '_':
			b = append(b, ' ')
			i++
		default:
			b = append(b, c)
			i++
		}
	}
	return b
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

const upperHex = "0123456789ABCDEF"

// encodeQP encodes quoted-printable text in lines of at most 76 characters.
func encodeQP(s string, quotetabs, istext, header bool) []byte {
	const maxLine = 76
	// Line ends are those of the text's first line.
	eol := "\n"
	if i := strings.IndexByte(s, '\n'); i > 0 && s[i-1] == '\r' {
		eol = "\r\n"
	}
	b := make([]byte, 0, len(s)*2)
	line := 0
	soft := func(n int) {
		if line+n >= maxLine {
			b = append(append(b, '='), eol...)
			line = 0
		}
	}
	for i := 0; i < len(s); {
		c := s[i]
		last := i+1 == len(s)
		quote := c > 126 || c == '=' || header && c == '_' ||
			c == '.' && line == 0 && (last || s[i+1] == '\n' || s[i+1] == '\r' || s[i+1] == 0) ||
			!istext && (c == '\r' || c == '\n') ||
			(c == '\t' || c == ' ') && last ||
			c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ' ||
			c < 33 && c != '\r' && c != '\n' && (quotetabs || !quotetabs && (c != '\t' && c != ' '))
		if quote {
			soft(3)
			b = append(b, '=', upperHex[c>>4], upperHex[c&15])
			line += 3
			i++
			continue
		}
		if istext && (c == '\n' || c == '\r' && !last && s[i+1] == '\n') {
			line = 0
			// Spaces at the end of a line would get lost.
			if n := len(b); n > 0 && (b[n-1] == ' ' || b[n-1] == '\t') {
				w := b[n-1]
				b = append(b[:n-1], '=', upperHex[w>>4], upperHex[w&15])
			}
			b = append(b, eol...)
			if c == '\r' {
				i++
			}
			i++
			continue
		}
		if !last && s[i+1] != '\n' {
			soft(1)
		}
		line++
		if header && c == ' ' {
			c = '_'
		}
		b = append(b, c)
		i++
	}
	return b
}

var funcs = []object.Def{
	{Name: "a2b_base64", Sig: "data, /, *, strict_mode=False", Fn: func(t *thread, a args) (value, *exception) {
		s, err := ascii(t, a[0])
		if err != nil {
			return null, err
		}
		strict, err := flag(t, a[1], false)
		if err != nil {
			return null, err
		}
		b, problem := decodeBase64(s, strict)
		if problem != "" {
			return null, t.Errorf(Error, "%s", problem)
		}
		return object.BytesOwned(b), nil
	}},
	{Name: "b2a_base64", Sig: "data, /, *, newline=True", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		newline, err := flag(t, a[1], true)
		if err != nil {
			return null, err
		}
		b := encodeBase64(s)
		if newline {
			b = append(b, '\n')
		}
		return object.BytesOwned(b), nil
	}},
	hexlify("hexlify"), hexlify("b2a_hex"), unhexlify("unhexlify"), unhexlify("a2b_hex"),
	{Name: "crc32", Sig: "data, crc=0, /", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		crc, err := mask(t, a[1])
		if err != nil {
			return null, err
		}
		return object.Int(int64(crc32.Update(uint32(crc), crc32.IEEETable, []byte(s)))), nil
	}},
	{Name: "crc_hqx", Sig: "data, crc, /", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		crc, err := mask(t, a[1])
		if err != nil {
			return null, err
		}
		return object.Int(int64(crcHqx(s, uint16(crc)))), nil
	}},
	{Name: "a2b_uu", Sig: "data, /", Fn: func(t *thread, a args) (value, *exception) {
		s, err := ascii(t, a[0])
		if err != nil {
			return null, err
		}
		b, err := decodeUU(t, s)
		return object.BytesOwned(b), err
	}},
	{Name: "b2a_uu", Sig: "data, /, *, backtick=False", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		backtick, err := flag(t, a[1], false)
		if err != nil {
			return null, err
		}
		if len(s) > 45 {
			return null, t.Errorf(Error, "At most 45 bytes at once")
		}
		return object.BytesOwned(encodeUU(s, backtick)), nil
	}},
	{Name: "a2b_qp", Sig: "data, header=False", Fn: func(t *thread, a args) (value, *exception) {
		s, err := ascii(t, a[0])
		if err != nil {
			return null, err
		}
		header, err := flag(t, a[1], false)
		return object.BytesOwned(decodeQP(s, header)), err
	}},
	{Name: "b2a_qp", Sig: "data, quotetabs=False, istext=True, header=False", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		var opts [3]bool
		for i, def := range []bool{false, true, false} {
			if opts[i], err = flag(t, a[1+i], def); err != nil {
				return null, err
			}
		}
		return object.BytesOwned(encodeQP(s, opts[0], opts[1], opts[2])), nil
	}},
}

// mask returns the low 32 bits of an int.
func mask(t *thread, v value) (uint64, *exception) {
	if v.O == nil {
		return 0, nil
	}
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big == nil {
		return uint64(n), nil
	}
	low := uint64(0)
	if w := big.Bits(); len(w) > 0 {
		low = uint64(w[0])
	}
	if big.Sign() < 0 {
		low = -low
	}
	return low, nil
}

func hexlify(name string) object.Def {
	return object.Def{Name: name, Sig: "data, sep=<unrepresentable>, bytes_per_sep=1", Fn: func(t *thread, a args) (value, *exception) {
		s, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		r, err := object.HexText(t, s, a[1], a[2])
		return object.NewBytes(r), err
	}}
}

func unhexlify(name string) object.Def {
	return object.Def{Name: name, Sig: "hexstr, /", Fn: func(t *thread, a args) (value, *exception) {
		s, err := ascii(t, a[0])
		if err != nil {
			return null, err
		}
		if len(s)%2 != 0 {
			return null, t.Errorf(Error, "Odd-length string")
		}
		b := make([]byte, len(s)/2)
		for i := range b {
			hi, lo := hex(s[2*i]), hex(s[2*i+1])
			if hi < 0 || lo < 0 {
				return null, t.Errorf(Error, "Non-hexadecimal digit found")
			}
			b[i] = byte(hi<<4 | lo)
		}
		return object.BytesOwned(b), nil
	}}
}
