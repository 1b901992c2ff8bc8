package object

import (
	"math/big"
	"math/rand"
	"testing"
	"time"
)

// edgeInts returns ints near the borders of the representations, and others.
func edgeInts(r *rand.Rand, n int) []*big.Int {
	var all []*big.Int
	for _, bits := range []uint{0, 31, 32, 53, 62, 63, 64, 65, 126, 127, 128, 191, 192, 256, 576, 1088, 1152, 1600, 2304} {
		for d := int64(-2); d <= 2; d++ {
			x := new(big.Int).Lsh(bigOne, bits)
			x.Add(x, big.NewInt(d))
			all = append(all, x, new(big.Int).Neg(x))
		}
	}
	for range n {
		x := new(big.Int).Rand(r, new(big.Int).Lsh(bigOne, uint(1+r.Intn(2600))))
		if r.Intn(3) == 0 {
			// Words of zeros and ones are where division goes wrong.
			w := x.Bits()
			for i := range w {
				switch r.Intn(3) {
				case 0:
					w[i] = 0
				case 1:
					w[i] = ^big.Word(0)
				}
			}
			x = new(big.Int).SetBits(w)
		}
		if r.Intn(2) == 0 {
			x.Neg(x)
		}
		all = append(all, x)
	}
	return all
}

// reference computes x op y with math/big alone; nil for what raises.
func reference(op BinaryOp, x, y *big.Int) *big.Int {
	z, m := new(big.Int), new(big.Int)
	switch op {
	case OpAdd:
		return z.Add(x, y)
	case OpSub:
		return z.Sub(x, y)
	case OpMul:
		return z.Mul(x, y)
	case OpAnd:
		return z.And(x, y)
	case OpOr:
		return z.Or(x, y)
	case OpXor:
		return z.Xor(x, y)
	case OpFloorDiv, OpMod:
		if y.Sign() == 0 {
			return nil
		}
		z.QuoRem(x, y, m)
		if m.Sign() != 0 && m.Sign() != y.Sign() {
			m.Add(m, y)
			z.Sub(z, bigOne)
		}
		if op == OpMod {
			return m
		}
		return z
	case OpLShift:
		if y.Sign() < 0 {
			return nil
		}
		return z.Lsh(x, uint(y.Uint64()))
	case OpRShift:
		if y.Sign() < 0 {
			return nil
		}
		return z.Rsh(x, uint(y.Uint64()))
	}
	panic("no such operator")
}

func TestIntArithmetic(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	th := testThread(t)
	nums := edgeInts(r, 120)
	check := func(op BinaryOp, x, y *big.Int) {
		a, b := IntOf(new(big.Int).Set(x)), IntOf(new(big.Int).Set(y))
		before, before2 := new(big.Int).Set(x), new(big.Int).Set(y)
		v, err := Binary(th, op, a, b)
		want := reference(op, x, y)
		if want == nil {
			if err == nil {
				t.Fatalf("%v %s %v: no exception", x, binarySymbols[op], y)
			}
			return
		}
		if err != nil {
			t.Fatalf("%v %s %v: %v", x, binarySymbols[op], y, err)
		}
		if got := AsBig(v); got.Cmp(want) != 0 {
			t.Fatalf("%v %s %v is %v, not %v", x, binarySymbols[op], y, got, want)
		}
		if v.O != &IntTag && AsBig(v).IsInt64() {
			t.Fatalf("%v %s %v: a small int in a large one's place", x, binarySymbols[op], y)
		}
		if AsBig(a).Cmp(before) != 0 || AsBig(b).Cmp(before2) != 0 {
			t.Fatalf("%v %s %v changed an operand", x, binarySymbols[op], y)
		}
		if eq, _ := EqualBool(th, v, IntOf(want)); !eq {
			t.Fatalf("%v is not equal to itself", want)
		}
	}
	for i, x := range nums {
		for _, op := range []BinaryOp{OpAdd, OpSub, OpMul, OpAnd, OpOr, OpXor, OpFloorDiv, OpMod} {
			for range 40 {
				check(op, x, nums[r.Intn(len(nums))])
			}
			check(op, x, nums[i])
		}
		for range 20 {
			n := big.NewInt(int64(r.Intn(200) - 2))
			check(OpLShift, x, n)
			check(OpRShift, x, n)
		}
		a := IntOf(x)
		for _, u := range []struct {
			f    func(*Thread, Value) (Value, *Exception)
			want *big.Int
		}{{Negative, new(big.Int).Neg(x)}, {Invert, new(big.Int).Not(x)}, {Absolute, new(big.Int).Abs(x)}} {
			if v, err := u.f(th, a); err != nil || AsBig(v).Cmp(u.want) != 0 {
				t.Fatalf("unary operator on %v: %v, not %v", x, AsBig(v), u.want)
			}
		}
	}
}

// TestIntsStay keeps many results and looks whether they stay what they were,
// since several share an allocation, and operations share scratch space.
func TestIntsStay(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	th := testThread(t)
	nums := edgeInts(r, 50)
	var got []Value
	var want []*big.Int
	for range 5000 {
		op := []BinaryOp{OpAdd, OpSub, OpMul, OpAnd, OpOr, OpXor, OpFloorDiv, OpMod}[r.Intn(8)]
		x, y := nums[r.Intn(len(nums))], nums[r.Intn(len(nums))]
		w := reference(op, x, y)
		if w == nil {
			continue
		}
		v, err := Binary(th, op, IntOf(x), IntOf(y))
		if err != nil {
			t.Fatal(err)
		}
		got, want = append(got, v), append(want, w)
		if w.BitLen() < 2600 {
			nums[r.Intn(len(nums))] = AsBig(v)
		}
	}
	for i := range got {
		if AsBig(got[i]).Cmp(want[i]) != 0 {
			t.Fatalf("result %d is now %v, not %v", i, AsBig(got[i]), want[i])
		}
	}
}

func BenchmarkIntMod(b *testing.B) {
	th := testThread(b)
	x := IntOf(new(big.Int).Exp(big.NewInt(10), big.NewInt(60), nil))
	y := IntOf(new(big.Int).Exp(big.NewInt(7), big.NewInt(69), nil))
	for b.Loop() {
		if _, err := Binary(th, OpMod, x, y); err != nil {
			b.Fatal(err)
		}
	}
}
