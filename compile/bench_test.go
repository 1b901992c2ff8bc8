package compile_test

import (
	"os"
	"strings"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// BenchmarkModule compiles a module of the standard library of average style.
func BenchmarkModule(b *testing.B) {
	path := ""
	for _, file := range libFiles(b) {
		if strings.HasSuffix(file, "argparse.py") {
			path = file
		}
	}
	src, err := os.ReadFile(path)
	if err != nil {
		b.Skip(err)
	}
	mod, err := syntax.Parse(src, path, syntax.Exec, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile.Module(mod, path, compile.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
