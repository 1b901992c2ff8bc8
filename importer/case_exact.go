//go:build !darwin && !windows

package importer

// foldsCase tells that file names are usually found whatever their case.
const foldsCase = false
