package object

// Warn issues a warning as warnings.warn does; an error is a warning that a
// filter turned into an exception. level 1 blames the Python code that is
// running.
func (t *Thread) Warn(category *Type, message string, level int) *Exception {
	if Hooks.Warn == nil {
		return nil
	}
	return Hooks.Warn(t, category, NewStr(message), level)
}

// WarnSource warns about a place in source text, col counted from 1. A warning
// that becomes an exception is a SyntaxError there.
func (t *Thread) WarnSource(category *Type, message, filename string, line, col int) *Exception {
	if Hooks.WarnExplicit == nil {
		return nil
	}
	err := Hooks.WarnExplicit(t, category, NewStr(message), filename, line)
	if err == nil || !err.Matches(category) {
		return err
	}
	text := None
	if s, ok := SourceLine(t, filename, line); ok {
		text = NewStr(s + "\n")
	}
	return NewSyntaxError(t, SyntaxError, message, NewStr(filename), Int(int64(line)), Int(int64(col)), text)
}
