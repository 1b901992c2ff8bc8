package vm

import "github.com/weftpy/weft/object"

// poll is called between two instructions when the thread's poll word is set.
func poll(t *object.Thread) *object.Exception { return t.Poll() }
