package bench

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Seconds writes a time with three digits and its unit.
func Seconds(s float64) string {
	switch {
	case s >= 1:
		return fmt.Sprintf("%.2f s", s)
	case s >= 0.1:
		return fmt.Sprintf("%.0f ms", s*1e3)
	case s >= 0.01:
		return fmt.Sprintf("%.1f ms", s*1e3)
	case s >= 0.001:
		return fmt.Sprintf("%.2f ms", s*1e3)
	}
	return fmt.Sprintf("%.1f µs", s*1e6)
}

func times(r float64) string {
	if r >= 10 {
		return fmt.Sprintf("%.0f ×", r)
	}
	return fmt.Sprintf("%.2f ×", r)
}

func (t *Table) meanText(variant int) string {
	mean, programs := t.Mean(variant)
	if programs == 0 {
		return "—"
	}
	return times(mean)
}

// spread is the range of some values around their median.
func spread(values []float64) string {
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	return Seconds(low) + "–" + Seconds(high)
}

// WriteText writes the table for a terminal: of each variant median, spread, and how many times as fast as the
// reference it is.
func (t *Table) WriteText(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(tw, "program")
	for _, v := range t.Variants {
		fmt.Fprintf(tw, "\t%s\t", v.Name)
	}
	fmt.Fprintln(tw)
	for i, p := range t.Programs {
		fmt.Fprint(tw, p.Name)
		for k, cell := range t.Cells[i] {
			if cell.Failure != "" {
				fmt.Fprint(tw, "\tfails\t")
				continue
			}
			values := cell.Times(p)
			fmt.Fprintf(tw, "\t%s (%s)", Seconds(Median(values)), spread(values))
			if ratio, ok := t.Ratio(i, k); ok && k > 0 {
				fmt.Fprintf(tw, "\t%s", times(ratio))
			} else {
				fmt.Fprint(tw, "\t")
			}
		}
		fmt.Fprintln(tw)
	}
	fmt.Fprint(tw, "geometric mean\t\t")
	for k := range t.Variants[1:] {
		_, programs := t.Mean(k + 1)
		fmt.Fprintf(tw, "\tof %d\t%s", programs, t.meanText(k+1))
	}
	fmt.Fprintln(tw)
	return tw.Flush()
}

// Markdown returns the table for a document.
func (t *Table) Markdown() string {
	var b strings.Builder
	b.WriteString("| program |")
	for i, v := range t.Variants {
		if i == 0 {
			fmt.Fprintf(&b, " %s |", v.Name)
		} else {
			fmt.Fprintf(&b, " %s | |", v.Name)
		}
	}
	b.WriteString("\n|---|--:|" + strings.Repeat("--:|--:|", len(t.Variants)-1) + "\n")
	for i, p := range t.Programs {
		fmt.Fprintf(&b, "| `%s`: %s |", p.Name, p.About)
		for k, cell := range t.Cells[i] {
			text := "—"
			if cell.Failure == "" {
				text = Seconds(Median(cell.Times(p)))
			}
			fmt.Fprintf(&b, " %s |", text)
			if k > 0 {
				ratio, ok := t.Ratio(i, k)
				text = ""
				if ok {
					text = times(ratio)
				}
				fmt.Fprintf(&b, " %s |", text)
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString("| **geometric mean** | |")
	for k := range t.Variants[1:] {
		fmt.Fprintf(&b, " | **%s** |", t.meanText(k+1))
	}
	b.WriteByte('\n')
	return b.String()
}

// Memory returns a table of the greatest resident sizes.
func (t *Table) Memory() string {
	var b strings.Builder
	b.WriteString("| program |")
	for _, v := range t.Variants {
		fmt.Fprintf(&b, " %s |", v.Name)
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", len(t.Variants)) + "\n")
	for i, p := range t.Programs {
		fmt.Fprintf(&b, "| `%s` |", p.Name)
		for _, cell := range t.Cells[i] {
			if cell.Failure != "" || cell.Memory == 0 {
				b.WriteString(" — |")
			} else {
				fmt.Fprintf(&b, " %.0f MB |", float64(cell.Memory)/(1<<20))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
