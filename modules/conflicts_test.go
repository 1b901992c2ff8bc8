package modules_test

import (
	"testing"

	"github.com/weftpy/weft"
)

// conflictsProgram conflicts, sooner or later, and looks what is told about that. The
// names of the functions say what they do to what the others do.
const conflictsProgram = `import transaction
transaction.conflicts  # from here on runs collect them
class Counter: n = 0
c = Counter()
c.n = 0
l = [0]
def reads_first():
    x = c.n
    for _ in range(20000): pass
    c.n = x + 1
def writes_first():
    x = l[0]
    for i in range(2000): l[0] = x + i
def writes_last():
    for i in range(2000): pass
    l[0] += 1
lines = {"reads_first": {8, 10}, "writes_first": {12, 13}, "writes_last": {16}}
kinds, sides = set(), 0
for _ in range(200):
    for _ in range(50):
        for f in reads_first, writes_first, writes_last: transaction.add(f)
    transaction.run()
    aborts = 0
    for x in transaction.conflicts():
        aborts += x.count
        for side in x.where, x.other:
            if side is not None:
                file, line, function = side
                assert file == "conflicts" and line in lines[function], x
        assert x.count > 0 and x.seconds_lost >= 0, x
        if x.name is not None: assert (x.object_type, x.name) == ("Counter", "n") and x.where[2] == "reads_first", x
        if x.where is None: continue
        kinds.add(x.kind)
        if x.kind == "write-write" and x.other is not None: sides += 1
    assert aborts == transaction.stats().aborts, (aborts, transaction.stats(), transaction.conflicts())
    if kinds >= {"write-write", "read-write"} and sides: break
else:
    assert False, (kinds, sides)
`

// TestConflicts has transactions conflict and looks whether both sides are named.
func TestConflicts(t *testing.T) {
	in, err := weft.New(weft.Config{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := in.RunString(conflictsProgram, "conflicts"); err != nil {
		t.Fatal(err)
	}
}
