package vm

import "github.com/weftpy/weft/object"

// ExpectAssignments makes variables of the global names that the modules whose bodies t is executing may
// assign from now on, so that assigning them the first time need not stop other threads. t runs
// solo, and is about to start one. seen holds the code that has been dealt with.
func ExpectAssignments(t *object.Thread, seen map[*object.Code]bool) {
	for fr := t.Frame; fr != nil && fr.Fn != nil; fr = fr.Prev {
		if !fr.HasNS || !moduleNS(fr) || !fr.Fn.Globals.IsNamespace() || seen[fr.Code.Plain()] {
			continue
		}
		seen[fr.Code.Plain()] = true
		for _, name := range source(fr.Code).AssignedLater(fr.PC) {
			fr.Fn.Globals.Cell(t, object.Intern(name)).Variable = true
		}
	}
}
