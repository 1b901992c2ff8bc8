package object

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"
)

// Lines of source files, for tracebacks.

// sources caches the lines of files, and holds those of sources that are in no
// file.
var sources struct {
	sync.Mutex
	files map[string]*sourceFile
}

type sourceFile struct {
	lines []string
	info  os.FileInfo // nil: registered, not from a file
}

// RegisterSource makes text the source that tracebacks show for filename, which
// no file has.
func RegisterSource(filename, text string) {
	sources.Lock()
	defer sources.Unlock()
	if sources.files == nil {
		sources.files = map[string]*sourceFile{}
	}
	sources.files[filename] = &sourceFile{lines: splitSource(text)}
}

// SourceLine returns a line of a source file, without its end; ok is false if
// there is none.
func SourceLine(t *Thread, filename string, line int) (string, bool) {
	f := findSource(t, filename)
	if f == nil || line < 1 || line > len(f.lines) {
		return "", false
	}
	return f.lines[line-1], true
}

func findSource(t *Thread, filename string) *sourceFile {
	sources.Lock()
	if f := sources.files[filename]; f != nil && f.info == nil {
		sources.Unlock()
		return f
	}
	sources.Unlock()
	if f := readSourceFile(filename); f != nil {
		return f
	}
	// A relative name may have been relative to a folder of the module path.
	if filename == "" || filepath.IsAbs(filename) || t.Interp.Sys == nil {
		return nil
	}
	path, ok := AsList(orNone(t.Interp.Sys.GetStr(t, Intern("path"))))
	if !ok {
		return nil
	}
	for _, v := range path.Items(t) {
		if dir, ok := AsStr(v); ok && dir.S != "" {
			if f := readSourceFile(filepath.Join(dir.S, filepath.Base(filename))); f != nil {
				return f
			}
		}
	}
	return nil
}

func readSourceFile(name string) *sourceFile {
	if strings.HasPrefix(name, "<") && strings.HasSuffix(name, ">") {
		return nil
	}
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return nil
	}
	sources.Lock()
	defer sources.Unlock()
	if f := sources.files[name]; f != nil && f.info != nil && f.info.Size() == info.Size() && f.info.ModTime().Equal(info.ModTime()) {
		return f
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	f := &sourceFile{lines: splitSource(string(data)), info: info}
	if sources.files == nil {
		sources.files = map[string]*sourceFile{}
	}
	sources.files[name] = f
	return f
}

// splitSource splits text at the ends of lines. Text that is not UTF-8 is taken
// for Latin-1, of the legacy encodings by far the likeliest.
func splitSource(text string) []string {
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) {
		r := make([]rune, len(text))
		for i := range len(text) {
			r[i] = rune(text[i])
		}
		text = string(r)
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
