package syntax

import (
	"math/big"
	"os"
	"strings"
	"testing"
)

// readChunks reads a file of sources separated by lines of "---".
func readChunks(t testing.TB, path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "---\n")
}

// compareTree compares the tree of a source with that of the oracle, as
// described by Dump with the given options.
func compareTree(t *testing.T, o *oracle, what, mode, src string, opts DumpOptions) {
	t.Helper()
	o.ask(what, mode, []byte(src))
	opts.Version = o.minor
	mod, err := Parse([]byte(src), "<test>", modeByName[mode], nil)
	ok, want := o.answer()
	if !ok {
		t.Errorf("%q: the oracle rejects it: %s", src, want)
		return
	}
	if err != nil {
		t.Errorf("%q: %v", src, err)
		return
	}
	if got := Dump(mod, opts); got != want {
		a, b := firstDifference(got, want)
		t.Errorf("%q: %s\ngot  %s\nwant %s", src, what, a, b)
	}
}

// TestDumpOracle compares all the ways of Dump on sources that contain every
// kind of node.
func TestDumpOracle(t *testing.T) {
	o := newOracle(t)
	for _, src := range readChunks(t, "testdata/nodes.txt") {
		compareTree(t, o, "plain", "exec", src, DumpOptions{AnnotateFields: true})
		compareTree(t, o, "bare", "exec", src, DumpOptions{})
		if !strings.Contains(src, "f'") || o.minor >= 12 {
			compareTree(t, o, "dump", "exec", src, DumpOptions{AnnotateFields: true, IncludeAttributes: true})
			compareTree(t, o, "indent", "exec", src, DumpOptions{AnnotateFields: true, IncludeAttributes: true, Indent: "  "})
		}
	}
	compareTree(t, o, "indent", "eval", "a, (b\n)", DumpOptions{AnnotateFields: true, IncludeAttributes: true, Indent: "  "})
	for _, src := range []string{"a\n", "a; b\n", "if a: b\n\n", "if a:\n  b\nelse:\n  c\n", "# c\na = 1 # d\n", "x"} {
		compareTree(t, o, "dump", "single", src, DumpOptions{AnnotateFields: true, IncludeAttributes: true})
	}
}

// TestNewSyntaxOracle compares sources with syntax since 3.12 with a CPython
// that knows it.
func TestNewSyntaxOracle(t *testing.T) {
	o := newOracle(t, "python3.14", "python3.13")
	for _, src := range readChunks(t, "testdata/newer.txt") {
		compareTree(t, o, "dump", "exec", src, DumpOptions{AnnotateFields: true, IncludeAttributes: true})
	}
}

// TestNewSyntax checks the trees of syntax since 3.12 where no such CPython
// may be at hand.
func TestNewSyntax(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"type X[T: int = str, *U = *A, **V] = Y", "Module(body=[TypeAlias(name=Name(id='X', ctx=Store()), type_params=[" +
			"TypeVar(name='T', bound=Name(id='int', ctx=Load()), default_value=Name(id='str', ctx=Load())), " +
			"TypeVarTuple(name='U', default_value=Starred(value=Name(id='A', ctx=Load()), ctx=Load())), " +
			"ParamSpec(name='V')], value=Name(id='Y', ctx=Load()))])"},
		{"type = type(x)", "Module(body=[Assign(targets=[Name(id='type', ctx=Store())], " +
			"value=Call(func=Name(id='type', ctx=Load()), args=[Name(id='x', ctx=Load())]))])"},
		{"try: pass\nexcept A, B: pass", "Module(body=[Try(body=[Pass()], handlers=[ExceptHandler(" +
			"type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), body=[Pass()])])])"},
		{"try: pass\nexcept* A, B: pass", "Module(body=[TryStar(body=[Pass()], handlers=[ExceptHandler(" +
			"type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), body=[Pass()])])])"},
		{"f'{f'{1}' 'x'}'", "Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=JoinedStr(values=[" +
			"FormattedValue(value=Constant(value=1), conversion=-1), Constant(value='x')]), conversion=-1)]))])"},
		{"t'a{ b !r:{c}d}' t'e'", "Module(body=[Expr(value=TemplateStr(values=[Constant(value='a'), " +
			"Interpolation(value=Name(id='b', ctx=Load()), str=' b', conversion=114, format_spec=JoinedStr(values=[" +
			"FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1), Constant(value='d')])), Constant(value='e')]))])"},
		{"rt'\\{x}'", "Module(body=[Expr(value=TemplateStr(values=[Constant(value='\\\\'), " +
			"Interpolation(value=Name(id='x', ctx=Load()), str='x', conversion=-1)]))])"},
		{"t'{x = }'", "Module(body=[Expr(value=TemplateStr(values=[Constant(value='x = '), " +
			"Interpolation(value=Name(id='x', ctx=Load()), str='x', conversion=114)]))])"},
	} {
		mod, err := Parse([]byte(test.src), "<test>", Exec, nil)
		if err != nil {
			t.Errorf("%s: %v", test.src, err)
		} else if got := Dump(mod, DumpOptions{AnnotateFields: true, Version: 14}); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}

// TestConstants checks the Go types of constants.
func TestConstants(t *testing.T) {
	huge, _ := new(big.Int).SetString("9223372036854775808", 10)
	for _, test := range []struct {
		src  string
		want any
	}{
		{"None", NoneType{}},
		{"True", true},
		{"...", EllipsisType{}},
		{"0x7fff_ffff_ffff_ffff", int64(1<<63 - 1)},
		{"9223372036854775808", huge},
		{"0b101", int64(5)},
		{"1_0.5e-1", 1.05},
		{".5", 0.5},
		{"1e999", floatValue([]byte("1e999"))},
		{"2j", 2i},
		{"'\\ud83d\\ude00'", "\xed\xa0\xbd\xed\xb8\x80"},
		{"'\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{hyphen}\\N{HANGUL SYLLABLE GAG}\\N{CJK UNIFIED IDEOGRAPH-4E00}\\N{LF}\\N{VS17}'",
			"é\u2010각一\n\U000E0100"},
		{"b'\\x00\\377a' b'\\\n'", Bytes("\x00\xffa")},
		{"'a' r'\\d' \"\"\"b\n\"\"\"", "a\\db\n"},
	} {
		mod, err := Parse([]byte(test.src), "<test>", Eval, nil)
		if err != nil {
			t.Errorf("%s: %v", test.src, err)
			continue
		}
		got := mod.(*Expression).Body.(*Constant).Value
		if b, ok := got.(*big.Int); ok && b.Cmp(huge) == 0 {
			got = huge
		}
		if got != test.want {
			t.Errorf("%s: got %#v, want %#v", test.src, got, test.want)
		}
	}
}

// TestFuncType checks signatures of type comments.
func TestFuncType(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"() -> int", "FunctionType(argtypes=[], returns=Name(id='int', ctx=Load()))"},
		{"(a, *b, **c) -> d", "FunctionType(argtypes=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load()), " +
			"Name(id='c', ctx=Load())], returns=Name(id='d', ctx=Load()))"},
		{"(*a, b) -> c", ""},
		{"(a", ""},
		{"(a,) -> b", ""},
	} {
		mod, err := Parse([]byte(test.src), "<test>", FuncType, nil)
		got := ""
		if err == nil {
			got = Dump(mod, DumpOptions{AnnotateFields: true})
		}
		if got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}
