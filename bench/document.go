package bench

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Document is a whole comparison and what is needed to repeat it.
type Document struct {
	Peers    []Peer
	Serial   *Table
	Parallel *Table // may be nil
	Rounds   int
	Date     time.Time
	Command  string
}

// Write writes docs/benchmarks.md, docs/benchmarks.svg and the table in README.md of the repository.
func (d *Document) Write(root string) error {
	chart, err := os.Create(filepath.Join(root, "docs", "benchmarks.svg"))
	if err != nil {
		return err
	}
	if err := errors.Join(d.Serial.WriteChart(chart), chart.Close()); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(root, "docs", "benchmarks.md"), []byte(d.markdown()), 0o666); err != nil {
		return err
	}
	return d.updateReadme(filepath.Join(root, "README.md"))
}

func (d *Document) markdown() string {
	var b strings.Builder
	b.WriteString("# Benchmarks\n\nThis page is written by `" + d.Command + "`, which measures on the machine it runs on.\n\n")
	fmt.Fprintf(&b, "- date: %s\n- machine: %s\n", d.Date.Format("2006-01-02"), Machine())
	for _, peer := range d.Peers {
		fmt.Fprintf(&b, "- %s: `%s`\n", peer.Name, peer.Version)
	}
	fmt.Fprintf(&b, "- rounds: %d; in each, all implementations run the program one after the other\n\n", d.Rounds)
	b.WriteString("A program of [bench/programs](../bench/programs) measures its work itself, so that starting the interpreter does not\n" +
		"count; `startup` is the whole run of a program that does nothing. The times are medians. Behind each stands how\n" +
		"many times as fast as " + d.Serial.Variants[0].Name + " that is. A dash means that the program did not run there.\n\n")
	b.WriteString("![How fast each program is, compared with " + d.Serial.Variants[0].Name + "](benchmarks.svg)\n\n")
	b.WriteString(d.Serial.Markdown())
	if d.Parallel != nil {
		b.WriteString("\n## Parallel\n\nThe programs of [bench/parallel](../bench/parallel): ordinary calls; a `multiprocessing` pool of two processes; the same\n" +
			"calls as transactions, on one worker (tx 1) and on two (tx 2); and two threads that make every second call each.\n\n")
		b.WriteString(d.Parallel.Markdown())
	}
	b.WriteString("\n## Memory\n\nThe greatest resident size of the process.\n\n")
	b.WriteString(d.Serial.Memory())
	if failures := d.failures(); len(failures) > 0 {
		b.WriteString("\n## What did not run\n\n")
		for _, failure := range failures {
			b.WriteString("- " + failure + "\n")
		}
	}
	return b.String()
}

func (d *Document) failures() []string {
	list := d.Serial.Failures()
	if d.Parallel != nil {
		list = append(list, d.Parallel.Failures()...)
	}
	return list
}

const (
	readmeBegin = "<!-- benchmarks: make bench fills in what follows -->\n"
	readmeEnd   = "<!-- benchmarks: end -->"
)

// updateReadme replaces what stands between the two marks.
func (d *Document) updateReadme(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, begun := strings.Cut(string(text), readmeBegin)
	_, after, ended := strings.Cut(rest, readmeEnd)
	if !begun || !ended {
		return fmt.Errorf("%s: the marks for the table are missing", path)
	}
	return os.WriteFile(path, []byte(before+readmeBegin+d.summary()+readmeEnd+after), 0o666)
}

// summary is a small table: the means, starting, and the parallel programs.
func (d *Document) summary() string {
	var b strings.Builder
	write := func(t *Table, title string) {
		b.WriteString("| " + title + " |")
		for _, v := range t.Variants {
			b.WriteString(" " + v.Name + " |")
		}
		b.WriteString("\n|---|" + strings.Repeat("--:|", len(t.Variants)) + "\n")
	}
	write(d.Serial, "one thread")
	b.WriteString("| speed, geometric mean of [these](bench/programs) | 1 |")
	for k := range d.Serial.Variants[1:] {
		b.WriteString(" " + d.Serial.meanText(k+1) + " |")
	}
	b.WriteByte('\n')
	d.Serial.summaryRow(&b, Startup, "start and end")
	d.Serial.summaryRow(&b, "richards_kernel", "Richards")
	d.Serial.summaryRow(&b, "binary_trees", "many small objects")
	if d.Parallel != nil {
		b.WriteByte('\n')
		write(d.Parallel, "two cores")
		for _, p := range d.Parallel.Programs {
			d.Parallel.summaryRow(&b, p.Name, p.About)
		}
	}
	fmt.Fprintf(&b, "\nMeasured %s on %s. All programs: [docs/benchmarks.md](docs/benchmarks.md).\n", d.Date.Format("2006-01-02"), Machine())
	return b.String()
}

func (t *Table) summaryRow(b *strings.Builder, program, title string) {
	for i, p := range t.Programs {
		if p.Name != program {
			continue
		}
		b.WriteString("| " + title + " |")
		for _, cell := range t.Cells[i] {
			text := "—"
			if cell.Failure == "" {
				text = Seconds(Median(cell.Times(p)))
			}
			b.WriteString(" " + text + " |")
		}
		b.WriteByte('\n')
	}
}

// Machine describes the processor and the system.
func Machine() string {
	name := runtime.GOARCH
	if file, err := os.Open("/proc/cpuinfo"); err == nil {
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == "model name" {
				name = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores, %s", name, runtime.NumCPU(), runtime.GOOS)
}
