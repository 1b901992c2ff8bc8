package pickle

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// input is where a pickle comes from: a string, or a file of which no more is
// read than the pickle is known to need.
type input struct {
	t        *thread
	data     string // what is there
	pos      int
	readFn   value // the file's methods, null for a string
	readLine value
}

// end is the error that says that there is less than there should be.
func (in *input) end() *exc { return in.t.Errorf(unpicklingError, "pickle data was truncated") }

// fetch makes n bytes available at pos.
func (in *input) fetch(n int) *exc {
	have := len(in.data) - in.pos
	if have >= n {
		return nil
	}
	if in.readFn.O == nil {
		return in.end()
	}
	v, err := object.Call1(in.t, in.readFn, object.Int(int64(n-have)))
	if err != nil {
		return err
	}
	if !v.O.Typ.Is(object.FlagBytes) {
		return in.t.Errorf(object.ValueError, "read() returned non-bytes object (%s)", v.TypeName())
	}
	more, err := object.BytesOf(in.t, v)
	if err != nil {
		return err
	}
	in.data, in.pos = in.data[in.pos:]+more, 0
	if len(in.data) < n {
		return in.end()
	}
	return nil
}

// take returns the next n bytes.
func (in *input) take(n int) (string, *exc) {
	if len(in.data)-in.pos < n {
		if err := in.fetch(n); err != nil {
			return "", err
		}
	}
	s := in.data[in.pos : in.pos+n]
	in.pos += n
	return s, nil
}

// line returns the next line without its end.
func (in *input) line() (string, *exc) {
	if i := strings.IndexByte(in.data[in.pos:], '\n'); i >= 0 {
		s := in.data[in.pos : in.pos+i]
		in.pos += i + 1
		return s, nil
	}
	rest := in.data[in.pos:]
	in.pos = len(in.data)
	if in.readLine.O == nil {
		return "", in.end()
	}
	v, err := object.Call0(in.t, in.readLine)
	if err != nil {
		return "", err
	}
	if !v.O.Typ.Is(object.FlagBytes) {
		return "", in.t.Errorf(object.ValueError, "readline() returned non-bytes object (%s)", v.TypeName())
	}
	more, err := object.BytesOf(in.t, v)
	if err != nil {
		return "", err
	}
	s, ok := strings.CutSuffix(rest+more, "\n")
	if !ok {
		return "", in.end()
	}
	return s, nil
}

// number reads a little-endian number of n bytes.
func (in *input) number(n int) (uint64, *exc) {
	s, err := in.take(n)
	if err != nil {
		return 0, err
	}
	var v uint64
	for i := n - 1; i >= 0; i-- {
		v = v<<8 | uint64(s[i])
	}
	return v, nil
}
