package object

// Hooks are the operations of higher packages that built-in types and modules
// need: the packages that know how set them in their init functions.
var Hooks struct {
	// GeneratorFrame returns the frame of a generator that has not ended, else
	// nil; GeneratorAwaiting what it delegates to (yield from, await), else null.
	GeneratorFrame    func(t *Thread, g *Generator) *FrameObject
	GeneratorAwaiting func(t *Thread, g *Generator) Value

	// Warn issues a warning; module _warnings sets it.
	Warn func(t *Thread, category *Type, message Value, level int) *Exception

	// StartThread starts a thread that calls f; it returns the thread's ident.
	StartThread func(t *Thread, f Value, args []Value, kwnames []Value) (int64, *Exception)
}
