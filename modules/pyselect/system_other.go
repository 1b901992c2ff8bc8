//go:build unix && !linux

package pyselect

import "github.com/weftpy/weft/object"

const (
	pipeBuf         = 512
	pollWriteNormal = 4
	pollWriteBand   = 0x100
)

func addSystem(t *thread, m *object.Module) {}
