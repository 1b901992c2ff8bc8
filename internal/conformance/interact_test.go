package conformance

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestInteractive has CPython and weft hold the same interactive sessions.
func TestInteractive(t *testing.T) {
	python, own := needCPython(t), needWeft(t)
	for _, s := range []struct {
		name  string
		args  []string
		input string
	}{
		{"values", nil, "x = 1\nx\n_ + 1\nNone\nx; 'a'\n(1,\n2)\nx = '''a\nb'''\nx\n# comment\n\n[1,\n\n2]\nx = (1 +\n# comment\n 2)\nx\n"},
		{"blocks", nil, "if 1:\n  2\n\nclass A:\n  def f(self):\n    return 5\n  y = 3\n\nA().f()\n@property\ndef f():\n  pass\n\nfor i in 1, 2: i\n\ntry:\n  1/0\nexcept Exception: 'caught'\nelse: pass\n\n"},
		{"errors", nil, "1/0\ndef f(:\n  pass\n1 +\n\"abc\nimport sys; sys.last_type\n!\ndef f():\n  return g()\n\nf()\nassert 0, 'x'\n"},
		{"prompts", nil, "import sys\nsys.ps1 = '$ '\nif 1:\n  sys.ps2 = '> '\n\nif 1:\n  2\n\nsys.argv, sys.path[0], sys.flags.interactive\n__name__, __builtins__\n"},
		{"future", nil, "from __future__ import annotations\ndef f(a: b): pass\n\nf.__annotations__\n"},
		{"exit", nil, "exit\nquit\nhelp\ntype(copyright), exit.name\nexit(4)\n1\n"},
		{"SystemExit", nil, "import sys\nsys.exit('bye')\n"},
		{"after a program", []string{"-c", "x = 5"}, "x\n"},
		{"after an exception", []string{"-c", "x = 5; 1/0"}, "x\nimport sys; sys.last_type\n"},
		{"after SystemExit", []string{"-c", "x = 5; raise SystemExit(4)"}, "x\n"},
	} {
		t.Run(s.name, func(t *testing.T) {
			run := func(interpreter string) (out string) {
				cmd := exec.CommandContext(testContext(t), interpreter, append([]string{"-i", "-q"}, s.args...)...)
				cmd.Stdin = strings.NewReader(s.input)
				var stdout, stderr strings.Builder
				cmd.Stdout, cmd.Stderr = &stdout, &stderr
				if err := cmd.Run(); err != nil {
					out = err.Error() + "\n"
				}
				return out + stdout.String() + "-- stderr\n" + stderr.String()
			}
			if diff := cmp.Diff(run(python[0]), run(own[0])); diff != "" {
				t.Errorf("-CPython +weft\n%s", diff)
			}
		})
	}
}
