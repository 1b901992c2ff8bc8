package vm

import (
	"testing"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// runSource executes source text as a module and returns its globals.
func runSource(tb testing.TB, t *object.Thread, src string) *object.Dict {
	tb.Helper()
	if t.Interp.Builtins.GetStr(t, object.Intern("range")).O == nil {
		t.Interp.Builtins.SetStr(t, object.Intern("range"), object.RangeType.Value())
		t.Interp.Builtins.SetStr(t, strBuildClass, object.NewBuiltin(object.Def{Name: "__build_class__", Sig: "func, name, /, *bases, **kwds", Fn: BuildClass}, nil))
	}
	code, err := Compile(t, []byte(src), "<test>", CompileOptions{Mode: syntax.Exec})
	if err != nil {
		tb.Fatal(err)
	}
	g := object.NewNamespace(t)
	g.SetStr(t, object.Intern("__name__"), object.NewStr("__main__"))
	if _, err := Exec(t, code, g, object.Value{}); err != nil {
		tb.Fatal(err)
	}
	return g
}

var loops = map[string]string{
	"fib": `
def run(n):
    def fib(n):
        if n < 2: return n
        return fib(n-1) + fib(n-2)
    return fib(27)
def fib(n):
    if n < 2:
        return n
    return fib(n-1) + fib(n-2)
def run():
    return fib(27)
`,
	"while": `
def run():
    s = 0
    i = 0
    while i < 3000000:
        s = s + i * 2
        i = i + 1
    return s
`,
	"method": `
class P:
    def __init__(self):
        self.x = 1
        self.y = 2
    def step(self, d):
        self.x = self.x + 1
        self.y = d + self.x
p = P()
def run():
    for i in range(1000000):
        p.step(i)
`,
	"list": `
def run():
    a = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for k in range(200000):
        for i in range(10):
            a[i] = a[i] + i
`,
	"float": `
def run():
    x = 0.5
    for i in range(3000000):
        x = x * 1.0000001 + 0.1
    return x
`,
}

func BenchmarkLoops(b *testing.B) {
	for _, name := range []string{"fib", "while", "method", "list", "float"} {
		b.Run(name, func(b *testing.B) {
			t := NewInterp()
			g := runSource(b, t, loops[name])
			f := g.GetStr(t, object.Intern("run"))
			if _, err := object.Call0(t, f); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				if _, err := object.Call0(t, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
