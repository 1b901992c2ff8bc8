package syntax

import "testing"

const incomplete = "incomplete input"

// interactiveCases are inputs and what is said about them.
var interactiveCases = []struct{ src, want string }{
	{"a", ""},
	{"a = (", incomplete},
	{"a = (1,\n", incomplete},
	{"if a:\n", incomplete},
	{"if a:\n  b", incomplete},
	{"if a:\n  b\n", ""},
	{"if a: b\n", ""},
	{"'''abc", incomplete},
	{"'''abc\n", incomplete},
	{"'abc", incomplete},
	{"f'''{a", incomplete},
	{"a \\", "unexpected character after line continuation character"},
	{"a \\\n", incomplete},
	{"def f():", incomplete},
	{"@a", incomplete},
	{"@a\n", incomplete},
	{"try:\n  a\n", incomplete},
	{"class A:\n  def f(self):\n    pass", incomplete},
	{"a b", incomplete},
	{"a b\n", "invalid syntax"},
	{"a = )", "unmatched ')'"},
	{"a = [)", "closing parenthesis ')' does not match opening parenthesis '['"},
	{"if a:\nb", incomplete},
	{"if a:\nb\n", "expected an indented block after 'if' statement on line 1"},
	{"a\nb", "multiple statements found while compiling a single statement"},
	{"a\n\n# c\n", ""},
}

// TestInteractive checks what codeop and the interactive interpreter rely on:
// which input is complete, which is wrong, and which needs more.
func TestInteractive(t *testing.T) {
	for _, test := range interactiveCases {
		_, err := Parse([]byte(test.src), "<stdin>", Single, &Options{DontImplyDedent: true, AllowIncomplete: true})
		got := ""
		if err != nil {
			got = err.(*Error).Msg
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.src, got, test.want)
		}
	}
}

// TestInteractiveOracle compares the same with CPython.
func TestInteractiveOracle(t *testing.T) {
	o := newOracle(t)
	if o.minor != 11 {
		t.Skipf("the messages are those of CPython 3.11, not 3.%d", o.minor)
	}
	for _, test := range interactiveCases {
		if test.src[0] == 'f' {
			continue
		}
		o.ask("incomplete", "single", []byte(test.src))
		_, err := Parse([]byte(test.src), "<test>", Single,
			&Options{IgnoreCookie: true, DontImplyDedent: true, AllowIncomplete: true})
		ok, want := o.answer()
		got := ""
		if err != nil {
			got = describeError(err.(*Error))
		}
		if ok {
			want = ""
		}
		if got != want {
			t.Errorf("%q\ngot  %q\nwant %q", test.src, got, want)
		}
	}
}

// TestBarryAsFLUFL checks the operator of inequality of PEP 401.
func TestBarryAsFLUFL(t *testing.T) {
	for _, test := range []struct {
		src   string
		barry bool
		ok    bool
	}{
		{"a <> b", true, true}, {"a != b", true, false}, {"a <> b", false, false}, {"a != b", false, true},
	} {
		_, err := Parse([]byte(test.src), "<test>", Eval, &Options{BarryAsFLUFL: test.barry})
		if (err == nil) != test.ok {
			t.Errorf("%s with %v: %v", test.src, test.barry, err)
		}
	}
}
