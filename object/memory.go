package object

import "math"

// Go ends the process when memory runs out, so what can only fail is refused
// before it is tried: a single object larger than the machine's memory.

// maxText bounds the length of a text that one operation may make, in bytes.
var maxText = int(min(machineMemory(), math.MaxInt>>1))

// maxItems bounds the length of a list or tuple that one operation may make.
var maxItems = maxText / 16
