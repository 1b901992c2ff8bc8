// Command weft-bench compares weft with the other Pythons of this machine.
//
// It runs from anywhere inside the repository:
//
//	go run ./cmd/weft-bench                      all programs, a table
//	go run ./cmd/weft-bench -run 'fib|loop'      only some programs
//	go run ./cmd/weft-bench -weft bin/weft       a weft that is built already
//	go run ./cmd/weft-bench -docs                writes docs/benchmarks.* and the README's table as well
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/weftpy/weft/bench"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "weft-bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	weft := flag.String("weft", "", "the weft `command` to measure; built from the repository if empty")
	rounds := flag.Int("rounds", 5, "how often each program is run")
	pattern := flag.String("run", "", "measure only programs whose name matches this regular `expression`")
	pythons := flag.String("pythons", "", "`commands` to compare with, divided by commas, the reference first; found on PATH if empty")
	parallel := flag.Bool("parallel", true, "measure the parallel programs as well")
	docs := flag.Bool("docs", false, "write docs/benchmarks.md, docs/benchmarks.svg and the table of README.md")
	timeout := flag.Duration("timeout", time.Minute, "give up on a run after this time")
	flag.Parse()
	if flag.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flag.Arg(0))
	}
	keep, err := regexp.Compile(*pattern)
	if err != nil {
		return err
	}
	root, err := repository()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "weft-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	peers, weftName, err := findPeers(root, scratch, *weft, *pythons)
	if err != nil {
		return err
	}

	progress := func(name string) { fmt.Fprintln(os.Stderr, "measuring", name) }
	measure := func(dir, helper string, variants []bench.Variant) (*bench.Table, error) {
		programs, err := bench.Find(filepath.Join(root, "bench", dir), []string{helper}, keep.MatchString)
		if err != nil || len(programs) == 0 {
			return nil, err
		}
		table, err := bench.Measure(ctx, programs, variants, *rounds, *timeout, progress)
		if err != nil {
			return nil, err
		}
		return table, table.WriteText(os.Stdout)
	}
	document := &bench.Document{Peers: peers, Rounds: *rounds, Date: time.Now(), Command: "make bench"}
	if document.Serial, err = measure("programs", "timed", bench.Serial(peers)); err != nil {
		return err
	}
	if *parallel {
		variants := bench.Parallel(peers, weftName, filepath.Join(root, "emulator"))
		if document.Parallel, err = measure("parallel", "modes", variants); err != nil {
			return err
		}
	}
	if *docs {
		if document.Serial == nil {
			return errors.New("-docs needs programs to write about")
		}
		if err := document.Write(root); err != nil {
			return err
		}
	}
	return failures(weftName, document.Serial, document.Parallel)
}

// failures reports what went wrong. It is an error only where it is weft that failed.
func failures(weft string, tables ...*bench.Table) error {
	count := 0
	for _, table := range tables {
		if table == nil {
			continue
		}
		for _, failure := range table.Failures() {
			fmt.Println(failure)
			if weft != "" && strings.HasPrefix(failure, weft) {
				count++
			}
		}
	}
	if count > 0 {
		return fmt.Errorf("%d programs did not run on weft as they should", count)
	}
	return nil
}

// findPeers returns the Pythons to compare, the reference first and weft second, and the name of weft, which is
// empty when there is none.
func findPeers(root, scratch, weft, pythons string) ([]bench.Peer, string, error) {
	candidates := bench.Candidates
	if pythons != "" {
		candidates = nil
		for command := range strings.SplitSeq(pythons, ",") {
			candidates = append(candidates, strings.Fields(command))
		}
	}
	peers := bench.FindPeers(candidates)
	if len(peers) == 0 {
		return nil, "", errors.New("there is no Python to compare with")
	}
	if weft == "" {
		var err error
		if weft, err = bench.BuildWeft(root, scratch); err != nil {
			return nil, "", err
		}
		if weft == "" {
			fmt.Fprintln(os.Stderr, "weft-bench: there is no cmd/weft; measuring the others")
			return peers, "", nil
		}
	}
	version, err := exec.Command(weft, "-V").Output()
	if err != nil {
		return nil, "", fmt.Errorf("%s -V: %w", weft, err)
	}
	peer := bench.Peer{Name: "weft", Command: []string{weft}, Version: strings.TrimSpace(string(version))}
	return append([]bench.Peer{peers[0], peer}, peers[1:]...), peer.Name, nil
}

// repository is the folder of the module that the working directory belongs to.
func repository() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", err
	}
	path := strings.TrimSpace(string(out))
	if path == "" || path == os.DevNull {
		return "", errors.New("not inside the repository")
	}
	return filepath.Dir(path), nil
}
