package sys

import (
	"os"

	"github.com/weftpy/weft/object"
)

// environ returns an environment variable that directs Python, "" under -E.
func environ(t *thread, name string) string {
	const ignoreEnvironment = 7 // field of sys.flags
	if flags, ok := object.AsTuple(orNone(t.Interp.Sys.GetStr(t, object.Intern("flags")))); ok && len(flags.Items) > ignoreEnvironment {
		if on, err := object.Truth(t, flags.Items[ignoreEnvironment]); err == nil && on {
			return ""
		}
	}
	return os.Getenv(name)
}
