// Package conformance runs the Python programs under testdata on weft and on CPython, and compares what they
// do with what CPython 3.11 did when the expected results were recorded.
//
// A program is a .py file, or a folder with a main.py. What is expected of NAME.py stands beside it:
//
//	NAME.out  standard output; without the file it must be empty
//	NAME.err  standard error; likewise
//
// The first lines of a program may say how it is run:
//
//	# exit: 3            the exit code, 0 if nothing is said
//	# args: a b          arguments, divided by blanks
//	# flags: -O          options for the interpreter
//	# stdin: one\ntwo    standard input, a Go string without the quotes
//	# env: NAME=value    a variable of the environment; may be repeated
//	# sort: lines        the lines of the standard output may come in any order
package conformance

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"syscall"
)

// Program is a Python program and what is expected of it.
type Program struct {
	Name string // for people: the path below the folder it was found in, without .py
	Dir  string // where it is run
	File string // the script, relative to Dir
	Base string // path of the expected results without .out or .err

	Exit  int
	Args  []string
	Flags []string
	Stdin string
	Env   []string

	Unordered bool // the lines of the standard output may come in any order
}

// Result is what a program did.
type Result struct {
	Stdout, Stderr string
	Exit           int
}

// Find returns the programs in a folder. It does not look into folders that have no main.py.
func Find(dir string) ([]*Program, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var programs []*Program
	for _, entry := range entries {
		name := entry.Name()
		p := &Program{Name: strings.TrimSuffix(name, ".py"), Dir: dir, File: name}
		p.Base = filepath.Join(dir, p.Name)
		if entry.IsDir() {
			p.Dir = filepath.Join(dir, name)
			p.File = "main.py"
			if _, err := os.Stat(filepath.Join(p.Dir, p.File)); err != nil {
				continue
			}
		} else if !strings.HasSuffix(name, ".py") {
			continue
		}
		if err := p.readDirectives(); err != nil {
			return nil, err
		}
		programs = append(programs, p)
	}
	sort.Slice(programs, func(i, j int) bool { return programs[i].Name < programs[j].Name })
	return programs, nil
}

// readDirectives reads the comments at the start of the script.
func (p *Program) readDirectives() error {
	source, err := os.ReadFile(filepath.Join(p.Dir, p.File))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(source)) {
		comment, isComment := strings.CutPrefix(line, "# ")
		key, value, hasValue := strings.Cut(comment, ":")
		if !isComment || !hasValue {
			break
		}
		value = strings.TrimSpace(value)
		switch key {
		case "exit":
			p.Exit, err = strconv.Atoi(value)
		case "args":
			p.Args = strings.Fields(value)
		case "flags":
			p.Flags = strings.Fields(value)
		case "stdin":
			p.Stdin, err = strconv.Unquote(`"` + value + `"`)
		case "env":
			p.Env = append(p.Env, value)
		case "sort":
			p.Unordered = true
		default:
			err = fmt.Errorf("unknown directive %q", key)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(p.Dir, p.File), err)
		}
	}
	return nil
}

// Expected reads what is expected of the program.
func (p *Program) Expected() (Result, error) {
	result := Result{Exit: p.Exit}
	for ending, text := range map[string]*string{".out": &result.Stdout, ".err": &result.Stderr} {
		data, err := os.ReadFile(p.Base + ending)
		if err != nil && !os.IsNotExist(err) {
			return result, err
		}
		*text = string(data)
	}
	return result, nil
}

// Record makes what the program did what is expected of it.
func (p *Program) Record(result Result) error {
	for ending, text := range map[string]string{".out": result.Stdout, ".err": result.Stderr} {
		err := os.Remove(p.Base + ending)
		if text != "" {
			err = os.WriteFile(p.Base+ending, []byte(text), 0o666)
		}
		if err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// Run runs the program on an interpreter, a command with its first arguments. The environment is a small one,
// with env added. The folder of the program is written $DIR in the result, so that it may lie anywhere.
func (p *Program) Run(ctx context.Context, interpreter []string, env ...string) (Result, error) {
	args := append([]string{}, interpreter[1:]...)
	args = append(args, p.Flags...)
	args = append(args, p.File)
	args = append(args, p.Args...)
	cmd := exec.CommandContext(ctx, interpreter[0], args...)
	cmd.Dir = p.Dir
	cmd.Env = []string{"PYTHONDONTWRITEBYTECODE=1", "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "GOCOVERDIR", "WEFT_STDLIB"} {
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	cmd.Env = append(append(cmd.Env, p.Env...), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin = strings.NewReader(p.Stdin)
	cmd.Stdout = &stdout
	cmd.Stderr = &stderr
	err := cmd.Run()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		return Result{}, err
	}
	if p.Unordered {
		lines := strings.SplitAfter(stdout.String(), "\n")
		sort.Strings(lines)
		stdout.Reset()
		stdout.WriteString(strings.Join(lines, ""))
	}
	return Result{
		Stdout: p.portable(stdout.String()),
		Stderr: p.portable(stderr.String()),
		Exit:   exitCode(cmd.ProcessState),
	}, nil
}

// exitCode is the exit code as a shell shows it: 128 and the number of the signal for a process that died of one.
func exitCode(state *os.ProcessState) int {
	type signaled interface {
		Signaled() bool
		Signal() syscall.Signal
	}
	if status, ok := state.Sys().(signaled); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}

// portable removes from an output what depends on the machine.
func (p *Program) portable(text string) string {
	if runtime.GOOS == "windows" {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return strings.ReplaceAll(text, p.Dir+string(filepath.Separator), "$DIR/")
}
