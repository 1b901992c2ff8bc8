package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
)

// archiveMain returns the source of __main__.py if file is a Zip archive, which may have something
// else before it: a line that says who runs it, as module zipapp writes it.
func archiveMain(file string) (src []byte, ok bool, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, false, nil // who reads the file will say so
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || !endsAsArchive(f, info.Size()) {
		return nil, false, nil
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, false, nil
	}
	main, err := z.Open("__main__.py")
	if err != nil {
		return nil, true, err
	}
	defer main.Close()
	src, err = io.ReadAll(main)
	return src, true, err
}

// endsAsArchive reports whether the last bytes of f have the mark of a Zip archive's directory.
// Scripts are not searched further.
func endsAsArchive(f *os.File, size int64) bool {
	const record, comment = 22, 1<<16 - 1
	n := min(size, record+comment)
	end := make([]byte, n)
	if _, err := f.ReadAt(end, size-n); err != nil {
		return false
	}
	return bytes.Contains(end, []byte("PK\x05\x06"))
}
