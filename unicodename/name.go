// Package unicodename gives Unicode characters by their names, and names by
// characters: those of golang.org/x/text/unicode/runenames, those that are
// computed (Hangul syllables, ideographs), and the formal aliases.
package unicodename

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// Lookup finds the character \N{name} stands for: by its Unicode name,
// in any case, or by a formal alias. The names that are computed must be in
// upper case, as in CPython.
func Lookup(name string) (rune, bool) {
	if rest, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangulSyllable(rest)
	}
	for _, p := range ideographs {
		rest, ok := strings.CutPrefix(name, p.prefix)
		if !ok || len(rest) < 4 || len(rest) > 5 {
			continue
		}
		if n, err := strconv.ParseUint(rest, 16, 32); err == nil && unicode.Is(p.table, rune(n)) {
			return rune(n), fmt.Sprintf("%X", n) == rest
		}
	}
	r, ok := runeNames()[strings.ToUpper(name)]
	return r, ok
}

// runeNames is the table of all names that are not computed. It takes a
// moment to build, so it is built at the first use.
var runeNames = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 35000)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if 0xAC00 <= r && r <= 0xD7A3 || 0xD800 <= r && r <= 0xF8FF || r == 0x20000 {
			// Hangul, surrogates, private use; the ideographs of planes 2
			// and 3 except those with names of their own.
			switch r {
			case 0xAC00:
				r = 0xD7A3
			case 0xD800:
				r = 0xF8FF
			case 0x20000:
				r = 0x2F7FF
			}
			continue
		}
		if r == 0x2FA20 {
			r = 0xE0000
		}
		if r > 0xE01EF {
			break
		}
		if s := runenames.Name(r); s != "" && s[0] != '<' {
			m[s] = r
		}
	}
	for s, r := range nameAliases() {
		m[s] = r
	}
	return m
})

// ideographs are the blocks whose names end in the code point.
var ideographs = []struct {
	prefix string
	table  *unicode.RangeTable
}{
	{"CJK UNIFIED IDEOGRAPH-", unicode.Unified_Ideograph},
	{"TANGUT IDEOGRAPH-", unicode.Tangut},
	{"NUSHU CHARACTER-", unicode.Nushu},
	{"KHITAN SMALL SCRIPT CHARACTER-", unicode.Khitan_Small_Script},
}

// The romanized jamo of the names of Hangul syllables (The Unicode Standard,
// section 3.12).
var (
	hangulL = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	hangulV = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	hangulT = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

func hangulSyllable(s string) (rune, bool) {
	cut := func(parts []string) int {
		best, length := -1, -1
		for i, p := range parts {
			if len(p) > length && strings.HasPrefix(s, p) {
				best, length = i, len(p)
			}
		}
		if best >= 0 {
			s = s[length:]
		}
		return best
	}
	l := cut(hangulL)
	v := cut(hangulV)
	t := cut(hangulT)
	if l < 0 || v < 0 || t < 0 || s != "" {
		return 0, false
	}
	return rune(0xAC00 + (l*len(hangulV)+v)*len(hangulT) + t), true
}

// Name returns the name of r, "" if it has none.
func Name(r rune) string {
	if 0xAC00 <= r && r <= 0xD7A3 {
		i := int(r - 0xAC00)
		t := i % len(hangulT)
		i /= len(hangulT)
		return "HANGUL SYLLABLE " + hangulL[i/len(hangulV)] + hangulV[i%len(hangulV)] + hangulT[t]
	}
	for _, p := range ideographs {
		if unicode.Is(p.table, r) && !compatible(r) {
			return fmt.Sprintf("%s%X", p.prefix, r)
		}
	}
	if s := runenames.Name(r); s != "" && s[0] != '<' {
		return s
	}
	return ""
}

// compatible reports whether r has a name of its own although it is in the
// table of an ideographic block.
func compatible(r rune) bool {
	s := runenames.Name(r)
	return s != "" && s[0] != '<'
}

// Aliases returns the formal aliases and the characters they stand for.
func Aliases() map[string]rune { return nameAliases() }
