package io

import (
	"runtime"
	"weak"

	"github.com/weftpy/weft/object"
)

// A program that says open(path, "w").write(text) and then reads the file counts on
// CPython's reference counts: the file object dies at the end of the statement, and
// what its buffer holds is written. Here it dies when the collector finds it. So
// before a file is looked at - opened, asked for its size, given to another process
// - the buffers over it whose file objects are garbage are written. Those that the
// program still has keep what they hold, as they do there.
//
// It takes a collection to know which are garbage. There is one only if something
// waits to be written to that very file, and a buffer that was found to be in use
// makes ever fewer of them necessary: the next 1, 2, 4 … looks at its file find
// what has been written so far.

// patience says how often an outBuf in use is passed over.
type patience struct{ left, next int }

// fileID tells files of the system apart.
type fileID struct{ dev, ino uint64 }

// holds reports whether o keeps bytes that its file has not got.
func (o *outBuf) holds() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.text)+len(o.buf) > 0
}

// settle writes the abandoned buffers over the file at path, over any file if path
// is empty.
func settle(t *thread, path string) {
	if t.Tx.InTransaction() && !t.Tx.Inevitable() {
		return // its output is held anyway
	}
	var id fileID
	var suspects []*outBuf
	openBuffers.Lock()
	for o := range openBuffers.m {
		if o.d.fd <= 2 || o.d.owner == (weak.Pointer[fileIO]{}) || !o.holds() {
			continue
		}
		if path != "" {
			if id == (fileID{}) {
				if id = sysFileID(path); id == (fileID{}) {
					break
				}
			}
			if o.d.id() != id {
				continue
			}
		}
		if o.patience.left > 0 {
			o.patience.left--
			continue
		}
		suspects = append(suspects, o)
	}
	openBuffers.Unlock()
	if len(suspects) == 0 {
		return
	}
	t.Forget()
	runtime.GC()
	for _, o := range suspects {
		if o.d.owner.Value() == nil {
			o.d.collected()
		} else {
			o.patience.next = max(2*o.patience.next, 1)
			o.patience.left = o.patience.next
		}
	}
}

// id returns the identity of d's file; only settle asks.
func (d *descriptor) id() fileID {
	if d.ident == (fileID{}) {
		d.ident = sysDescriptorID(d.fd)
	}
	return d.ident
}

func init() { object.Hooks.SettleFiles = settle }
