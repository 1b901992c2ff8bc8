package object

// Suggestions for misspelt names.

// Costs of the edit distance: a letter in the other case is half an edit.
const (
	moveCost           = 2
	caseCost           = 1
	maxSuggestName     = 40  // bytes of a name beyond which nothing is suggested
	maxSuggestionNames = 750 // names among which one is looked for
)

// suggestion returns ". Did you mean: 'x'?" for an exception about a name for
// which there is a similar one, else "".
func suggestion(t *Thread, e *Exception) string {
	s := ""
	switch {
	case e.Matches(AttributeError):
		s = suggestAttribute(t, e)
	case e.Matches(NameError):
		s = suggestName(t, e)
	}
	if s == "" {
		return ""
	}
	return ". Did you mean: " + ReprText(s) + "?"
}

func fieldString(t *Thread, e *Exception, i int) (string, bool) {
	v := e.Field(t, i)
	if v.O == nil {
		return "", false
	}
	s, ok := AsStr(v)
	if !ok {
		return "", false
	}
	return s.S, true
}

func suggestAttribute(t *Thread, e *Exception) string {
	name, ok := fieldString(t, e, fieldName)
	obj := e.Field(t, fieldObj)
	if !ok || obj.O == nil || obj.IsNone() {
		return ""
	}
	names, err := Dir(t, obj)
	if err != nil {
		return ""
	}
	l, _ := AsList(names)
	return closest(l.Items(t), name)
}

// suggestName looks among the variables, globals and built-ins of the place
// where the name was not found.
func suggestName(t *Thread, e *Exception) string {
	name, ok := fieldString(t, e, fieldName)
	tb := e.Traceback(t)
	if !ok || tb == nil {
		return ""
	}
	for tb.Next != nil {
		tb = tb.Next
	}
	var locals []Value
	for _, n := range tb.Code.VarNames {
		locals = append(locals, n.Value())
	}
	if s := closest(locals, name); s != "" {
		return s
	}
	f := tb.frame(t)
	if f.Globals != nil {
		if s := closest(f.Globals.Keys(t), name); s != "" {
			return s
		}
	}
	if b, ok := AsDict(BuiltinsOf(t, f.Globals)); ok {
		return closest(b.Keys(t), name)
	}
	return ""
}

// closest returns the name that is most like the given one, "" if none is like
// it enough: no more than a third of the letters may differ.
func closest(names []Value, name string) string {
	if len(names) >= maxSuggestionNames {
		return ""
	}
	best, bestDistance := "", 1<<30
	for _, v := range names {
		s, ok := AsStr(v)
		if !ok || s.S == name {
			continue
		}
		limit := min((len(name)+len(s.S)+3)*moveCost/6, bestDistance-1)
		if d := editDistance(name, s.S, limit); d <= limit {
			best, bestDistance = s.S, d
		}
	}
	return best
}

func substitutionCost(a, b byte) int {
	if a&31 != b&31 {
		return moveCost
	}
	if a == b {
		return 0
	}
	lower := func(c byte) byte {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	if lower(a) == lower(b) {
		return caseCost
	}
	return moveCost
}

// editDistance is the Levenshtein distance of a and b, or something above limit
// if it is above limit.
func editDistance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return (len(a) + len(b)) * moveCost
	}
	if len(a) > maxSuggestName || len(b) > maxSuggestName {
		return limit + 1
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if (len(b)-len(a))*moveCost > limit {
		return limit + 1
	}
	var row [maxSuggestName]int
	for i := range a {
		row[i] = (i + 1) * moveCost
	}
	result := 0
	for j := range len(b) {
		distance := j * moveCost
		result = distance
		least := 1 << 30
		for i := range len(a) {
			substitute := distance + substitutionCost(b[j], a[i])
			distance = row[i]
			result = min(min(result, distance)+moveCost, substitute)
			row[i] = result
			least = min(least, result)
		}
		if least > limit {
			return limit + 1
		}
	}
	return result
}
