package parallel_test

import (
	"fmt"
	"testing"

	"github.com/weftpy/weft"
)

// TestExamples runs the examples that check themselves many times in this process, in a short
// form: the bank, whose audits must all find the same total, and the skip list and the B-tree,
// whose operations are repeated on a dict in the order of their commits.
func TestExamples(t *testing.T) {
	rounds := 40
	switch {
	case long:
		rounds = 1000
	case testing.Short():
		rounds = 3
	}
	for _, x := range []struct{ name, args string }{{"bank", `"300", "16"`}, {"skiplist", `"200"`}, {"btree", `"200"`}} {
		for _, workers := range []int{1, 2, 4, 8} {
			t.Run(fmt.Sprintf("%s/%d", x.name, workers), func(t *testing.T) {
				in, err := weft.New(weft.Config{Path: []string{"../examples"}, Stdlib: weft.FindStdlib})
				if err != nil {
					t.Fatal(err)
				}
				defer in.Close()
				if err := in.RunString("import io", "library"); err != nil {
					t.Skip("there is no standard library: ", err)
				}
				if err := in.RunString(fmt.Sprintf(`
import io, sys
import %[1]s
for n in range(%[2]d):
    out, sys.stdout = sys.stdout, io.StringIO()
    try: failed = %[1]s.main([%[3]s, "%[4]d"])
    finally: out, sys.stdout = sys.stdout, out
    assert not failed, (n, failed, out.getvalue())
`, x.name, rounds, x.args, workers), x.name); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
