package syntax

import (
	"bytes"
	"testing"
)

// FuzzParse checks that no source makes Parse panic or hang, that an error is
// complete, and that the tree, if there is one, can be described.
func FuzzParse(f *testing.F) {
	for _, path := range []string{"testdata/nodes.txt", "testdata/newer.txt"} {
		for _, src := range readChunks(f, path) {
			f.Add([]byte(src), byte(Exec))
			for _, line := range bytes.SplitAfter([]byte(src), []byte("\n")) {
				f.Add(line, byte(Single))
			}
		}
	}
	f.Add([]byte("# coding: latin-1\n'\xe9'"), byte(Exec))
	f.Add([]byte("(a, *b) -> c"), byte(FuncType))
	f.Fuzz(func(t *testing.T, src []byte, mode byte) {
		var warnings []Warning
		opts := &Options{
			Warnings:        &warnings,
			DontImplyDedent: mode&4 != 0,
			AllowIncomplete: mode&8 != 0,
			IgnoreCookie:    mode&16 != 0,
			BarryAsFLUFL:    mode&32 != 0,
		}
		mod, err := Parse(src, "<fuzz>", Mode(mode&3), opts)
		if err != nil {
			if e := err.(*Error); e == nil || e.Msg == "" {
				t.Fatalf("incomplete error %#v", e)
			}
			return
		}
		if Dump(mod, DumpOptions{AnnotateFields: true, IncludeAttributes: true, Version: 14}) == "" {
			t.Fatal("no description")
		}
	})
}
