package compile

import (
	"testing"
)

// TestBinaryMalformed: what is cut short is an error, whatever the place.
func TestBinaryMalformed(t *testing.T) {
	c := &Code{Name: "f", Filename: "f.py", Ins: []Ins{1, 2}, Consts: []any{nil, int64(3), "text", Tuple{1.5, true}, &Code{Name: "g"}},
		Names: []string{"a"}, LookupPositions: map[int32]Position{1: {Line: 2}}, edges: map[edge][]int32{{0, 1}: {3}}}
	b := c.AppendBinary(nil)
	back, err := ParseBinary(b)
	if err != nil {
		t.Fatal(err)
	}
	if string(back.AppendBinary(nil)) != string(b) {
		t.Error("what was read back is written differently")
	}
	for n := range b {
		if _, err := ParseBinary(b[:n]); err == nil {
			t.Errorf("no error for %d of %d bytes", n, len(b))
		}
	}
	if _, err := ParseBinary(append(b, 0)); err == nil {
		t.Error("no error for a byte too many")
	}
	b[0]++
	if _, err := ParseBinary(b); err != ErrInstructions {
		t.Errorf("other instructions: %v", err)
	}
}
