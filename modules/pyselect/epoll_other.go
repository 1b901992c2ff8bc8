//go:build !linux

package pyselect

import "github.com/weftpy/weft/object"

// Epoll is a select.epoll object, which only Linux has.
type Epoll struct{}

// AsEpoll returns false: nothing is an epoll object.
func AsEpoll(v object.Value) (*Epoll, bool) { return nil, false }
