package importer

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPyenvLibs(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range []string{"3.10.1", "3.11.7", "3.11.12", "own"} {
		write("pyenv/versions/"+v+"/bin/python3", "")
	}
	write("pyenv/version", "3.10.1\n# 3.9\nown\n")
	write("project/.python-version", "3.11.7 # this one\n")
	write("project/deep/x", "")
	write("plain/x", "")
	write("other/shims/python3", "")
	shim := filepath.Join(root, "pyenv", "shims", "python3")
	for _, c := range []struct {
		what, dir, env, exe string
		want                []string
	}{
		{"pyenv's own choice", "plain", "", shim, []string{"3.10.1", "own"}},
		{"that of a folder", "project", "", shim, []string{"3.11.7"}},
		{"that of a folder around", "project/deep", "", shim, []string{"3.11.7"}},
		{"by the environment", "project", "own:3.10.1", shim, []string{"own", "3.10.1"}},
		{"the latest", "plain", "3.11", shim, []string{"3.11.12", "3.11.7"}},
		{"none such", "plain", "3.7", shim, nil},
		{"no shim", "plain", "", filepath.Join(root, "pyenv", "bin", "python3"), nil},
		{"shims of something else", "plain", "", filepath.Join(root, "other", "shims", "python3"), nil},
	} {
		t.Chdir(filepath.Join(root, filepath.FromSlash(c.dir)))
		t.Setenv("PYENV_VERSION", c.env)
		var want []string
		for _, v := range c.want {
			want = append(want, libsOf(filepath.Join(root, "pyenv", "versions", v, "bin"))...)
		}
		got := pyenvLibs(c.exe)
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", c.what, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", c.what, got, want)
				break
			}
		}
	}
}
