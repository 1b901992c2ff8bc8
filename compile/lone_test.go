package compile_test

import (
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// TestLoneParts makes sure that nothing reads the slices that LoneParts finds but the addition.
func TestLoneParts(t *testing.T) {
	src := `
def f(t, u, i, g):
    a = t[:i] + t[i:]
    t[i:] += u[:i] + t[1:]
    g(a, (b := t[:i]) + t[i:], t[:1] + g(t[2:]) + u[3:])
    c = (d := t[:i] + u[i:]) < t[1:] + u[:2] < t[2:] + (u[1:] if a else u[2:])
    return [x[:i] + x[i + 1:] for x in t], f"{t[:1] + u[1:]}", t[:1][1:] + u
`
	mod, err := syntax.Parse([]byte(src), "f.py", syntax.Exec, nil)
	if err != nil {
		t.Fatal(err)
	}
	module, err := compile.Module(mod, "f.py", compile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, k := range module.Consts {
		c, ok := k.(*compile.Code)
		if !ok {
			continue
		}
		c.LoneParts(func(load, add int, second bool) {
			found++
			if c.Ins[add].Op() != compile.Add || load >= add {
				t.Errorf("%d is not the addition of %d", add, load)
			}
			if r := int(c.Ins[load].A()); int(c.Ins[add].A()) != r && compile.LiveAt(c, add+1, r) {
				t.Errorf("r%d of instruction %d is read behind %d", r, load, add)
			}
		})
	}
	if found < 9 {
		t.Errorf("only %d found", found)
	}
}
