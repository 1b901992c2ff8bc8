package compile_test

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sort"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// oracle is a CPython that says what it makes of sources.
type oracle struct {
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Reader
}

// verdict is what a compiler makes of a source.
type verdict struct {
	Error     []any   `json:"error"` // kind, message, line, column, end line, end column
	Warnings  [][]any `json:"warnings"`
	Codes     []codeInfo
	Positions [][]any
	Optional  [][]any // positions that need not be there, but may

	Expressions [][]any // instead of all this: what unparse returns
}

type codeInfo struct {
	QualName string   `json:"qualname"`
	Line     int      `json:"line"`
	Flags    int      `json:"flags"`
	Args     int      `json:"args"`
	PosOnly  int      `json:"posonly"`
	KwOnly   int      `json:"kwonly"`
	VarNames []string `json:"varnames"`
	FreeVars []string `json:"freevars"`
	CellVars []string `json:"cellvars"`
	Doc      *string  `json:"doc"`
}

// newOracle starts a CPython 3.11, or skips the test where there is none: other
// versions have other messages and positions.
func newOracle(t testing.TB) *oracle {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 on PATH")
	}
	version, err := exec.Command(python, "-c", "import sys; print(sys.version_info[:2])").Output()
	if err != nil || string(version) != "(3, 11)\n" {
		t.Skipf("python3 is no CPython 3.11: %s", version)
	}
	cmd := exec.Command(python, "testdata/oracle.py")
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
		in.Close()
		cmd.Wait()
	})
	return &oracle{t, in, bufio.NewReaderSize(out, 1<<20)}
}

var modeNames = map[syntax.Mode]string{syntax.Exec: "exec", syntax.Eval: "eval", syntax.Single: "single"}

// ask returns what CPython makes of src.
func (o *oracle) ask(src []byte, filename string, mode syntax.Mode, optimize int) *verdict {
	o.t.Helper()
	return o.request(map[string]any{
		"source": hex.EncodeToString(src), "filename": filename, "mode": modeNames[mode], "optimize": optimize,
	})
}

func (o *oracle) request(fields map[string]any) *verdict {
	o.t.Helper()
	request, err := json.Marshal(fields)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.in.Write(append(request, '\n')); err != nil {
		o.t.Fatal(err)
	}
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		o.t.Fatal(err)
	}
	var v verdict
	if err := json.Unmarshal(line, &v); err != nil {
		o.t.Fatal(err)
	}
	return &v
}

// ours returns what weft makes of src, in the same form.
func ours(t testing.TB, src []byte, filename string, mode syntax.Mode, optimize int) *verdict {
	t.Helper()
	v := &verdict{Warnings: [][]any{}}
	var warnings []compile.Warning
	code, err := compileSource(src, filename, mode, compile.Options{Optimize: optimize, Warnings: &warnings})
	for _, w := range warnings {
		v.Warnings = append(v.Warnings, []any{w.Msg, float64(w.Line)})
	}
	var se *syntax.Error
	switch {
	case errors.As(err, &se):
		v.Error = []any{se.Kind.String(), se.Msg, float64(se.Line), float64(se.Col), float64(se.EndLine), float64(se.EndCol)}
	case errors.Is(err, compile.ErrTooDeep):
		v.Error = []any{"RecursionError", err.Error(), 0.0, 0.0, 0.0, 0.0}
	case err != nil:
		t.Fatalf("%s: %v", filename, err)
	default:
		if err := compile.Validate(code); err != nil {
			t.Error(err)
		}
		v.addCode(code, map[[5]any]bool{})
	}
	return v
}

var categories = map[compile.Op]string{
	compile.Call: "call", compile.CallMethod: "call", compile.CallAttr: "call", compile.CallKW: "call", compile.CallEx: "call",
	compile.LoadSuper: "call",
	compile.LoadItem:  "subscript", compile.LoadItemI: "subscript",
	compile.StoreItem: "storeitem", compile.DeleteItem: "delitem",
	compile.LoadAttr: "attr", compile.LoadMethod: "attr",
	compile.StoreAttr: "storeattr", compile.DeleteAttr: "delattr",
	compile.LoadGlobal: "name", compile.LoadName: "name",
	compile.Raise: "raise", compile.ImportName: "import", compile.ImportFrom: "importfrom",
	compile.FormatValue: "format", compile.Unpack: "unpack", compile.UnpackEx: "unpack", compile.UnpackTuple: "unpack",
	compile.ForIter: "for", compile.BeforeWith: "with", compile.BeforeAsyncWith: "with",
	compile.GetAwaitable: "await", compile.GetAiter: "aiter", compile.GetAnext: "anext",
	compile.Neg: "unary", compile.Invert: "unary",
	compile.JumpIfNotExcMatch: "excmatch", compile.CheckEGMatch: "excmatch",
	compile.ListExtend: "extend", compile.DictUpdate: "update", compile.DictMerge: "merge",
	compile.Yield:      "yield",
	compile.JumpIfTrue: "truth", compile.JumpIfFalse: "truth", compile.JumpIfNone: "truth", compile.JumpIfNotNone: "truth",
	compile.JumpIs: "truth",
}

func category(ins compile.Ins) string {
	op := ins.Op()
	switch {
	case op >= compile.Add && op <= compile.RShiftK:
		return "binary"
	case op >= compile.Lt && op <= compile.Ge, op == compile.Contains,
		op >= compile.JumpLt && op <= compile.JumpIn:
		return "compare"
	case op == compile.Yield && ins.C()&1 == 1:
		return ""
	}
	return categories[op]
}

func (v *verdict) addCode(c *compile.Code, seen map[[5]any]bool) {
	switch c.Name {
	case "<listcomp>", "<setcomp>", "<dictcomp>":
	default:
		list := func(s []string) []string { return append([]string{}, s...) }
		var doc *string
		if c.HasDoc && c.Name != "<module>" && c.Flags&compile.NewLocals != 0 {
			doc = &c.Doc
		}
		v.Codes = append(v.Codes, codeInfo{
			QualName: c.QualName, Line: c.FirstLine, Flags: int(c.Flags), Args: c.ArgCount,
			PosOnly: c.PosOnlyArgCount, KwOnly: c.KwOnlyArgCount,
			VarNames: list(c.VarNames), FreeVars: list(c.FreeVars), CellVars: list(c.CellVars),
			Doc: doc,
		})
	}
	add := func(category string, p compile.Position) {
		k := [5]any{category, float64(p.Line), float64(p.EndLine), float64(p.Col), float64(p.EndCol)}
		if category != "" && p.Line != 0 && !seen[k] {
			seen[k] = true
			v.Positions = append(v.Positions, k[:])
		}
	}
	for pc, ins := range c.Ins {
		add(category(ins), c.Positions[pc])
		switch op := ins.Op(); {
		case op >= compile.JumpIs && op <= compile.JumpIn, op == compile.JumpIfNotExcMatch:
			add("truth", c.Positions[pc])
		case op == compile.CallEx && ins.C()&2 != 0:
			add("merge", c.Positions[pc])
		}
		if p, ok := c.LookupPositions[int32(pc)]; ok {
			add("attr", p)
		}
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*compile.Code); ok {
			v.addCode(inner, seen)
		}
	}
}

// TestOracleLib compares errors, warnings and the outlines of codes with
// CPython's for its standard library.
func TestOracleLib(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the whole standard library twice")
	}
	o := newOracle(t)
	for _, path := range libFiles(t) {
		if filepath.Base(path) == "badsyntax_pep3120.py" {
			continue // says something else when it is not read from a file
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := o.ask(src, path, syntax.Exec, 0)
		got := ours(t, src, path, syntax.Exec, 0)
		compareVerdicts(t, path, got, want)
	}
}

// TestOracleOptimized does the same for a part of it without assertions and
// docstrings.
func TestOracleOptimized(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a part of the standard library twice")
	}
	o := newOracle(t)
	for i, path := range libFiles(t) {
		if i%10 != 0 || filepath.Base(path) == "badsyntax_pep3120.py" {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		level := 1 + i/10%2
		compareVerdicts(t, path, ours(t, src, path, syntax.Exec, level), o.ask(src, path, syntax.Exec, level))
	}
}

func compareVerdicts(t *testing.T, path string, got, want *verdict) {
	t.Helper()
	if (got.Error == nil) != (want.Error == nil) || got.Error != nil && !sameError(got.Error, want.Error) {
		t.Errorf("%s: error\n got %v\nwant %v", path, got.Error, want.Error)
		return
	}
	if fmt.Sprint(got.Warnings) != fmt.Sprint(want.Warnings) {
		t.Errorf("%s: warnings\n got %v\nwant %v", path, got.Warnings, want.Warnings)
	}
	if got.Error != nil {
		return
	}
	compareCodes(t, path, got.Codes, want.Codes)
	comparePositions(t, path, got.Positions, want)
}

// own are the instructions that CPython does otherwise in some places: items of
// tuples in patterns, powers that it folds, unpacking of displays.
var own = map[string]bool{
	"subscript": true, "update": true, "binary": true, "unary": true, "delitem": true,
}

// theirs are those that CPython has in more places: in handlers of bodies that
// are empty, and where a display is unpacked.
var theirs = map[string]bool{
	"truth": true, "excmatch": true,
	"unpack": true, "extend": true, "update": true, "delitem": true, "await": true,
}

// comparePositions compares the source ranges of the instructions that can
// raise exceptions. CPython has more where code is never reached.
func comparePositions(t *testing.T, path string, got [][]any, want *verdict) {
	t.Helper()
	set := map[string]bool{}
	for _, p := range want.Positions {
		set[fmt.Sprint(p)] = true
	}
	for _, p := range want.Optional {
		set[fmt.Sprint(p)] = true
	}
	for _, p := range got {
		if s := fmt.Sprint(p); !set[s] && !own[p[0].(string)] && !unreached[filepath.Base(path)] {
			t.Errorf("%s: position %s is not CPython's", path, s)
		}
		delete(set, fmt.Sprint(p))
	}
	for _, p := range want.Optional {
		delete(set, fmt.Sprint(p))
	}
	var missing []string
	for _, p := range want.Positions {
		if s := fmt.Sprint(p); set[s] && !theirs[p[0].(string)] && !unreached[filepath.Base(path)] {
			missing = append(missing, s)
		}
	}
	sort.Strings(missing)
	for _, s := range missing {
		t.Errorf("%s: no position %s", path, s)
	}
}

// sameError compares kind, message and position; 0 stands for None.
func sameError(a, b []any) bool {
	for i, x := range a {
		if y := b[i]; x != y && !(x == 0.0 && y == nil) {
			return a[0] == "RecursionError" && b[0] == "RecursionError"
		}
	}
	return true
}

// unreached are the files with functions in code that is never reached.
var unreached = map[string]bool{
	"py3_test_grammar.py": true, "test_grammar.py": true, "inspect_fodder2.py": true,
	"test_exception_variations.py": true, "test_scope.py": true, "test_sys_settrace.py": true,
	"test_patma.py": true, "test_unicode.py": true,
}

// compareCodes compares codes by name and line; the order in which they are
// made is not the same.
func compareCodes(t *testing.T, path string, got, want []codeInfo) {
	t.Helper()
	byName := func(list []codeInfo) map[string]codeInfo {
		m := map[string]codeInfo{}
		for _, c := range list {
			m[fmt.Sprint(c.Line, c.QualName)] = c
		}
		return m
	}
	g, w := byName(got), byName(want)
	names := make([]string, 0, len(w))
	for k := range w {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		a, ok := g[k]
		if !ok {
			// CPython keeps the functions of code that is never reached.
			if !unreached[filepath.Base(path)] {
				t.Errorf("%s: no code %s", path, k)
			}
			continue
		}
		b := w[k]
		params := b.Args + b.KwOnly
		if b.Flags&4 != 0 {
			params++
		}
		if b.Flags&8 != 0 {
			params++
		}
		a.VarNames, b.VarNames = a.VarNames[:params], b.VarNames[:params]
		// CPython 3.11 compiles comprehensions as functions, for which it makes
		// cells that are not needed here.
		if subsequence(a.CellVars, b.CellVars) {
			a.CellVars = b.CellVars
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: code %s\n got %+v\nwant %+v", path, k, a, b)
		}
	}
}

// subsequence reports whether a is b with elements left out.
func subsequence(a, b []string) bool {
	for _, x := range b {
		if len(a) > 0 && a[0] == x {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// unparse returns kind, position and text of all expressions in src.
func (o *oracle) unparse(src []byte) [][]any {
	o.t.Helper()
	return o.request(map[string]any{"source": hex.EncodeToString(src), "mode": "unparse"}).Expressions
}
