package object

import "testing"

func mustCall(t *testing.T, th *Thread, f Value, args ...Value) Value {
	t.Helper()
	v, err := Call(th, f, args...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func strText(t *testing.T, th *Thread, v Value) string {
	t.Helper()
	s, err := ToStr(th, v)
	if err != nil {
		t.Fatal(err)
	}
	return s.S
}

func TestExceptionText(t *testing.T) {
	th := testThread(t)
	file := NewStr("f.txt")
	name := must(t)(StrType.Slots.Repr(th, file))
	num := func(i int64) string { return strText(t, th, Int(i)) }
	for _, c := range []struct {
		typ  *Type
		args []Value
		str  string
		is   *Type
	}{
		{ValueError, nil, "", ValueError},
		{ValueError, []Value{NewStr("bad")}, "bad", ValueError},
		{OSError, []Value{Int(2), NewStr("No such file or directory"), file}, "[Errno " + num(2) + "] No such file or directory: " + strText(t, th, name), FileNotFoundError},
		{OSError, []Value{Int(13), NewStr("x"), file, None, file}, "[Errno " + num(13) + "] x: " + strText(t, th, name) + " -> " + strText(t, th, name), PermissionError},
		{OSError, []Value{NewStr("plain")}, "plain", OSError},
		{UnicodeEncodeError, []Value{NewStr("ascii"), NewStr("é"), Int(0), Int(5), NewStr("why")}, "'ascii' codec can't encode characters in position 0-4: why", UnicodeEncodeError},
		{SyntaxError, []Value{NewStr("oops"), NewTuple([]Value{NewStr("/a/b.py"), Int(3), Int(1), NewStr("x\n")})}, "oops (b.py, line " + num(3) + ")", SyntaxError},
		{StopIteration, []Value{NewStr("v")}, "v", StopIteration},
	} {
		v := mustCall(t, th, c.typ.Value(), c.args...)
		if v.O.Typ != c.is {
			t.Errorf("%s%v is a %s, want %s", c.typ.Name, c.args, v.O.Typ.Name, c.is.Name)
		}
		if got := strText(t, th, v); got != c.str {
			t.Errorf("str(%s) = %q, want %q", c.typ.Name, got, c.str)
		}
	}
}

func TestExceptionGroupSplit(t *testing.T) {
	th := testThread(t)
	inner := mustCall(t, th, ExceptionGroup.Value(), NewStr("in"), NewTuple([]Value{NewException(th, KeyError).Value(), NewException(th, ValueError).Value()}))
	g := mustCall(t, th, BaseExceptionGroup.Value(), NewStr("out"), NewTuple([]Value{inner, NewException(th, TypeError).Value()}))
	if g.O.Typ != ExceptionGroup {
		t.Fatalf("a group of Exceptions is a %s", g.O.Typ.Name)
	}
	r, err := CallMethod(th, g, Intern("split"), LookupError.Value())
	if err != nil {
		t.Fatal(err)
	}
	pair := tupleOf(r).Items
	if s := strText(t, th, pair[0]); s != "out (1 sub-exception)" {
		t.Errorf("match: %s", s)
	}
	if s := strText(t, th, pair[1]); s != "out (2 sub-exceptions)" {
		t.Errorf("rest: %s", s)
	}
	match, rest, err := ExceptStarMatch(th, g, NewTuple([]Value{KeyError.Value(), ValueError.Value(), TypeError.Value()}))
	if err != nil || match.IsNone() || !rest.IsNone() {
		t.Errorf("except*: %v %v %v", match, rest, err)
	}
}

func TestIsInstance(t *testing.T) {
	th := testThread(t)
	u := must(t)(Binary(th, OpOr, IntType.Value(), StrType.Value()))
	for _, c := range []struct {
		v, cls Value
		want   bool
	}{
		{Int(1), IntType.Value(), true},
		{True, IntType.Value(), true},
		{Int(1), NewTuple([]Value{StrType.Value(), NewTuple([]Value{IntType.Value()})}), true},
		{NewStr("x"), u, true},
		{Float(1), u, false},
	} {
		got, err := IsInstanceOf(th, c.v, c.cls)
		if err != nil || got != c.want {
			t.Errorf("isinstance(%v, %v) = %v, %v", c.v, c.cls, got, err)
		}
	}
	if _, err := IsInstanceOf(th, Int(1), Int(2)); err == nil || err.Error() != "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union" {
		t.Errorf("isinstance(1, 2): %v", err)
	}
}

func must(t *testing.T) func(v Value, err *Exception) Value {
	return func(v Value, err *Exception) Value {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
