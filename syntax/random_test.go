package syntax

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// Pieces of source, to be cut up and put together wrongly.
var (
	pieceRE  = regexp.MustCompile(`(?s)\s+|\w+|'[^'\n]*'|"[^"\n]*"|[-+*/%&|^<>=!:]=|\*\*|//|->|.`)
	oddities = strings.Split(`( ) [ ] { } , : = == := + * ** / . ... if else for in not lambda yield await async def class `+
		`return x 1 's' b'x' print None True import from as with try except finally match case _ del pass @ -> is and or `+
		`! $ 0x 1a ' " # \ ; <> - ~ global raise assert while é € a=1 *a **k`, " ")

	// What is said about these depends on the version.
	versionRE = regexp.MustCompile(`(?i)[ft]r?['"]|rf['"]|rt['"]|(class|def)\s*\w+\s*\[|\btype\s+\w|except[^:\n]*,`)
)

// statements splits the sources of nodes.txt into statements.
func statements(t testing.TB) []string {
	var list []string
	for _, chunk := range readChunks(t, "testdata/nodes.txt") {
		for line := range strings.Lines(chunk) {
			if n := len(list) - 1; n >= 0 && (line[0] == ' ' || strings.HasPrefix(list[n], "@") && !strings.Contains(list[n], "\n ") ||
				regexp.MustCompile(`^(else|elif|except|finally)`).MatchString(line)) {
				list[n] += line
			} else {
				list = append(list, line)
			}
		}
	}
	return list
}

// spoil makes one to three random changes to a source.
func spoil(r *rand.Rand, src string) string {
	pieces := pieceRE.FindAllString(src, -1)
	for range 1 + r.IntN(3) {
		if len(pieces) == 0 {
			break
		}
		i := r.IntN(len(pieces))
		odd := oddities[r.IntN(len(oddities))]
		if r.IntN(12) == 0 {
			odd = []string{" ", "\n", "\t", "    "}[r.IntN(4)]
		}
		switch r.IntN(5) {
		case 0:
			pieces = append(pieces[:i:i], pieces[i+1:]...)
		case 1:
			pieces = append(pieces[:i:i], append([]string{odd}, pieces[i:]...)...)
		case 2:
			pieces[i] = odd
		case 3:
			j := r.IntN(len(pieces))
			pieces[i], pieces[j] = pieces[j], pieces[i]
		case 4:
			k := r.IntN(len(pieces[i]) + 1)
			pieces[i] = pieces[i][:k] + odd + pieces[i][k:]
		}
	}
	return strings.ToValidUTF8(strings.Join(pieces, ""), "?")
}

// TestRandomErrorsOracle compares what is said about spoiled programs with
// what CPython says.
func TestRandomErrorsOracle(t *testing.T) {
	o := newOracle(t)
	if o.minor != 11 {
		t.Skipf("the messages are those of CPython 3.11, not 3.%d", o.minor)
	}
	const seed = 1
	r := rand.New(rand.NewPCG(seed, 0))
	list := statements(t)
	n := 4000
	if testing.Short() {
		n = 500
	}
	bad := 0
	for range n {
		src := spoil(r, list[r.IntN(len(list))])
		if r.IntN(3) == 0 {
			src += list[r.IntN(len(list))]
		}
		mode := []string{"exec", "exec", "exec", "single", "eval"}[r.IntN(5)]
		if versionRE.MatchString(src) {
			continue
		}
		if !compareError(t, o, src, mode) {
			if bad++; bad == 20 {
				break
			}
		}
	}
	if bad > 0 {
		t.Logf("seed %d", seed)
	}
}

// TestDeep checks that no nesting overflows the stack or takes exponential
// time, whether the source is right or wrong.
func TestDeep(t *testing.T) {
	rep := strings.Repeat
	for _, src := range []string{
		rep("(", 199) + "a b", rep("[", 199), rep("{", 199), rep("{1:", 190) + rep("}", 190), rep("f(", 199) + "a b",
		rep("f(a, *", 190) + "b c", rep("f(x for x in ", 150), rep("[x for x in y if ", 150), rep("(lambda x=", 150),
		rep("(a, b := ", 150), rep("a[b:", 150), rep("{a: b, ", 150) + "c", rep("{**a, b: ", 150) + "c d",
		rep("(", 250), rep("-", 100000) + "1", rep("not ", 100000) + "1", rep("lambda:", 100000) + "1",
		rep("a if b else ", 100000) + "1", rep("2**", 100000) + "1", rep("x ", 10000), rep("print ", 10000) + "1",
		"a" + rep("+b", 100000), "a" + rep(".b", 100000), "a" + rep("()", 100000), rep("x = ", 100000) + "1",
		"if x: pass\n" + rep("elif x: pass\n", 10000), rep("@a\n", 10000), rep("\\\n", 10000), rep(" ", 100000) + "x",
		"match x:\n case " + rep("(", 190) + "a b", "match x:\n case " + rep("[", 150) + "1" + rep("]", 150) + ": pass 2",
		rep("f'{", 200), rep("f'{f\"{", 75) + "1", rep("f'{a:{b:", 100), "f'" + rep("{a}", 10000) + "'",
		"for " + rep("(", 150) + "a b" + rep(")", 150) + " in x: pass", "with " + rep("(", 150) + "a as b" + rep(")", 150) + ": x y",
	} {
		for _, mode := range []Mode{Exec, Eval, Single} {
			_, err := Parse([]byte(src), "<test>", mode, nil)
			if err != nil && err.(*Error).Msg == "" {
				t.Errorf("%.40q: an error without a message", src)
			}
		}
	}
}
