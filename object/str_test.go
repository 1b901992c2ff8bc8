package object

import (
	"strings"
	"testing"
)

func TestConcatGrows(t *testing.T) {
	th := testThread(t)
	s := NewStr("")
	for range 100_000 {
		var err *Exception
		if s, err = Binary(th, OpAdd, s, NewStr("xyz")); err != nil {
			t.Fatal(err)
		}
	}
	if strOf(s).S != strings.Repeat("xyz", 100_000) || strOf(s).Len() != 300_000 {
		t.Fatal("wrong text")
	}
	// Two extensions of one string must not see each other.
	a, b := Concat(th, strOf(s), newStr("aa")), Concat(th, strOf(s), newStr("bb"))
	if !strings.HasSuffix(strOf(a).S, "zaa") || !strings.HasSuffix(strOf(b).S, "zbb") {
		t.Fatal("shared buffer was overwritten")
	}
}

func TestOffsets(t *testing.T) {
	text := strings.Repeat("añ\U0001f600", 200)
	s := newStr(text)
	runes := []rune(text)
	if s.Len() != len(runes) {
		t.Fatal(s.Len())
	}
	for i, r := range runes {
		if got := strOf(s.At(i)).S; got != string(r) {
			t.Fatalf("%d: %q", i, got)
		}
		if s.ByteToIndex(s.Offset(i)) != i {
			t.Fatalf("ByteToIndex(%d)", s.Offset(i))
		}
	}
}
