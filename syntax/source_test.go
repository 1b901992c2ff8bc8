package syntax

import (
	"strings"
	"testing"
)

// TestEncodings checks how bytes become text: byte order marks, coding
// declarations and line ends.
func TestEncodings(t *testing.T) {
	for _, test := range []struct {
		name, src, want string // want is the value of the string, or an error
	}{
		{"utf-8", "x = 'é€'", "é€"},
		{"mark", "\ufeffx = 'é'", "é"},
		{"mark and declaration", "\ufeff# coding: utf-8\nx = 'é'", "é"},
		{"mark and wrong declaration", "\ufeff# coding: latin-1\nx = 1", "encoding problem: iso-8859-1 with BOM"},
		{"latin-1", "# -*- coding: latin-1 -*-\nx = '\xe9'", "é"},
		{"second line", "#!/usr/bin/python\n# vim: set fileencoding=ISO_8859-15 :\nx = '\xa4'", "€"},
		{"third line", "#\n#\n# coding: latin-1\nx = 'é'", "é"},
		{"after code", "y = 1\n# coding: latin-1\nx = 'é'", "é"},
		{"cp1252", "#coding=cp1252\nx = '\x80'", "€"},
		{"cp1251", "# coding: windows-1251\r\nx = '\xc6'", "Ж"},
		{"koi8-r", "# coding: koi8-r\rx = '\xf6'", "Ж"},
		{"shift-jis", "# coding: shift_jis\nx = '\x93\xfa'", "日"},
		{"euc-jp", "# coding: euc-jp\nx = '\xc6\xfc'", "日"},
		{"gbk", "# coding: gbk\nx = '\xc8\xd5'", "日"},
		{"big5", "# coding: big5\nx = '\xa4\xe9'", "日"},
		{"control characters", "# coding: iso-8859-5\nx = '\x91'", "\u0091"},
		{"ascii", "# coding: ascii\nx = '\xe9'", "'ascii' codec can't decode byte 0xe9 in position 21: ordinal not in range(128)"},
		{"unknown", "# coding: nope\nx = 1", "unknown encoding: nope"},
		{"undefined byte", "# coding: iso-8859-3\nx = '\xa5'",
			"'charmap' codec can't decode byte 0xa5 in position 26: character maps to <undefined>"},
		{"declared utf-8", "# coding: utf8\nx = '\xe9'", "'utf-8' codec can't decode byte 0xe9 in position 20: invalid continuation byte"},
		{"not utf-8", "x = 1\ny = '\xe9'", "Non-UTF-8 code starting with '\\xe9' in file <test> on line 2, but no encoding declared; " +
			"see https://peps.python.org/pep-0263/ for details"},
		{"truncated", "x = '\xe2\x82", "Non-UTF-8 code starting with '\\xe2' in file <test> on line 1, but no encoding declared; " +
			"see https://peps.python.org/pep-0263/ for details"},
		{"nul", "x = 1\x00", "source code string cannot contain null bytes"},
		{"line ends", "x = '''a\r\nb\rc\n'''", "a\nb\nc\n"},
		{"form feed", "\f\n\fx = '\\f\f'", "\f\f"},
	} {
		mod, err := Parse([]byte(test.src), "<test>", Exec, nil)
		got := ""
		if err != nil {
			got = err.(*Error).Msg
		} else {
			body := mod.(*Module).Body
			got, _ = body[len(body)-1].(*Assign).Value.(*Constant).Value.(string)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// TestIgnoreCookie checks that a str is not decoded again.
func TestIgnoreCookie(t *testing.T) {
	src := []byte("# coding: latin-1\n'é'")
	mod, err := Parse(src, "<test>", Exec, &Options{IgnoreCookie: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := mod.(*Module).Body[0].(*ExprStmt).Value.(*Constant).Value; got != "é" {
		t.Errorf("got %q", got)
	}
}

// TestWarnings checks what is accepted with a complaint.
func TestWarnings(t *testing.T) {
	src := `a = '\d\e'
b = b"\ü"[:0] if 0 else f'{a}\q'
c = 1if a else 0x1for x in y
with ('\w'): pass
d = r'\d' '\400'
`
	src = strings.Replace(src, "ü", "y", 1)
	var got []Warning
	if _, err := Parse([]byte(strings.Replace(src, " else 0x1for x in y", " else 0x1", 1)), "<test>", Exec, &Options{Warnings: &got}); err != nil {
		t.Fatal(err)
	}
	want := []Warning{
		{InvalidEscape, `invalid escape sequence '\d'`, 1, 5},
		{InvalidEscape, `invalid escape sequence '\y'`, 2, 5},
		{InvalidEscape, `invalid escape sequence '\q'`, 2, 30},
		{InvalidNumberTail, "invalid decimal literal", 3, 6},
		{InvalidEscape, `invalid escape sequence '\w'`, 4, 7},
		{InvalidOctalEscape, `invalid octal escape sequence '\400'`, 5, 11},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v\nwant %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
}

// TestMaxIntDigits checks the limit on decimal literals.
func TestMaxIntDigits(t *testing.T) {
	long := []byte("x = " + strings.Repeat("9", 4301))
	_, err := Parse(long, "<test>", Exec, nil)
	want := "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; " +
		"use sys.set_int_max_str_digits() to increase the limit - " +
		"Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
	if err == nil || err.(*Error).Msg != want {
		t.Errorf("got %v", err)
	}
	for _, opts := range []*Options{{MaxIntDigits: -1}, {MaxIntDigits: 4301}} {
		if _, err := Parse(long, "<test>", Exec, opts); err != nil {
			t.Error(err)
		}
	}
	if _, err := Parse([]byte("0x"+strings.Repeat("f", 9999)), "<test>", Exec, nil); err != nil {
		t.Error(err)
	}
}
