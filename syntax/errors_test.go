package syntax

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files from what the package does now")

// errorCase is a case of testdata/errors.txt:
//
//	mode "source"
//		Kind line:col-endline:endcol message
//
// The mode is that of compile(). A case whose mode is followed by "new" has
// syntax that CPython 3.11 does not know.
type errorCase struct {
	mode  string
	isNew bool
	src   string
	want  string
	line  int
}

const errorCases = "testdata/errors.txt"

func readErrorCases(t *testing.T) (header string, cases []*errorCase) {
	f, err := os.Open(errorCases)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "#"):
			header += line + "\n"
		case strings.HasPrefix(line, "\t"):
			cases[len(cases)-1].want = line[1:]
		default:
			c := &errorCase{line: n}
			mode, quoted, _ := strings.Cut(line, " ")
			c.mode = mode
			if rest, ok := strings.CutPrefix(quoted, "new "); ok {
				c.isNew, quoted = true, rest
			}
			c.src, err = strconv.Unquote(quoted)
			if err != nil {
				t.Fatalf("%s:%d: %v", errorCases, n, err)
			}
			cases = append(cases, c)
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return header, cases
}

var modeByName = map[string]Mode{"exec": Exec, "eval": Eval, "single": Single}

func oneLine(e *Error) string {
	return fmt.Sprintf("%s %d:%d-%d:%d %s", e.Kind, e.Line, e.Col, e.EndLine, e.EndCol, e.Msg)
}

// TestErrors checks what is said about common mistakes, and where.
func TestErrors(t *testing.T) {
	header, cases := readErrorCases(t)
	var out strings.Builder
	out.WriteString(header)
	for _, c := range cases {
		_, err := Parse([]byte(c.src), "<test>", modeByName[c.mode], &Options{IgnoreCookie: true})
		got := "accepted"
		if err != nil {
			got = oneLine(err.(*Error))
		}
		if got != c.want && !*update {
			t.Errorf("%s:%d: %q\ngot  %s\nwant %s", errorCases, c.line, c.src, got, c.want)
		}
		mark := ""
		if c.isNew {
			mark = " new"
		}
		fmt.Fprintf(&out, "%s%s %s\n\t%s\n", c.mode, mark, strconv.Quote(c.src), got)
	}
	if *update {
		if err := os.WriteFile(filepath.FromSlash(errorCases), []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestErrorsOracle compares the same with CPython.
func TestErrorsOracle(t *testing.T) {
	o := newOracle(t)
	if o.minor != 11 {
		t.Skipf("the messages are those of CPython 3.11, not 3.%d", o.minor)
	}
	_, cases := readErrorCases(t)
	for _, c := range cases {
		if !c.isNew {
			compareError(t, o, c.src, c.mode)
		}
	}
}

// compareError compares the errors of a source with those of the oracle and
// reports whether they are equal.
func compareError(t *testing.T, o *oracle, src, mode string) bool {
	t.Helper()
	o.ask("error", mode, []byte(src))
	_, err := Parse([]byte(src), "<test>", modeByName[mode], &Options{IgnoreCookie: true})
	ok, want := o.answer()
	got := "accepted"
	if err != nil {
		got = describeError(err.(*Error))
	}
	if ok {
		want = "accepted"
	}
	if strings.HasPrefix(got, "MemoryError") && strings.HasPrefix(want, "MemoryError") {
		return true
	}
	if got != want {
		t.Errorf("%s %q\ngot  %q\nwant %q", mode, src, got, want)
	}
	return got == want
}
