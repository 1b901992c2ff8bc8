package compile_test

import (
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// FuzzCompile checks that whatever the parser accepts compiles to a valid code
// or is rejected with an error.
func FuzzCompile(f *testing.F) {
	for _, src := range snippets(f, "testdata/errors.txt") {
		f.Add(src, uint8(0))
	}
	f.Add("while 1: 0", uint8(0)) // needs no register
	f.Fuzz(func(t *testing.T, src string, level uint8) {
		if len(src) > 4000 {
			return // copies of finally clauses multiply
		}
		mod, err := syntax.Parse([]byte(src), "<fuzz>", syntax.Exec, nil)
		if err != nil {
			return
		}
		code, err := compile.Module(mod, "<fuzz>", compile.Options{Optimize: int(level % 3)})
		if err != nil {
			return
		}
		if err := compile.Validate(code); err != nil {
			t.Error(err)
		}
	})
}
