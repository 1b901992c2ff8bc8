package bench

import (
	"fmt"
	"html"
	"io"
	"math"
)

// Measures of the chart, in pixels.
const (
	chartLabels = 150 // width of the names on the left
	chartWidth  = 560 // width of the bars
	chartRight  = 60  // room for the number behind the longest bar
	chartBar    = 9
	chartGap    = 7
	chartTop    = 56
	chartBottom = 28
)

// chartColours are distinct for people who do not see red and green as different.
var chartColours = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"}

// WriteChart draws how many times as fast as the reference each variant runs each program: one bar for each, on a
// logarithmic scale, to the right of the line where it is faster.
func (t *Table) WriteChart(w io.Writer) error {
	low, high := 0.5, 2.0
	for i := range t.Programs {
		for k := range t.Variants[1:] {
			if ratio, ok := t.Ratio(i, k+1); ok {
				low, high = min(low, ratio), max(high, ratio)
			}
		}
	}
	low, high = math.Floor(math.Log2(low)), math.Ceil(math.Log2(high))
	x := func(ratio float64) float64 {
		return chartLabels + (math.Log2(ratio)-low)/(high-low)*chartWidth
	}
	bars := len(t.Variants) - 1
	group := bars*chartBar + chartGap
	bottom := chartTop + group*(len(t.Programs)+1)
	out := &errorWriter{w: w}
	out.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="10">`+"\n",
		chartLabels+chartWidth+chartRight, bottom+chartBottom)
	out.printf(`<rect width="100%%" height="100%%" fill="white"/>` + "\n")
	out.printf(`<text x="%d" y="18" font-size="13">Speed, %s = 1 (further to the right is faster)</text>`+"\n",
		chartLabels, html.EscapeString(t.Variants[0].Name))
	for k, v := range t.Variants[1:] {
		left := chartLabels + 150*k
		out.printf(`<rect x="%d" y="28" width="10" height="10" fill="%s"/><text x="%d" y="37">%s</text>`+"\n",
			left, chartColours[k%len(chartColours)], left+14, html.EscapeString(v.Name))
	}
	for e := low; e <= high; e++ {
		colour := "#dddddd"
		if e == 0 {
			colour = "#000000"
		}
		at := x(math.Exp2(e))
		out.printf(`<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="%s"/>`, at, chartTop-4, at, bottom, colour)
		out.printf(`<text x="%.1f" y="%d" text-anchor="middle" fill="#555555">%v</text>`+"\n", at, bottom+14, math.Exp2(e))
	}
	drawGroup := func(top int, name string, ratio func(k int) (float64, bool)) {
		out.printf(`<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n",
			chartLabels-6, top+bars*chartBar/2+4, html.EscapeString(name))
		for k := 1; k <= bars; k++ {
			r, ok := ratio(k)
			if !ok {
				continue
			}
			y := top + (k-1)*chartBar
			from, to := min(x(1), x(r)), max(x(1), x(r))
			out.printf(`<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`,
				from, y, to-from, chartBar-1, chartColours[(k-1)%len(chartColours)])
			out.printf(`<text x="%.1f" y="%d" font-size="8" fill="#333333">%.2f</text>`+"\n", to+3, y+chartBar-2, r)
		}
	}
	top := chartTop
	for i, p := range t.Programs {
		drawGroup(top, p.Name, func(k int) (float64, bool) { return t.Ratio(i, k) })
		top += group
	}
	drawGroup(top, "geometric mean", func(k int) (float64, bool) {
		mean, programs := t.Mean(k)
		return mean, programs > 0
	})
	out.printf("</svg>\n")
	return out.err
}

// errorWriter keeps the first error, so that it need be looked at once only.
type errorWriter struct {
	w   io.Writer
	err error
}

func (e *errorWriter) printf(format string, args ...any) {
	if e.err == nil {
		_, e.err = fmt.Fprintf(e.w, format, args...)
	}
}
