package bench

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain makes the test binary a Python of its own: with FAKE set it runs no tests, but prints what a program
// would print. The last argument is the program.
func TestMain(m *testing.M) {
	fake := os.Getenv("FAKE")
	if fake == "" {
		os.Exit(m.Run())
	}
	if fake == "fails" {
		fmt.Fprintln(os.Stderr, "Traceback\nValueError: made up")
		os.Exit(1)
	}
	checksum := 42
	if fake == "wrong" {
		checksum = 43
	}
	fmt.Println(checksum)
	seconds := map[string]string{"slow": "0.4000", "fast": "0.1000"}[fake]
	if fake != "silent" {
		fmt.Fprintln(os.Stderr, "a warning\ntime: "+seconds)
	}
	os.Exit(0)
}

func fakeVariants(names ...string) []Variant {
	var variants []Variant
	for _, name := range names {
		variants = append(variants, Variant{Name: name, Command: []string{os.Args[0]}, Env: []string{"FAKE=" + name}})
	}
	return variants
}

func measureFakes(t *testing.T, names ...string) *Table {
	programs := []Program{{Name: "first", Path: "first.py", About: "One & two"}, {Name: "second", Path: "second.py"}}
	table, err := Measure(t.Context(), programs, fakeVariants(names...), 3, time.Minute, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestMeasure(t *testing.T) {
	table := measureFakes(t, "slow", "fast", "fails", "silent")
	if ratio, ok := table.Ratio(0, 1); !ok || math.Abs(ratio-4) > 1e-9 {
		t.Errorf("ratio %v, %v; want 4", ratio, ok)
	}
	if mean, n := table.Mean(1); n != 2 || math.Abs(mean-4) > 1e-9 {
		t.Errorf("mean %v of %d; want 4 of 2", mean, n)
	}
	cell := table.Cells[0][1]
	if len(cell.Work) != 3 || len(cell.Whole) != 3 || cell.Whole[0] <= 0 {
		t.Errorf("cell %+v; want three values", cell)
	}
	if got := table.Cells[0][2].Failure; got != "ValueError: made up" {
		t.Errorf("failure %q", got)
	}
	if got := table.Cells[1][3].Failure; got != "no time on stderr" {
		t.Errorf("failure %q", got)
	}
	if _, n := table.Mean(2); n != 0 {
		t.Errorf("mean of %d programs that failed", n)
	}
	var text strings.Builder
	if err := table.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"first", "400 ms (400 ms–400 ms)", "4.00 ×", "fails", "geometric mean", "—"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the table does not contain %q:\n%s", want, text.String())
		}
	}
}

func TestMeasureComparesOutput(t *testing.T) {
	table := measureFakes(t, "fast", "wrong")
	if got := table.Cells[0][1].Failure; got == "" {
		t.Error("a variant without a time was accepted")
	}
	programs := []Program{{Name: "p", Path: "p.py"}}
	reference := &Cell{Work: []float64{1}, Output: "1\n"}
	for output, failed := range map[string]bool{"1\n": false, "2\n": true} {
		table := &Table{Programs: programs, Variants: fakeVariants("a", "b"), Cells: [][]*Cell{{reference, {Work: []float64{1}, Output: output}}}}
		table.compareOutputs()
		if got := table.Cells[0][1].Failure != ""; got != failed {
			t.Errorf("output %q: failed is %v", output, got)
		}
	}
}

func TestFind(t *testing.T) {
	for dir, helper := range map[string]string{"programs": "timed", "parallel": "modes"} {
		programs, err := Find(dir, []string{helper}, func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range programs {
			if p.Name == helper || p.About == "" || strings.Contains(p.About, `"`) {
				t.Errorf("%s: %+v", dir, p)
			}
		}
	}
}

// TestChart reads the chart as XML.
func TestChart(t *testing.T) {
	var chart strings.Builder
	if err := measureFakes(t, "slow", "fast", "fails").WriteChart(&chart); err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(strings.NewReader(chart.String()))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, chart.String())
		}
	}
}

func TestDocument(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "docs"), 0o777); err != nil {
		t.Fatal(err)
	}
	readme := filepath.Join(root, "README.md")
	if err := os.WriteFile(readme, []byte("before\n"+readmeBegin+"old\n"+readmeEnd+"\nafter\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	table := measureFakes(t, "slow", "fast", "fails")
	document := &Document{
		Peers: []Peer{{Name: "slow", Version: "1.0"}}, Serial: table, Parallel: table, Rounds: 3,
		Date: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Command: "make bench",
	}
	for range 2 { // the second time replaces the first
		if err := document.Write(root); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	got := string(text)
	if !strings.HasPrefix(got, "before\n") || !strings.HasSuffix(got, "\nafter\n") || strings.Contains(got, "old") ||
		strings.Count(got, "4.00 ×") != 1 {
		t.Errorf("README.md:\n%s", got)
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "benchmarks.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2026-01-02", "slow: `1.0`", "One & two", "What did not run", "fails on first: ValueError: made up"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("benchmarks.md does not contain %q:\n%s", want, page)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := Median(c.values); got != c.want {
			t.Errorf("Median(%v) = %v, want %v", c.values, got, c.want)
		}
	}
}
