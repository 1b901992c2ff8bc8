// Package errno is Python's module errno: the platform's error numbers by name.
package errno

import (
	"sort"

	"github.com/weftpy/weft/object"
)

func init() { object.RegisterModule("errno", create) }

func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "errno", "The error numbers of the operating system, by their names.")
	var names []string
	for name := range object.ErrnoNumbers {
		names = append(names, name)
	}
	sort.Strings(names)
	codes := object.NewDict(t)
	for _, name := range names {
		n := object.Int(int64(object.ErrnoNumbers[name]))
		m.Set(t, name, n)
		// Of two names for a number the first stands.
		if old, err := codes.Get(t, n); err != nil {
			return nil, err
		} else if old.IsNull() {
			if err := codes.Set(t, n, object.NewStr(name)); err != nil {
				return nil, err
			}
		}
	}
	m.Set(t, "errorcode", codes.Value())
	return m, nil
}
