// Package house keeps the rules of this repository that a compiler cannot check.
package house

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// files calls f for each file of the repository that has one of the endings, with its path from the root.
func files(t *testing.T, f func(path, text string), endings ...string) {
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name == ".git" || name == "bin" || name == "build" || name == "__pycache__" {
				return filepath.SkipDir
			}
			return nil
		}
		for _, ending := range endings {
			if strings.HasSuffix(name, ending) {
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				relative, err := filepath.Rel(root, path)
				if err != nil {
					return err
				}
				f(filepath.ToSlash(relative), string(text))
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestDependencies makes sure that each library is explained, and each explanation needed.
func TestDependencies(t *testing.T) {
	module, err := os.Open(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	defer module.Close()
	page, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	required := map[string]bool{}
	for lines := bufio.NewScanner(module); lines.Scan(); {
		line := strings.TrimPrefix(strings.TrimSpace(lines.Text()), "require ")
		path, version, ok := strings.Cut(line, " ")
		if ok && strings.Contains(path, "/") && strings.HasPrefix(version, "v") && !strings.HasSuffix(line, "// indirect") {
			required[path] = true
			if !strings.Contains(string(page), "`"+path+"`") {
				t.Errorf("docs/dependencies.md does not say why %s is needed", path)
			}
		}
	}
	libraries, _, _ := strings.Cut(string(page), "go run")
	for _, match := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllStringSubmatch(libraries, -1) {
		if !required[match[1]] {
			t.Errorf("docs/dependencies.md explains %s, which go.mod does not require", match[1])
		}
	}
}

// TestLinks makes sure that the pages link to files that exist.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	files(t, func(path, text string) {
		for _, match := range link.FindAllStringSubmatch(text, -1) {
			target := filepath.Join(root, filepath.Dir(path), match[1])
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which does not exist", path, match[1])
			}
		}
	}, ".md")
}

// TestUnfinished finds notes that something is still to be done, without a reason or with one.
func TestUnfinished(t *testing.T) {
	// Written apart so that this file does not find itself.
	words := regexp.MustCompile(`\b(` + "TO" + `DO|FIX` + `ME|HA` + `CK)\b`)
	files(t, func(path, text string) {
		for i, line := range strings.Split(text, "\n") {
			if words.MatchString(line) {
				t.Errorf("%s:%d: %s", path, i+1, strings.TrimSpace(line))
			}
		}
	}, ".go", ".py", ".md", "Makefile")
}
