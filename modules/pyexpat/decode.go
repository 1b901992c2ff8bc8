package pyexpat

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/weftpy/weft/object"
)

// decoder turns the bytes of a document into UTF-8, once it is known what they
// are: by a byte order mark, by what the program says, or by the declaration in
// the document itself.
type decoder struct {
	forced  string // the encoding that the program names
	raw     []byte // not decoded yet
	decided bool
	width   int        // of a unit: 1 or 2
	big     bool       // of two bytes the first is the higher
	table   *[256]rune // of a one-byte encoding other than UTF-8
}

// feed adds bytes and returns what they are as text, as far as that is known.
func (d *decoder) feed(t *thread, data string, final bool) (string, code, *exc) {
	d.raw = append(d.raw, data...)
	if !d.decided {
		c, err := d.decide(t, final)
		if c != 0 || err != nil || !d.decided {
			return "", c, err
		}
	}
	if d.width == 2 {
		return d.units(), 0, nil
	}
	raw := d.raw
	d.raw = nil
	if d.table == nil {
		return string(raw), 0, nil
	}
	var b strings.Builder
	for _, c := range raw {
		if r := d.table[c]; r >= 0 {
			b.WriteRune(r)
		} else {
			b.WriteByte(0xff) // no character: found to be invalid when it is looked at
		}
	}
	return b.String(), 0, nil
}

// units decodes UTF-16.
func (d *decoder) units() string {
	var b strings.Builder
	unit := func(i int) rune {
		if d.big {
			return rune(d.raw[i])<<8 | rune(d.raw[i+1])
		}
		return rune(d.raw[i+1])<<8 | rune(d.raw[i])
	}
	i := 0
	for ; i+1 < len(d.raw); i += 2 {
		u := unit(i)
		if utf16.IsSurrogate(u) {
			if i+3 >= len(d.raw) {
				break
			}
			r := utf16.DecodeRune(u, unit(i+2))
			if r == utf8.RuneError {
				b.WriteByte(0xff)
				continue
			}
			i += 2
			u = r
		}
		b.WriteRune(u)
	}
	d.raw = d.raw[i:]
	return b.String()
}

// decide finds out the encoding, if there is enough to tell.
func (d *decoder) decide(t *thread, final bool) (code, *exc) {
	raw := string(d.raw)
	if len(raw) < 4 && !final {
		return 0, nil
	}
	d.width = 1
	switch {
	case strings.HasPrefix(raw, "\xef\xbb\xbf"):
		d.raw = d.raw[3:]
	case strings.HasPrefix(raw, "\xfe\xff"):
		d.raw, d.width, d.big, d.decided = d.raw[2:], 2, true, true
		return 0, nil
	case strings.HasPrefix(raw, "\xff\xfe"):
		d.raw, d.width, d.decided = d.raw[2:], 2, true
		return 0, nil
	case d.forced == "" && strings.HasPrefix(raw, "\x00<"):
		d.width, d.big, d.decided = 2, true, true
		return 0, nil
	case d.forced == "" && strings.HasPrefix(raw, "<\x00"):
		d.width, d.decided = 2, true
		return 0, nil
	}
	name := d.forced
	if name == "" && strings.HasPrefix(string(d.raw), "<?xml") && len(d.raw) > 5 && isSpace(d.raw[5]) {
		end := strings.Index(string(d.raw), "?>")
		if end < 0 && !final {
			return 0, nil
		}
		if end > 0 {
			if pairs, ok := pseudo(string(d.raw[5:end])); ok {
				for _, p := range pairs {
					if p[0] == "encoding" {
						name = p[1]
					}
				}
			}
		}
	}
	d.decided = true
	return d.use(t, name)
}

// use decodes with a named encoding.
func (d *decoder) use(t *thread, name string) (code, *exc) {
	switch strings.ToLower(name) {
	case "", "utf-8":
	case "us-ascii", "iso-8859-1":
		d.table = new([256]rune)
		for i := range d.table {
			d.table[i] = rune(i)
			if i >= 128 && strings.EqualFold(name, "us-ascii") {
				d.table[i] = -1
			}
		}
	case "utf-16", "utf-16be", "utf-16le":
		if d.forced == "" {
			// The declaration was read byte by byte, so this cannot be.
			return 19, nil
		}
		d.width, d.big = 2, !strings.EqualFold(name, "utf-16le")
	default:
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		v, err := object.DecodeBytes(t, string(all), name, "replace")
		if err != nil {
			if err.Matches(object.LookupError) {
				return errUnknownEncoding, err
			}
			return errUnknownEncoding, err
		}
		s, ok := object.AsStr(v)
		if !ok || s.Len() != 256 {
			return errUnknownEncoding, t.Errorf(object.ValueError, "multi-byte encodings are not supported")
		}
		d.table = new([256]rune)
		rest := s.S
		for i := range d.table {
			r, n := object.DecodeRune(rest)
			rest = rest[n:]
			d.table[i] = r
			if r == utf8.RuneError {
				d.table[i] = -1
			}
		}
	}
	return 0, nil
}
