// Package bench compares implementations of Python: it runs the programs of bench/programs and bench/parallel
// on each, in turn, checks that all print the same, and shows the times as text, Markdown and a chart.
package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Program is a Python program that prints a checksum, and on stderr "time: " with the seconds that its work took.
type Program struct {
	Name  string
	Path  string
	About string // the first line of its documentation
}

// Startup is the name of the program that does nothing, of which the whole run is measured.
const Startup = "startup"

// Find returns the programs in a folder whose names pass the filter: the files with a documentation that says
// what is measured. helpers names the files that programs import.
func Find(dir string, helpers []string, keep func(name string) bool) ([]Program, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.py"))
	if err != nil {
		return nil, err
	}
	var programs []Program
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".py")
		if slices.Contains(helpers, name) || !keep(name) {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		about, _, _ := strings.Cut(strings.TrimPrefix(string(source), `"""`), "\n")
		about = strings.TrimSuffix(about, `"""`)
		programs = append(programs, Program{Name: name, Path: path, About: strings.TrimSuffix(about, ".")})
	}
	return programs, nil
}

// Variant is one way to run the programs: an interpreter, with arguments for the program.
type Variant struct {
	Name    string
	Command []string
	Args    []string
	Env     []string
}

// Cell is what one variant made of one program. Times are in seconds.
type Cell struct {
	Work    []float64 // what the program measured itself, one value a round
	Whole   []float64 // from the start of the process to its end
	Memory  int64     // greatest resident size in bytes, 0 if unknown
	Output  string
	Failure string // why there are no values
}

// Table is the result of a comparison. The first variant is the reference.
type Table struct {
	Programs []Program
	Variants []Variant
	Cells    [][]*Cell // by program and variant
}

// Measure runs each program on each variant, round by round, so that a slow moment of the machine hits all of
// them. A variant that fails on a program is not run on it again.
func Measure(ctx context.Context, programs []Program, variants []Variant, rounds int, timeout time.Duration, progress func(string)) (*Table, error) {
	table := &Table{Programs: programs, Variants: variants}
	for _, program := range programs {
		progress(program.Name)
		row := make([]*Cell, len(variants))
		for i := range row {
			row[i] = &Cell{}
		}
		for round := range rounds {
			for i := range variants {
				k := (i + round) % len(variants)
				if row[k].Failure != "" {
					continue
				}
				if err := run(ctx, program, variants[k], row[k], timeout); err != nil {
					return nil, err
				}
			}
		}
		table.Cells = append(table.Cells, row)
	}
	table.compareOutputs()
	return table, nil
}

// compareOutputs marks what did not print the same as the reference.
func (t *Table) compareOutputs() {
	for _, row := range t.Cells {
		for _, cell := range row[1:] {
			if cell.Failure == "" && row[0].Failure == "" && cell.Output != row[0].Output {
				cell.Failure = "other output"
			}
		}
	}
}

// run runs a program once and adds what it measured to a cell. It returns an error only when ctx has ended.
func run(ctx context.Context, program Program, variant Variant, cell *Cell, timeout time.Duration) error {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	args := append(append(slices.Clone(variant.Command[1:]), program.Path), variant.Args...)
	cmd := exec.CommandContext(limited, variant.Command[0], args...)
	cmd.Env = append(append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1"), variant.Env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	whole := time.Since(start).Seconds()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		cell.Failure = fmt.Sprintf("more than %v", timeout)
		return nil
	case err != nil:
		cell.Failure = failure(err, stderr.String())
		return nil
	}
	work, err := workTime(stderr.String())
	if err != nil {
		cell.Failure = err.Error()
		return nil
	}
	if cell.Output != "" && cell.Output != stdout.String() {
		cell.Failure = "changing output"
		return nil
	}
	cell.Output = stdout.String()
	cell.Work = append(cell.Work, work)
	cell.Whole = append(cell.Whole, whole)
	cell.Memory = max(cell.Memory, maxResident(cmd.ProcessState))
	return nil
}

// failure is the last line that a failed program wrote to stderr, usually its exception.
func failure(err error, stderr string) string {
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return err.Error()
}

func workTime(stderr string) (float64, error) {
	for line := range strings.Lines(stderr) {
		if text, ok := strings.CutPrefix(line, "time: "); ok {
			return strconv.ParseFloat(strings.TrimSpace(text), 64)
		}
	}
	return 0, errors.New("no time on stderr")
}

// Times returns the values that count for a program: the whole run where only starting is measured.
func (c *Cell) Times(p Program) []float64 {
	if p.Name == Startup {
		return c.Whole
	}
	return c.Work
}

// Ratio says how many times as fast as the reference a variant runs a program.
func (t *Table) Ratio(program, variant int) (ratio float64, ok bool) {
	p := t.Programs[program]
	reference, cell := t.Cells[program][0], t.Cells[program][variant]
	if reference.Failure != "" || cell.Failure != "" {
		return 0, false
	}
	a, b := Median(reference.Times(p)), Median(cell.Times(p))
	if a <= 0 || b <= 0 {
		return 0, false
	}
	return a / b, true
}

// Mean is the geometric mean of the ratios of a variant over the programs that both run, starting excepted.
func (t *Table) Mean(variant int) (mean float64, programs int) {
	var logs float64
	for i, p := range t.Programs {
		if ratio, ok := t.Ratio(i, variant); ok && p.Name != Startup {
			logs += math.Log(ratio)
			programs++
		}
	}
	if programs == 0 {
		return 0, 0
	}
	return math.Exp(logs / float64(programs)), programs
}

// Failures lists what went wrong, as "variant on program: reason".
func (t *Table) Failures() []string {
	var list []string
	for i, row := range t.Cells {
		for k, cell := range row {
			if cell.Failure != "" {
				list = append(list, fmt.Sprintf("%s on %s: %s", t.Variants[k].Name, t.Programs[i].Name, cell.Failure))
			}
		}
	}
	return list
}

// Median returns the middle value, or the mean of the two in the middle, and 0 for none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
