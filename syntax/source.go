package syntax

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const bom = "\xef\xbb\xbf"

// readSource turns the bytes of a program into what the lexer wants: UTF-8
// without a byte order mark, lines ended by '\n', and a NUL behind the end,
// which is not counted in the length. If addNewline is set, a last line
// without an end gets one.
func readSource(src []byte, filename string, ignoreCookie, addNewline bool) ([]byte, *Error) {
	text, hasBOM := bytes.CutPrefix(src, []byte(bom))
	if !ignoreCookie {
		decoded, err := decodeCookie(text, filename, hasBOM)
		if err != nil {
			return nil, err
		}
		text = decoded
	}
	if i := invalidUTF8(text); i >= 0 {
		return nil, &Error{
			Msg: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, "+
				"but no encoding declared; see https://peps.python.org/pep-0263/ for details",
				text[i], filename, 1+bytes.Count(text[:i], []byte("\n"))),
		} // it names the file itself

	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, &Error{Msg: "source code string cannot contain null bytes", Filename: filename}
	}

	out := make([]byte, 0, len(text)+2)
	if bytes.IndexByte(text, '\r') < 0 {
		out = append(out, text...)
	} else {
		for i := 0; i < len(text); i++ {
			c := text[i]
			if c == '\r' {
				c = '\n'
				if i+1 < len(text) && text[i+1] == '\n' {
					i++
				}
			}
			out = append(out, c)
		}
	}
	if addNewline && len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return append(out, 0)[:len(out)], nil
}

// invalidUTF8 returns the index of the first byte that is not UTF-8, or -1.
func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
}

// decodeCookie decodes a source according to the coding declaration in its
// first two lines, if there is one (PEP 263). UTF-8 is returned as it is.
func decodeCookie(src []byte, filename string, hasBOM bool) ([]byte, *Error) {
	name := codingCookie(src)
	if name == "" {
		return src, nil
	}
	fail := func(format string, args ...any) ([]byte, *Error) {
		return nil, &Error{Msg: fmt.Sprintf(format, args...), Filename: filename, Col: -1}
	}
	norm := normalizeCodec(name)
	switch {
	case norm == "utf-8" && !(hasBOM && bomMismatch(name)):
		if i := invalidUTF8(src); i >= 0 {
			return fail("'utf-8' codec can't decode byte 0x%02x in position %d: %s", src[i], i, utf8Reason(src[i:]))
		}
		return src, nil
	case hasBOM:
		return fail("encoding problem: %s with BOM", bomName(name))
	case norm == "iso-8859-1":
		return decodeLatin1(src), nil
	case asciiNames[norm]:
		for i, c := range src {
			if c >= utf8.RuneSelf {
				return fail("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i)
			}
		}
		return src, nil
	}
	enc := codecs[norm]
	if enc == nil {
		return fail("unknown encoding: %s", name)
	}
	if cm, ok := enc.(*charmap.Charmap); ok {
		out := make([]byte, 0, len(src)+len(src)/8)
		for i, c := range src {
			r := cm.DecodeByte(c)
			if r == utf8.RuneError && 0x80 <= c && c <= 0x9F && strings.Contains(cm.String(), "8859") {
				r = rune(c) // the control characters, which the table leaves out
			}
			if r == utf8.RuneError {
				return fail("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i)
			}
			out = utf8.AppendRune(out, r)
		}
		return out, nil
	}
	out, err := enc.NewDecoder().Bytes(src)
	if err != nil {
		return fail("'%s' codec can't decode the source: %v", norm, err)
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return fail("'%s' codec can't decode the source: illegal multibyte sequence", norm)
	}
	return out, nil
}

func decodeLatin1(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for _, c := range src {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}

// codingCookie finds the coding declaration: a comment, in the first line or
// in the second if the first holds nothing but a comment, that matches
// "coding[:=]\s*([-\w.]+)".
func codingCookie(src []byte) string {
	for range 2 {
		line := src
		if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
			line = src[:i]
			if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
			src = src[i+1:]
		} else {
			src = nil
		}
		line = bytes.TrimLeft(line, " \t\f")
		if len(line) == 0 {
			continue
		}
		if line[0] != '#' {
			return ""
		}
		for {
			i := bytes.Index(line, []byte("coding"))
			if i < 0 {
				break
			}
			line = line[i+len("coding"):]
			if len(line) == 0 || line[0] != ':' && line[0] != '=' {
				continue
			}
			rest := bytes.TrimLeft(line[1:], " \t")
			n := 0
			for n < len(rest) && (isIdent(rest[n]) && rest[n] < utf8.RuneSelf || rest[n] == '-' || rest[n] == '.') {
				n++
			}
			if n > 0 {
				return string(rest[:n])
			}
		}
	}
	return ""
}

// normalizeCodec brings the name of an encoding into the form in which the
// two that need no codec, UTF-8 and Latin-1, have one name each.
func normalizeCodec(name string) string {
	s := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	for _, u := range []string{"utf-8", "utf8", "u8", "utf", "cp65001"} {
		if s == u || u == "utf-8" && strings.HasPrefix(s, "utf-8-") {
			return "utf-8"
		}
	}
	for _, l := range []string{"latin-1", "iso-8859-1", "iso-latin-1"} {
		if s == l || strings.HasPrefix(s, l+"-") {
			return "iso-8859-1"
		}
	}
	switch s {
	case "latin1", "latin", "l1", "iso8859-1", "8859", "cp819", "iso8859", "iso-ir-100":
		return "iso-8859-1"
	}
	return s
}

// bomName is the name of an encoding as CPython's lexer normalizes it, which
// knows fewer aliases than Python's codecs.
func bomName(name string) string {
	s := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	for _, std := range []string{"utf-8", "latin-1", "iso-8859-1", "iso-latin-1"} {
		if s == std || strings.HasPrefix(s, std+"-") {
			if std == "utf-8" {
				return std
			}
			return "iso-8859-1"
		}
	}
	return name
}

// bomMismatch reports whether an encoding may not be declared in a source
// with a byte order mark.
func bomMismatch(name string) bool { return bomName(name) != "utf-8" }

// utf8Reason says, as CPython does, why b does not begin with a character.
func utf8Reason(b []byte) string {
	c := b[0]
	if c < 0xc2 || c > 0xf4 {
		return "invalid start byte"
	}
	n := 1
	switch {
	case c >= 0xf0:
		n = 3
	case c >= 0xe0:
		n = 2
	}
	for i := 1; i <= n; i++ {
		if i >= len(b) {
			return "unexpected end of data"
		}
		if b[i]&0xc0 != 0x80 {
			break
		}
	}
	return "invalid continuation byte"
}

var asciiNames = map[string]bool{
	"ascii": true, "us-ascii": true, "646": true, "ansi-x3.4-1968": true, "ansi-x3.4-1986": true, "cp367": true,
	"csascii": true, "ibm367": true, "iso646-us": true, "iso-646.irv-1991": true, "iso-ir-6": true, "us": true,
}

// codecs are the encodings a coding declaration can name, besides UTF-8,
// Latin-1 and ASCII, by their normalized names.
var codecs = func() map[string]encoding.Encoding {
	m := map[string]encoding.Encoding{}
	for e, names := range map[encoding.Encoding]string{
		charmap.CodePage037:        "cp037 037 ibm037 ibm039",
		charmap.CodePage437:        "cp437 437 ibm437",
		charmap.CodePage850:        "cp850 850 ibm850",
		charmap.CodePage852:        "cp852 852 ibm852",
		charmap.CodePage855:        "cp855 855 ibm855",
		charmap.CodePage858:        "cp858 858 ibm858",
		charmap.CodePage860:        "cp860 860 ibm860",
		charmap.CodePage862:        "cp862 862 ibm862",
		charmap.CodePage863:        "cp863 863 ibm863",
		charmap.CodePage865:        "cp865 865 ibm865",
		charmap.CodePage866:        "cp866 866 ibm866",
		charmap.CodePage1047:       "cp1047",
		charmap.CodePage1140:       "cp1140 1140 ibm1140",
		charmap.ISO8859_2:          "iso-8859-2 iso8859-2 latin-2 latin2 l2",
		charmap.ISO8859_3:          "iso-8859-3 iso8859-3 latin-3 latin3 l3",
		charmap.ISO8859_4:          "iso-8859-4 iso8859-4 latin-4 latin4 l4",
		charmap.ISO8859_5:          "iso-8859-5 iso8859-5 cyrillic",
		charmap.ISO8859_6:          "iso-8859-6 iso8859-6 arabic",
		charmap.ISO8859_7:          "iso-8859-7 iso8859-7 greek greek8",
		charmap.ISO8859_8:          "iso-8859-8 iso8859-8 hebrew",
		charmap.ISO8859_9:          "iso-8859-9 iso8859-9 latin-5 latin5 l5",
		charmap.ISO8859_10:         "iso-8859-10 iso8859-10 latin-6 latin6 l6",
		charmap.ISO8859_13:         "iso-8859-13 iso8859-13 latin-7 latin7 l7",
		charmap.ISO8859_14:         "iso-8859-14 iso8859-14 latin-8 latin8 l8",
		charmap.ISO8859_15:         "iso-8859-15 iso8859-15 latin-9 latin9 l9",
		charmap.ISO8859_16:         "iso-8859-16 iso8859-16 latin-10 latin10 l10",
		charmap.KOI8R:              "koi8-r cskoi8r",
		charmap.KOI8U:              "koi8-u",
		charmap.Macintosh:          "mac-roman macintosh macroman",
		charmap.MacintoshCyrillic:  "mac-cyrillic maccyrillic",
		charmap.Windows874:         "cp874",
		charmap.Windows1250:        "cp1250 1250 windows-1250",
		charmap.Windows1251:        "cp1251 1251 windows-1251",
		charmap.Windows1252:        "cp1252 1252 windows-1252",
		charmap.Windows1253:        "cp1253 1253 windows-1253",
		charmap.Windows1254:        "cp1254 1254 windows-1254",
		charmap.Windows1255:        "cp1255 1255 windows-1255",
		charmap.Windows1256:        "cp1256 1256 windows-1256",
		charmap.Windows1257:        "cp1257 1257 windows-1257",
		charmap.Windows1258:        "cp1258 1258 windows-1258",
		japanese.EUCJP:             "euc-jp eucjp ujis u-jis",
		japanese.ShiftJIS:          "shift-jis sjis csshiftjis shiftjis s-jis cp932 932 ms932 mskanji ms-kanji",
		japanese.ISO2022JP:         "iso2022-jp iso-2022-jp iso2022jp csiso2022jp",
		korean.EUCKR:               "euc-kr euckr korean ksc5601 ks-c-5601 ks-x-1001 cp949 949 uhc ms949",
		simplifiedchinese.GBK:      "gbk 936 cp936 ms936 gb2312 chinese euc-cn euccn",
		simplifiedchinese.GB18030:  "gb18030 gb18030-2000",
		simplifiedchinese.HZGB2312: "hz hzgb hz-gb hz-gb-2312",
		traditionalchinese.Big5:    "big5 big5-tw csbig5 cp950 950 ms950",
	} {
		for n := range strings.FieldsSeq(names) {
			m[n] = e
		}
	}
	return m
}()

// Decode returns source text as UTF-8, decoded as its byte order mark or coding
// cookie says, with lines that end in "\n".
func Decode(src []byte, filename string) ([]byte, error) {
	text, err := readSource(src, filename, false, false)
	if err != nil {
		return nil, err
	}
	return text, nil
}
