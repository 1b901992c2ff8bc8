package compile

import "github.com/weftpy/weft/object"

// KeepsParameters reports whether a function's code never assigns or deletes its parameters, and
// keeps none in a cell: their registers hold the arguments from beginning to end.
func KeepsParameters(code *object.Code) bool {
	if code.NumRegs > MaxRegs {
		return false
	}
	var e effects
	for _, w := range code.Plain().Ins {
		i := unpacked(Ins(w))
		e.of(&i)
		for _, spans := range [][]span{e.writes, e.nulls, e.cleared} {
			for _, s := range spans {
				if int(s.first) < code.NumParams {
					return false
				}
			}
		}
	}
	return true
}
