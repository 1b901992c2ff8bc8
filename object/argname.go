package object

// ArgTypeName returns what messages about arguments of the wrong type call v: the
// name of its type, and None by itself.
func ArgTypeName(v Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.TypeName()
}
