package dis_test

import (
	"errors"
	"testing"

	"github.com/weftpy/weft"
	"github.com/weftpy/weft/importer"
)

// TestDis looks at the functions of module dis that show instructions.
func TestDis(t *testing.T) {
	lib, reason := importer.FindStdlib("")
	if lib == "" {
		t.Skip(reason)
	}
	in, err := weft.New(weft.Config{Stdlib: lib})
	if err != nil {
		t.Fatal(err)
	}
	err = in.RunString(`
import dis, io

def f(a):
    try:
        return a + 1
    except KeyError:
        return [x for x in a]

out = io.StringIO()
dis.dis(f, file=out)
text = out.getvalue()
assert "AddI" in text and "(KeyError)" in text and "ExceptionTable" in text, text
assert "Disassembly of <code object f" not in text
found = list(dis.get_instructions(f))
assert found[0].opname == "AddI" and found[0].starts_line == 6 and found[0].positions.lineno == 6, found[0]
assert dis.opname[found[0].opcode] == "AddI" and dis.opmap["AddI"] == found[0].opcode
assert any(i.is_jump_target for i in found)
assert [i.offset for i in dis.Bytecode(f)] == [i.offset for i in found]
assert dis.Bytecode(f).dis() == text

class C:
    def method(self):
        return 1

out = io.StringIO()
dis.dis(C, file=out)
assert out.getvalue().startswith("Disassembly of method:\n"), out.getvalue()

try:
    f(None)
except TypeError as e:
    out = io.StringIO()
    dis.distb(e.__traceback__, file=out)
    assert "-->" in out.getvalue(), out.getvalue()

dis.dis("a + b", file=io.StringIO())
assert "OPTIMIZED" in dis.code_info(f)
assert len(f.__code__.co_code) == 8 * len(found)
`, "<test>")
	var exc *weft.Exception
	if errors.As(err, &exc) {
		in.Report(err)
		t.Fatal("see above")
	} else if err != nil {
		t.Fatal(err)
	}
}
