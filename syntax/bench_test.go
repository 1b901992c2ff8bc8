package syntax

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// benchmarkSource is what the benchmarks read: some large modules of the
// standard library of the python3 on PATH.
func benchmarkSource(b *testing.B) []byte {
	if _, err := exec.LookPath("python3"); err != nil {
		b.Skip("no standard library to read: ", err)
	}
	dir := libDir(b)
	var src []byte
	for _, name := range []string{"typing.py", "argparse.py", "inspect.py", "_pydecimal.py", "tarfile.py"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			b.Skip("no standard library to read: ", err)
		}
		src = append(src, text...)
	}
	return src
}

func BenchmarkParse(b *testing.B) {
	src := benchmarkSource(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(src, "bench.py", Exec, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseCPython measures ast.parse of the python3 on PATH with the
// same source, for comparison.
func BenchmarkParseCPython(b *testing.B) {
	o := newOracle(b)
	src := benchmarkSource(b)
	for b.Loop() {
		o.ask("time", "exec", src)
		ok, text := o.answer()
		seconds, err := strconv.ParseFloat(text, 64)
		if !ok || err != nil {
			b.Fatal(text)
		}
		b.ReportMetric(float64(len(src))/seconds/1e6, "MB/s")
	}
}

func BenchmarkLexer(b *testing.B) {
	src := benchmarkSource(b)
	text, e := readSource(src, "bench.py", false, true)
	if e != nil {
		b.Fatal(e)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		var l lexer
		var t token
		l.init(text, "bench.py", nil)
		for t.kind != tEOF || l.line == 0 {
			l.scan(&t)
		}
	}
}
