package syntax

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// oracle is a CPython that answers questions about source text.
type oracle struct {
	t     testing.TB
	minor int
	in    *bufio.Writer
	out   *bufio.Reader
}

// newOracle starts the first of the named Pythons that is on PATH and works,
// python3 if none is named. Without one it skips the test.
func newOracle(t testing.TB, names ...string) *oracle {
	t.Helper()
	if len(names) == 0 {
		names = []string{"python3"}
	}
	path := ""
	for _, name := range names {
		if exec.Command(name, "-I", "-c", "").Run() == nil {
			path = name
			break
		}
	}
	if path == "" {
		t.Skipf("no Python to compare with: %v", names)
	}
	cmd := exec.Command(path, "-I", filepath.Join("testdata", "oracle.py"))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	})
	o := &oracle{t: t, in: bufio.NewWriter(in), out: bufio.NewReader(out)}
	if _, err := fmt.Fscanf(o.out, "%d\n", &o.minor); err != nil {
		t.Fatal(err)
	}
	return o
}

// ask sends a question; answer must be called before the next one.
func (o *oracle) ask(what, mode string, src []byte) {
	fmt.Fprintf(o.in, "%s %s %d\n", what, mode, len(src))
	o.in.Write(src)
	if err := o.in.Flush(); err != nil {
		o.t.Fatal(err)
	}
}

func (o *oracle) answer() (ok bool, text string) {
	var status string
	var n int
	if _, err := fmt.Fscanf(o.out, "%s %d\n", &status, &n); err != nil {
		o.t.Fatal(err)
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(o.out, buf); err != nil {
		o.t.Fatal(err)
	}
	return status == "ok", string(buf)
}

// libDir is where the standard library of the oracle is.
func libDir(t testing.TB) string {
	out, err := exec.Command("python3", "-I", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// libFiles lists the .py files of the standard library and of its tests, if
// they are installed.
func libFiles(t testing.TB) []string {
	dir := libDir(t)
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "site-packages" || d.Name() == "dist-packages") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// clearFormatted zeroes the positions inside f-strings.
func clearFormatted(v reflect.Value, inside bool) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if _, ok := v.Interface().(Node); ok && !v.IsNil() {
			clearFormatted(v.Elem(), inside)
		}
	case reflect.Slice:
		for i := range v.Len() {
			clearFormatted(v.Index(i), inside)
		}
	case reflect.Struct:
		if s, ok := v.Addr().Interface().(Node); ok && inside {
			*s.Extent() = Span{}
		}
		inside = inside || v.Type() == reflect.TypeFor[JoinedStr]()
		for i := range v.NumField() {
			if !v.Type().Field(i).Anonymous {
				clearFormatted(v.Field(i), inside)
			}
		}
	}
}

// TestOracleLib compares the trees of all files of the standard library with
// those of CPython: all of them, positions included, must be equal, and what
// CPython rejects must be rejected with the same error.
func TestOracleLib(t *testing.T) {
	o := newOracle(t)
	files := libFiles(t)
	step := 1
	if testing.Short() {
		step = 12
	}
	compared, rejected, size := 0, 0, 0
	for i := 0; i < len(files); i += step {
		src, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		o.ask("dump", "exec", src)
		var got string
		mod, err := Parse(src, "<test>", Exec, nil)
		if err == nil {
			if o.minor < 12 {
				clearFormatted(reflect.ValueOf(mod), false)
			}
			got = Dump(mod, DumpOptions{AnnotateFields: true, IncludeAttributes: true, Version: o.minor})
		}
		ok, want := o.answer()
		compared++
		size += len(src)
		switch {
		case ok && err != nil:
			t.Errorf("%s: %v", files[i], err)
		case !ok && err == nil:
			t.Errorf("%s: should be rejected:\n%s", files[i], want)
		case !ok:
			rejected++
			if strings.HasPrefix(err.(*Error).Msg, "Non-UTF-8 code") {
				continue // what CPython says of files, not of byte strings
			}
			if got := describeError(err.(*Error)); got != want {
				t.Errorf("%s: got error\n%s\nwant\n%s", files[i], got, want)
			}
		case got != want:
			a, b := firstDifference(got, want)
			t.Errorf("%s: got\n%s\nwant\n%s", files[i], a, b)
		}
	}
	t.Logf("compared %d files (%d rejected by both), %.1f MB, with CPython 3.%d", compared, rejected, float64(size)/1e6, o.minor)
}

// firstDifference returns the surroundings of the first byte in which two
// texts differ.
func firstDifference(a, b string) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string {
		return s[max(0, i-200):min(len(s), i+200)]
	}
	return cut(a), cut(b)
}

// describeError is describe of testdata/oracle.py.
func describeError(e *Error) string {
	if !e.HasText {
		pos := "None\nNone"
		if e.Line != 0 || e.Col != 0 {
			pos = fmt.Sprintf("%d\n%d", e.Line, e.Col)
		}
		return fmt.Sprintf("%s\n%s\n%s\nNone\nNone\nNone", e.Kind, e.Msg, pos)
	}
	text := string(appendStr(nil, e.Text))
	return fmt.Sprintf("%s\n%s\n%d\n%d\n%d\n%d\n%s", e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol, text)
}
