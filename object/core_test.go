package object

import (
	"testing"

	"github.com/weftpy/weft/stm"
)

// testThread returns a thread of a fresh interpreter in solo mode.
func testThread(t testing.TB) *Thread {
	e := stm.NewEngine()
	in := &Interp{Engine: e}
	in.RecursionLimit.Store(1000)
	return NewThread(in, e.NewTx())
}

func TestClassAttributes(t *testing.T) {
	th := testThread(t)
	ns := NewDict(th)
	ns.SetStr(th, Intern("x"), Int(7))
	c, err := Call(th, TypeType.Value(), NewStr("C"), NewTuple(nil), ns.Value())
	if err != nil {
		t.Fatal(err)
	}
	o, err := Call(th, c)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := GetAttr(th, o, Intern("x")); err != nil || v != Int(7) {
		t.Fatalf("o.x = %v, %v", v, err)
	}
	for i := range 200 {
		name := Intern("a" + string(rune('0'+i%10)) + string(rune('a'+i/10)))
		if err := SetAttr(th, o, name, Int(int64(i))); err != nil {
			t.Fatal(err)
		}
	}
	if v, err := GetAttr(th, o, Intern("a3b")); err != nil || v != Int(13) {
		t.Fatalf("o.a3b = %v, %v", v, err)
	}
	if err := SetAttr(th, o, Intern("a3b"), Value{}); err != nil {
		t.Fatal(err)
	}
	if _, err := GetAttr(th, o, Intern("a3b")); err == nil || err.Error() != "AttributeError: 'C' object has no attribute 'a3b'" {
		t.Fatalf("deleted attribute: %v", err)
	}
}

func TestDictOrder(t *testing.T) {
	th := testThread(t)
	d := NewDict(th)
	for i := range int64(1000) {
		if err := d.Set(th, Int(i*7), Int(i)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range int64(500) {
		if v, err := d.Delete(th, Int(i*14)); err != nil || v != Int(i*2) {
			t.Fatalf("delete %d: %v %v", i*14, v, err)
		}
	}
	want := int64(1)
	for k, v, pos, ok := d.NextEntry(th, 0); ok; k, v, pos, ok = d.NextEntry(th, pos) {
		if k != Int(want*7) || v != Int(want) {
			t.Fatalf("entry %v: %v", k, v)
		}
		want += 2
	}
	if want != 1001 || d.Len(th) != 500 {
		t.Fatalf("ended at %d, len %d", want, d.Len(th))
	}
}
