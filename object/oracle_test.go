package object

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math"
	"math/big"
	"math/rand"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// oracle evaluates expressions with a real Python, one a line, and answers with
// the ascii() of their repr or "Type: message".
type oracle struct {
	in  io.Writer
	out *bufio.Reader
}

const oracleProgram = `
import sys, operator
for line in sys.stdin:
    try:
        r = repr(eval(line))
    except BaseException as e:
        r = type(e).__name__ + ': ' + str(e)
    print(ascii(r))
    sys.stdout.flush()
`

// newOracle starts python3, or skips the test when there is none.
func newOracle(t testing.TB) *oracle {
	path, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to compare with")
	}
	cmd := exec.Command(path, "-W", "ignore", "-c", oracleProgram)
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
	return &oracle{in, bufio.NewReader(out)}
}

// ask evaluates a batch of expressions.
func (o *oracle) ask(t testing.TB, exprs []string) []string {
	go func() {
		for _, e := range exprs {
			fmt.Fprintln(o.in, e)
		}
	}()
	answers := make([]string, len(exprs))
	for i := range answers {
		line, err := o.out.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		answers[i] = strings.TrimSuffix(line, "\n")
	}
	return answers
}

var testSeed = flag.Int64("seed", 0, "seed of the random tests, 0 for a new one")

func newRand(t testing.TB) *rand.Rand {
	seed := *testSeed
	if seed == 0 {
		seed = rand.Int63()
	}
	t.Logf("seed %d", seed)
	return rand.New(rand.NewSource(seed))
}

// operand is a number and the Python expression for it.
type operand struct {
	v    Value
	expr string
}

func intOperandOf(b *big.Int) operand { return operand{IntOf(b), "(" + b.String() + ")"} }

func floatOperandOf(f float64) operand {
	return operand{Float(f), "float('" + strconv.FormatFloat(f, 'g', -1, 64) + "')"}
}

func randInt(r *rand.Rand) *big.Int {
	var b *big.Int
	switch r.Intn(8) {
	case 0:
		b = big.NewInt(int64(r.Intn(20)))
	case 1:
		b = big.NewInt(int64(r.Intn(1000)))
	case 2:
		b = big.NewInt(r.Int63())
	case 3: // around powers of two
		b = new(big.Int).Lsh(big.NewInt(1), uint(r.Intn(140)))
		b.Add(b, big.NewInt(int64(r.Intn(5)-2)))
	case 4:
		b = new(big.Int).Rand(r, new(big.Int).Lsh(big.NewInt(1), uint(1+r.Intn(300))))
	case 5:
		b = big.NewInt(r.Int63() >> uint(r.Intn(63)))
	case 6:
		b = new(big.Int).Rand(r, new(big.Int).Lsh(big.NewInt(1), uint(1+r.Intn(1200))))
	default:
		b = new(big.Int).Lsh(big.NewInt(r.Int63n(1<<30)), uint(r.Intn(1100)))
	}
	if r.Intn(2) == 0 {
		b.Neg(b)
	}
	return b
}

func randFloat(r *rand.Rand) float64 {
	switch r.Intn(10) {
	case 0:
		return math.Float64frombits(r.Uint64())
	case 1:
		return float64(r.Intn(40) - 20)
	case 2:
		return float64(r.Intn(4000)-2000) / 8
	case 3:
		return (r.Float64() - 0.5) * 20
	case 4:
		return []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 0.5, math.MaxFloat64, 5e-324, 1 << 53, 1 << 63, -(1 << 63), 1 << 62}[r.Intn(14)]
	case 5:
		return float64(r.Int63n(1<<54)) * math.Pow(2, float64(r.Intn(80)-40))
	case 6:
		return math.Round((r.Float64()-0.5)*20000) / 100
	}
	return (r.Float64() - 0.5) * math.Pow(10, float64(r.Intn(40)-20))
}

func randOperand(r *rand.Rand) operand {
	switch r.Intn(12) {
	case 0:
		b := r.Intn(2) == 0
		if b {
			return operand{True, "True"}
		}
		return operand{False, "False"}
	case 1, 2, 3, 4, 5:
		return floatOperandOf(randFloat(r))
	}
	return intOperandOf(randInt(r))
}

// answer formats what the oracle answers for a result.
func answer(t *Thread, v Value, err *Exception) string {
	if err == nil {
		var s *Str
		if s, err = Repr(t, v); err == nil {
			return ascii(t, s.S)
		}
	}
	args := err.Args(t).Items
	msg := ""
	switch {
	case len(args) == 1:
		s, _ := ToStr(t, args[0])
		msg = s.S
	case len(args) > 1:
		s, _ := Repr(t, err.Args(t).Value())
		msg = s.S
	}
	return ascii(t, err.Typ.Name+": "+msg)
}

// ascii is what the oracle prints of a text.
func ascii(t *Thread, s string) string {
	r, err := ASCII(t, NewStr(s))
	if err != nil {
		panic(err)
	}
	return r.S
}

var opSymbols = map[BinaryOp]string{OpAdd: "+", OpSub: "-", OpMul: "*", OpTrueDiv: "/", OpFloorDiv: "//", OpMod: "%", OpPow: "**", OpLShift: "<<", OpRShift: ">>", OpAnd: "&", OpOr: "|", OpXor: "^"}

// TestNumbersAgainstPython compares arithmetic, comparisons, hashes and reprs
// of random operands.
func TestNumbersAgainstPython(t *testing.T) {
	o, r, th := newOracle(t), newRand(t), testThread(t)
	var exprs, got []string
	add := func(expr string, v Value, err *Exception) {
		exprs = append(exprs, expr)
		got = append(got, answer(th, v, err))
	}
	n := 3000
	for range n {
		a, b := randOperand(r), randOperand(r)
		for op, sym := range opSymbols {
			x, y := a, b
			switch op {
			case OpLShift, OpRShift:
				if r.Intn(4) != 0 {
					y = intOperandOf(big.NewInt(int64(r.Intn(300) - 5)))
				} else if op == OpLShift {
					continue
				}
			case OpPow:
				if x.v.O.Typ.Flags&FlagInt != 0 && y.v.O.Typ.Flags&FlagInt != 0 {
					y = intOperandOf(big.NewInt(int64(r.Intn(60))))
				} else if x.v.O.Typ.Flags&y.v.O.Typ.Flags&FlagInt == 0 {
					continue // as exact as the elementary functions are; tested apart
				}
			}
			v, err := Binary(th, op, x.v, y.v)
			add(x.expr+sym+y.expr, v, err)
		}
		v, err := Binary(th, OpDivMod, a.v, b.v)
		add("divmod("+a.expr+","+b.expr+")", v, err)
		for op, sym := range cmpSymbols {
			v, err := Compare(th, a.v, b.v, CmpOp(op))
			add(a.expr+sym+b.expr, v, err)
		}
		if f := a.v; !f.IsFloat() || !math.IsNaN(f.Float()) {
			h, err := Hash(th, a.v)
			add("hash("+a.expr+")", Int(h), err)
		}
		add(a.expr, a.v, nil)
		for sym, f := range map[string]func(*Thread, Value) (Value, *Exception){"-": Negative, "+": Positive, "~": Invert, "abs": Absolute} {
			v, err := f(th, a.v)
			add(sym+"("+a.expr+")", v, err)
		}
		// An int and a float close to it.
		if a.v.O.Typ.Flags&FlagInt != 0 {
			if f, err := intFloat(th, a.v); err == nil {
				g := floatOperandOf(math.Nextafter(f, math.Inf(r.Intn(3)-1)))
				for op, sym := range cmpSymbols {
					v, err := Compare(th, a.v, g.v, CmpOp(op))
					add(a.expr+sym+g.expr, v, err)
				}
			}
		}
		if m := randOperand(r); bothInts(a.v, b.v) && m.v.O.Typ.Flags&FlagInt != 0 {
			v, err := Power(th, a.v, b.v, m.v)
			add("pow("+a.expr+","+b.expr+","+m.expr+")", v, err)
		}
	}
	check(t, o, exprs, got)
}

func check(t *testing.T, o *oracle, exprs, got []string) {
	t.Helper()
	bad := 0
	for i, want := range o.ask(t, exprs) {
		if got[i] != want {
			if bad++; bad <= 20 {
				t.Errorf("%s\n  have %s\n  want %s", exprs[i], got[i], want)
			}
		}
	}
	t.Logf("%d expressions, %d differ", len(exprs), bad)
}
