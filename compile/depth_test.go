package compile_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// TestDepth checks that deep trees are compiled up to CPython's limit, and that
// deeper ones end in an error rather than a crash.
func TestDepth(t *testing.T) {
	for _, prefix := range []string{"a.b", "a[0]", "a()", "a+a", "-a"} {
		for _, c := range []struct {
			depth int
			ok    bool
		}{{2250, true}, {3100, false}, {20000, false}} {
			src := "a" + strings.Repeat(prefix[1:], c.depth)
			if prefix == "-a" {
				// The parser limits how deeply operators nest before the compiler does.
				src = strings.Repeat("-", min(c.depth, 2250)) + "a"
			}
			mod, err := syntax.Parse([]byte(src), "deep", syntax.Exec, nil)
			if err != nil {
				t.Logf("%s × %d: %v", prefix, c.depth, err)
				continue
			}
			code, err := compile.Module(mod, "deep", compile.Options{})
			switch {
			case prefix == "-a":
			case c.ok && err != nil, !c.ok && !errors.Is(err, compile.ErrTooDeep):
				t.Errorf("%s × %d: error %v", prefix, c.depth, err)
			}
			if err == nil {
				if err := compile.Validate(code); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// TestLarge compiles displays, calls, target lists and functions that need more
// than an instruction or a frame holds.
func TestLarge(t *testing.T) {
	many := func(n int, format string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = strings.ReplaceAll(format, "#", strconv.Itoa(i))
		}
		return strings.Join(items, ",")
	}
	lines := func(n int, format string) string {
		return strings.ReplaceAll(many(n, format), ",", "\n")
	}
	for name, src := range map[string]string{
		"constants":   "[" + many(10000, "#") + "]",
		"list":        "[" + many(10000, "x") + "]",
		"set":         "{" + many(1000, "x#") + "}",
		"dict":        "{" + many(1000, "x#:#") + "}",
		"call":        "f(" + many(1000, "x#") + ")",
		"keywords":    "f(" + many(1000, "k#=x") + ")",
		"class":       "class A(" + many(300, "x#") + "): pass",
		"targets":     many(1000, "x#") + "=y",
		"star":        many(200, "x#") + ",*y," + many(500, "z#") + "=y",
		"locals":      "def f():\n" + lines(1000, " x#=g(#)") + "\n return x999",
		"parameters":  "def f(" + many(600, "x#") + "):\n return g(x599, x0, [x255, x256])",
		"captured":    "def f():\n" + lines(400, " x#=#") + "\n def g(): return " + many(400, "x#") + "\n return g",
		"annotations": "def f(" + many(300, "x#:y#") + "): pass",
		"defaults":    "def f(" + many(300, "x#=y#") + "): pass",
		"f-string":    "f'" + strings.ReplaceAll(many(2000, "{x#}-"), ",", "") + "'",
		"decorators":  lines(300, "@d") + "\ndef f(): pass",
		"nested":      "def h(x):\n return " + strings.Repeat("f(1, x, [2, ", 90) + "x" + strings.Repeat("])", 90),
		"loops":       "def f(a):\n" + lines(300, " for x# in a: g(x#)"),
		"pattern":     "match x:\n case [" + many(300, "x#") + "]: pass",
		"classes":     "match x:\n case C(" + many(200, "x#") + "): pass",
	} {
		code, err := compileSource([]byte(src), name, syntax.Exec, compile.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := compile.Validate(code); err != nil {
			t.Error(err)
		}
	}
}
