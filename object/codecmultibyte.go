package object

// What codecs of several bytes a character need that are written elsewhere: the
// handling of errors.

const multibyteReason = "illegal multibyte sequence"

// EncodeMultibyte encodes s; put appends the encoding of a character, or reports that
// there is none.
func EncodeMultibyte(t *Thread, name string, s *Str, errors string, put func(b []byte, r rune) ([]byte, bool)) ([]byte, *Exception) {
	e := &encoder{t: t, s: s, encoding: name, errors: errors, far: IndexError}
	return e.encode(multibyteReason, 1, false, put)
}

// DecodeMultibyte decodes b and returns how much of it that took: all of it if final is
// set, else perhaps not the beginning of a character at its end. get returns the
// character that a string begins with and its length: 0 if more bytes are needed to
// tell, below 0 if there is none and that many bytes are at fault. A character
// below 0 stands for bytes that switch what those behind them mean.
func DecodeMultibyte(t *Thread, name, b, errors string, final bool, get func(b string) (rune, int)) (string, int, *Exception) {
	d := &decoder{t: t, in: b, encoding: name, errors: errors, far: IndexError, out: make([]byte, 0, len(b)+len(b)/2+8)}
	i := 0
	for i < len(d.in) {
		r, n := get(d.in[i:])
		if n > 0 {
			if r >= 0 {
				d.out = AppendRune(d.out, r)
			}
			i += n
			continue
		}
		reason, end := multibyteReason, i-n
		if n == 0 {
			if !final {
				break
			}
			reason, end = "incomplete multibyte sequence", len(d.in)
		}
		var err *Exception
		if i, err = d.handle(i, end, reason); err != nil {
			return "", 0, err
		}
	}
	return d.result(i)
}
