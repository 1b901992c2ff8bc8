package object

// Hooks are the operations of higher packages that built-in types and modules
// need: the evaluator and the importer set them in their init functions.
var Hooks struct {
	// Compile is compile(): source is a str, a bytes or an AST object, mode
	// "exec", "eval", "single" or "func_type". flags are compile()'s, inheritance
	// from the calling frame resolved.
	Compile func(t *Thread, source Value, filename, mode string, flags int, optimize int) (Value, *Exception)

	// Exec runs a code object with the given globals and local namespace (a dict
	// or any mapping), and closure (nil, or as many cells as code has free
	// variables). It returns the value of an expression, None for others.
	Exec func(t *Thread, code *Code, globals *Dict, locals Value, closure *Tuple) (Value, *Exception)

	// RunClassBody calls fn, a class body, with namespace ns; it returns what the
	// body returns: the cell of __class__, or None.
	RunClassBody func(t *Thread, fn *Function, ns Value) (Value, *Exception)

	// Frame returns the frame object of the activation that is depth below the
	// innermost one, or nil if there are not so many.
	Frame func(t *Thread, depth int) *FrameObject

	// GeneratorFrame returns the frame of a generator that has not ended, else
	// nil; GeneratorAwaiting what it delegates to (yield from, await), else null.
	GeneratorFrame    func(t *Thread, g *Generator) *FrameObject
	GeneratorAwaiting func(t *Thread, g *Generator) Value

	// StartThread starts a thread that calls f; it returns the thread's ident.
	StartThread func(t *Thread, f Value, args []Value, kwnames []Value) (int64, *Exception)
}
