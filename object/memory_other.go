//go:build !linux

package object

// machineMemory returns a bound that few machines' memory exceeds.
func machineMemory() uint64 { return 1 << 36 }
