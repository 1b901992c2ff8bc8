package datetime

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/weftpy/weft/object"
)

const maxDays = 999999999

// newDelta makes a timedelta of days and microseconds, which may be any number
// of days.
func newDelta(t *thread, days, micros int64) (*delta, *exc) {
	return newDeltaOf(t, deltaType, days, micros)
}

func newDeltaOf(t *thread, typ *object.Type, days, micros int64) (*delta, *exc) {
	days += floorDiv(micros, dayMicros)
	micros = floorMod(micros, dayMicros)
	if days < -maxDays || days > maxDays {
		if days != int64(int32(days)) {
			return nil, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
		}
		return nil, t.Errorf(object.OverflowError, "days=%d; must have magnitude <= %d", days, maxDays)
	}
	d := makeDelta(days, micros)
	if typ != deltaType {
		s := object.Allocate[delta](typ)
		s.days, s.secs, s.micros = d.days, d.secs, d.micros
		d = s
	}
	return d, nil
}

// makeDelta is newDelta of what is known to be in range.
func makeDelta(days, micros int64) *delta {
	return &delta{Object: object.Object{Typ: deltaType}, days: days, secs: micros / 1_000_000, micros: micros % 1_000_000}
}

// inDay returns the microseconds beyond the days.
func (d *delta) inDay() int64 { return d.secs*1_000_000 + d.micros }

func (d *delta) big() *big.Int {
	x := big.NewInt(d.days)
	x.Mul(x, big.NewInt(dayMicros))
	return x.Add(x, big.NewInt(d.inDay()))
}

func deltaOfBig(t *thread, typ *object.Type, x *big.Int) (value, *exc) {
	days, micros := new(big.Int).DivMod(x, big.NewInt(dayMicros), new(big.Int))
	if !days.IsInt64() || days.Int64() != int64(int32(days.Int64())) {
		return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	d, err := newDeltaOf(t, typ, days.Int64(), micros.Int64())
	if err != nil {
		return value{}, err
	}
	return d.value(), nil
}

func (d *delta) compare(o *delta) int {
	if d.days != o.days {
		return sign(d.days - o.days)
	}
	return sign(d.inDay() - o.inDay())
}

func (d *delta) isZero() bool { return d.days == 0 && d.secs == 0 && d.micros == 0 }

// The parameters of timedelta, in the order in which they are added up.
var deltaParams = []struct {
	name string
	unit int64
	at   int
}{
	{"microseconds", 1, 2}, {"milliseconds", 1000, 3}, {"seconds", 1_000_000, 1}, {"minutes", 60_000_000, 4},
	{"hours", 3_600_000_000, 5}, {"days", dayMicros, 0}, {"weeks", 7 * dayMicros, 6},
}

func deltaNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	if len(args) > len(deltaParams) {
		return value{}, t.Errorf(object.TypeError, "__new__() takes at most %d arguments (%d given)", len(deltaParams), len(args))
	}
	var a [7]value
	npos := len(args) - len(kwnames)
	copy(a[:], args[:npos])
next:
	for i, k := range kwnames {
		name, _ := object.AsStr(k)
		for _, p := range deltaParams {
			if p.name == name.S {
				if a[p.at].O != nil {
					return value{}, t.Errorf(object.TypeError, "argument for __new__() given by name ('%s') and position (%d)", p.name, p.at+1)
				}
				a[p.at] = args[npos+i]
				continue next
			}
		}
		return value{}, t.Errorf(object.TypeError, "'%s' is an invalid keyword argument for __new__()", name.S)
	}
	// Small ints need no big ones.
	days, micros, small := int64(0), int64(0), true
	for _, p := range deltaParams {
		v := a[p.at]
		if v.O == nil {
			continue
		}
		if !v.IsSmallInt() || v.Int() > 1<<36 || v.Int() < -1<<36 {
			small = false
			break
		}
		n := v.Int()
		if p.unit >= dayMicros {
			days += n * (p.unit / dayMicros)
			continue
		}
		perDay := int64(dayMicros) / p.unit
		days += floorDiv(n, perDay)
		micros += floorMod(n, perDay) * p.unit
	}
	if small {
		d, err := newDeltaOf(t, typ, days, micros)
		if err != nil {
			return value{}, err
		}
		return d.value(), nil
	}
	sum, left := new(big.Int), 0.0
	for _, p := range deltaParams {
		v := a[p.at]
		switch {
		case v.O == nil:
		case v.O.Typ.Is(object.FlagInt):
			sum.Add(sum, new(big.Int).Mul(object.AsBig(v), big.NewInt(p.unit)))
		case v.O.Typ.Is(object.FlagFloat):
			f := object.AsFloat(v)
			whole, frac := math.Modf(f)
			x, err := object.FloatToInt(t, whole)
			if err != nil {
				return value{}, err
			}
			sum.Add(sum, new(big.Int).Mul(object.AsBig(x), big.NewInt(p.unit)))
			if frac != 0 {
				whole, frac = math.Modf(float64(p.unit) * frac)
				sum.Add(sum, big.NewInt(int64(whole)))
				left += frac
			}
		default:
			return value{}, t.Errorf(object.TypeError, "unsupported type for timedelta %s component: %s", p.name, v.TypeName())
		}
	}
	if left != 0 {
		whole := math.Round(left)
		if math.Abs(whole-left) == 0.5 { // to an even sum
			odd := float64(sum.Bit(0))
			whole = 2*math.Round((left+odd)*0.5) - odd
		}
		sum.Add(sum, big.NewInt(int64(whole)))
	}
	return deltaOfBig(t, typ, sum)
}

func deltaAdd(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) || !isDelta(b) {
		return object.NotImplemented, nil
	}
	x, y := deltaOf(a), deltaOf(b)
	d, err := newDelta(t, x.days+y.days, x.inDay()+y.inDay())
	if err != nil {
		return value{}, err
	}
	return d.value(), nil
}

func deltaSub(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) || !isDelta(b) {
		return object.NotImplemented, nil
	}
	x, y := deltaOf(a), deltaOf(b)
	d, err := newDelta(t, x.days-y.days, x.inDay()-y.inDay())
	if err != nil {
		return value{}, err
	}
	return d.value(), nil
}

// nearest divides and rounds half to even.
func nearest(a, b *big.Int) *big.Int {
	q, r := new(big.Int).DivMod(a, b, new(big.Int)) // 0 ≤ r < |b|
	twice := r.Lsh(r, 1)
	c := twice.CmpAbs(b)
	if c > 0 || c == 0 && q.Bit(0) == 1 {
		// One more in the direction of the quotient that DivMod rounded away from.
		if b.Sign() > 0 {
			q.Add(q, big.NewInt(1))
		} else {
			q.Sub(q, big.NewInt(1))
		}
	}
	return q
}

// ratio returns the fraction that a float is.
func ratio(t *thread, f float64) (num, den *big.Int, err *exc) {
	switch {
	case math.IsNaN(f):
		return nil, nil, t.Errorf(object.ValueError, "cannot convert NaN to integer ratio")
	case math.IsInf(f, 0):
		return nil, nil, t.Errorf(object.OverflowError, "cannot convert Infinity to integer ratio")
	}
	num, den = object.FloatRatio(f)
	return num, den, nil
}

func deltaMul(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) {
		a, b = b, a
	}
	if !isDelta(a) {
		return object.NotImplemented, nil
	}
	d := deltaOf(a)
	switch {
	case b.O.Typ.Is(object.FlagInt):
		if n, bigN := object.AsInt(b); bigN == nil && n > -1<<20 && n < 1<<20 {
			r, err := newDelta(t, d.days*n, d.inDay()*n)
			if err != nil {
				return value{}, err
			}
			return r.value(), nil
		}
		return deltaOfBig(t, deltaType, new(big.Int).Mul(d.big(), object.AsBig(b)))
	case b.O.Typ.Is(object.FlagFloat):
		num, den, err := ratio(t, object.AsFloat(b))
		if err != nil {
			return value{}, err
		}
		return deltaOfBig(t, deltaType, nearest(new(big.Int).Mul(d.big(), num), den))
	}
	return object.NotImplemented, nil
}

func deltaTrueDiv(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) {
		return object.NotImplemented, nil
	}
	x := deltaOf(a).big()
	zero := func() (value, *exc) {
		return value{}, t.Errorf(object.ZeroDivisionError, "integer division or modulo by zero")
	}
	switch {
	case isDelta(b):
		return object.Binary(t, object.OpTrueDiv, object.IntOf(x), object.IntOf(deltaOf(b).big()))
	case b.O.Typ.Is(object.FlagInt):
		n := object.AsBig(b)
		if n.Sign() == 0 {
			return zero()
		}
		return deltaOfBig(t, deltaType, nearest(x, n))
	case b.O.Typ.Is(object.FlagFloat):
		num, den, err := ratio(t, object.AsFloat(b))
		if err != nil {
			return value{}, err
		}
		if num.Sign() == 0 {
			return zero()
		}
		return deltaOfBig(t, deltaType, nearest(x.Mul(x, den), num))
	}
	return object.NotImplemented, nil
}

func deltaFloorDiv(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) {
		return object.NotImplemented, nil
	}
	var div value
	switch {
	case isDelta(b):
		div = object.IntOf(deltaOf(b).big())
	case b.O.Typ.Is(object.FlagInt):
		div = object.PlainInt(b)
	default:
		return object.NotImplemented, nil
	}
	q, err := object.Binary(t, object.OpFloorDiv, object.IntOf(deltaOf(a).big()), div)
	if err != nil || isDelta(b) {
		return q, err
	}
	return deltaOfBig(t, deltaType, object.AsBig(q))
}

func deltaMod(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) || !isDelta(b) {
		return object.NotImplemented, nil
	}
	r, err := object.Binary(t, object.OpMod, object.IntOf(deltaOf(a).big()), object.IntOf(deltaOf(b).big()))
	if err != nil {
		return value{}, err
	}
	return deltaOfBig(t, deltaType, object.AsBig(r))
}

func deltaDivMod(t *thread, a, b value) (value, *exc) {
	if !isDelta(a) || !isDelta(b) {
		return object.NotImplemented, nil
	}
	q, err := deltaFloorDiv(t, a, b)
	if err != nil {
		return value{}, err
	}
	r, err := deltaMod(t, a, b)
	return object.NewPair(q, r), err
}

func negate(t *thread, v value) (value, *exc) {
	d, err := newDelta(t, -deltaOf(v).days, -deltaOf(v).inDay())
	if err != nil {
		return value{}, err
	}
	return d.value(), nil
}

// seconds returns total_seconds().
func (d *delta) seconds() float64 {
	if d.days > -100_000 && d.days < 100_000 {
		return float64(d.days*dayMicros+d.inDay()) / 1e6
	}
	return object.QuoFloat(d.big(), big.NewInt(1_000_000))
}

func (d *delta) String() string {
	var b strings.Builder
	if d.days != 0 {
		plural := "s"
		if d.days == 1 || d.days == -1 {
			plural = ""
		}
		fmt.Fprintf(&b, "%d day%s, ", d.days, plural)
	}
	fmt.Fprintf(&b, "%d:%02d:%02d", d.secs/3600, d.secs/60%60, d.secs%60)
	if d.micros != 0 {
		fmt.Fprintf(&b, ".%06d", d.micros)
	}
	return b.String()
}

func (d *delta) repr() string {
	var parts []string
	for _, p := range []struct {
		name string
		n    int64
	}{{"days", d.days}, {"seconds", d.secs}, {"microseconds", d.micros}} {
		if p.n != 0 {
			parts = append(parts, fmt.Sprintf("%s=%d", p.name, p.n))
		}
	}
	if parts == nil {
		parts = []string{"0"}
	}
	return d.value().TypeName() + "(" + strings.Join(parts, ", ") + ")"
}

func init() {
	object.SetLayout[delta](deltaType)
	s := &deltaType.Slots
	s.New = deltaNew
	s.Repr = func(t *thread, v value) (value, *exc) { return object.NewStr(deltaOf(v).repr()), nil }
	s.Str = func(t *thread, v value) (value, *exc) { return object.NewStr(deltaOf(v).String()), nil }
	s.Hash = func(t *thread, v value) (int64, *exc) {
		d := deltaOf(v)
		return object.Hash(t, object.TupleOf([]value{object.Int(d.days), object.Int(d.secs), object.Int(d.micros)}))
	}
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		if !isDelta(a) || !isDelta(b) {
			return object.NotImplemented, nil
		}
		return compareResult(deltaOf(a).compare(deltaOf(b)), op), nil
	}
	s.Bool = func(t *thread, v value) (bool, *exc) { return !deltaOf(v).isZero(), nil }
	s.Neg = negate
	s.Pos = func(t *thread, v value) (value, *exc) {
		return makeDelta(deltaOf(v).days, deltaOf(v).inDay()).value(), nil
	}
	s.Abs = func(t *thread, v value) (value, *exc) {
		if deltaOf(v).days < 0 {
			return negate(t, v)
		}
		return s.Pos(t, v)
	}
	s.Num[object.OpAdd], s.Num[object.OpSub], s.Num[object.OpMul] = deltaAdd, deltaSub, deltaMul
	s.Num[object.OpTrueDiv], s.Num[object.OpFloorDiv] = deltaTrueDiv, deltaFloorDiv
	s.Num[object.OpMod], s.Num[object.OpDivMod] = deltaMod, deltaDivMod
	deltaType.Methods = []object.Def{
		method("total_seconds", "", func(t *thread, v value) (value, *exc) {
			return object.Float(deltaOf(v).seconds()), nil
		}),
		method("__reduce__", "", func(t *thread, v value) (value, *exc) {
			d := deltaOf(v)
			return object.NewPair(v.O.Typ.Value(), object.TupleOf([]value{object.Int(d.days), object.Int(d.secs), object.Int(d.micros)})), nil
		}),
	}
	field := func(name, doc string, get func(d *delta) int64) object.GetSet {
		return object.GetSet{Name: name, Doc: doc, Member: true, Get: func(t *thread, v value) (value, *exc) { return object.Int(get(deltaOf(v))), nil }}
	}
	deltaType.Getsets = []object.GetSet{
		field("days", "", func(d *delta) int64 { return d.days }),
		field("seconds", "", func(d *delta) int64 { return d.secs }),
		field("microseconds", "", func(d *delta) int64 { return d.micros }),
	}
	deltaType.Consts = map[string]value{
		"min": makeDelta(-maxDays, 0).value(), "max": makeDelta(maxDays, dayMicros-1).value(), "resolution": makeDelta(0, 1).value(),
	}
}
