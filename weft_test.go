package weft_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/weftpy/weft"
)

// run runs src in an interpreter without a library and returns the exception that it does not catch.
func run(t *testing.T, src string) error {
	t.Helper()
	in, err := weft.New(weft.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return in.RunString(src, "<test>")
}

func TestRunString(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"x = 1 << 100", ""},
		{"import transaction\nout = []\nfor i in range(10): transaction.add(out.append, i)\ntransaction.run()\nassert sorted(out) == list(range(10))", ""},
		{"1 / 0", "ZeroDivisionError: division by zero"},
		{"raise SystemExit(3)", "SystemExit: 3"},
		{"def f(:", "SyntaxError: invalid syntax (<test>, line 1)"},
		{"import decimal", "ModuleNotFoundError: No module named 'decimal'"},
		{"x = '\x00'", "SyntaxError: source code string cannot contain null bytes"},
	} {
		err := run(t, c.src)
		switch {
		case err == nil && c.want == "":
		case err == nil || c.want == "" || !strings.HasPrefix(err.Error(), c.want):
			t.Errorf("%q: %v, want %s", c.src, err, c.want)
		}
	}
}

// TestInterpretersAreApart makes sure that two interpreters of one process share nothing.
func TestInterpretersAreApart(t *testing.T) {
	one, err := weft.New(weft.Config{Args: []string{"one"}})
	if err != nil {
		t.Fatal(err)
	}
	two, err := weft.New(weft.Config{Args: []string{"two"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []*weft.Interp{one, two} {
		if err := in.RunString("import sys\nassert 'seen' not in globals() and not hasattr(sys, 'seen')\nseen = sys.seen = sys.argv[0]", "<test>"); err != nil {
			t.Error(err)
		}
	}
	if err := one.RunString("assert seen == sys.seen == 'one'", "<test>"); err != nil {
		t.Error(err)
	}
}

// TestRunFile runs files that are no programs.
func TestRunFile(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ name, content, want string }{
		{"good.py", "import sys\nassert __file__.endswith('good.py') and __name__ == '__main__'", ""},
		{"null.py", "x = 1\ny = 'a\x00b'\n", "SyntaxError: source code cannot contain null bytes (null.py, line 2)"},
		{"binary.py", "\x00\x01\xff", "SyntaxError: source code cannot contain null bytes (binary.py, line 1)"},
		{"latin.py", "x = '\xe9'\n", "SyntaxError: Non-UTF-8 code starting with '\\xe9'"},
		{"cookie.py", "# coding: latin-1\nassert len('\xe9') == 1 and ord('\xe9') == 0xe9\n", ""},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := weft.New(weft.Config{})
		if err != nil {
			t.Fatal(err)
		}
		err = in.RunFile(path)
		switch {
		case err == nil && c.want == "":
		case err == nil || c.want == "" || !strings.HasPrefix(err.Error(), c.want):
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func Example() {
	in, err := weft.New(weft.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(in.RunString("import transaction\nassert sum(transaction.map(lambda i: i * i, range(10))) == 285", "<example>"))
	fmt.Println(in.RunString("undefined", "<example>"))
	// Output:
	// <nil>
	// NameError: name 'undefined' is not defined
}

// Starting must stay cheap: a program imports what it needs itself.
func TestStartImportsNothing(t *testing.T) {
	in, err := weft.New(weft.Config{Stdlib: weft.FindStdlib})
	if err != nil {
		t.Fatal(err)
	}
	if in.RunString("import _sitebuiltins", "test") != nil {
		t.Skip("there is no standard library")
	}
	in, err = weft.New(weft.Config{Stdlib: weft.FindStdlib})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.RunString(`
import sys
loaded = [n for n, m in sys.modules.items() if hasattr(m, '__file__')]
assert loaded == [], loaded
exit, quit, copyright, credits, license, help
`, "test"); err != nil {
		t.Fatal(err)
	}
}
