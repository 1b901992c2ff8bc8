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
