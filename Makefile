# make build       the command, in bin/weft
# make test        everything that must hold before a change is merged; less than 20 minutes on two cores
# make test-long   the same with the race detector everywhere, repeated, and with fuzzing; package stm with its assertions
#                  for twenty million steps of each structure, and its model check with more preemptions and losses
# make bench       measures weft against the other Pythons on this machine; writes docs/benchmarks.md and the README's table
# make profile     records a profile of the benchmark programs, by which the compiler optimizes the command
# make fuzz        each fuzz test for FUZZTIME

GO ?= go
FUZZTIME ?= 30s

# Packages whose code runs on several threads at once.
CONCURRENT = ./stm/... ./parallel/... ./vm/... ./modules/transaction/...

export CGO_ENABLED ?= 0

.PHONY: build test test-long bench profile fuzz needs format lint unit race cross test-386

build:
	$(GO) build -trimpath -o bin/weft ./cmd/weft

test: needs format lint unit race cross test-386

test-long: needs format lint unit cross
	CGO_ENABLED=1 $(GO) test -race -count=3 -timeout 2h ./...
	CGO_ENABLED=1 WEFT_LONG=1 $(GO) test -race -run 'TestShared|TestBehaviours|TestExamples' -timeout 8h ./parallel
	WEFT_LONG=1 $(GO) test -run 'TestBehaviours|TestExamples' -timeout 4h ./parallel ./internal/conformance
	WEFT_LONG=1 $(GO) test -tags invariants -timeout 4h ./stm
	WEFT_LONG=1 $(GO) test -tags stmhooks -timeout 6h ./stm
	cd bench/stm && $(GO) test ./...
	.ci/tests-386 ./...
	.ci/fuzz $(FUZZTIME)

bench:
	$(GO) run ./cmd/weft-bench -docs

profile:
	.ci/profile

fuzz:
	.ci/fuzz $(FUZZTIME)

# What the tests need beside Go: a CPython 3.11 with its library, and a C compiler for the race detector.
needs:
	.ci/needs
	$(GO) mod download

format:
	@files=$$(gofmt -l .); test -z "$$files" || { echo "not formatted:"; echo "$$files"; exit 1; }

lint:
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

unit:
	$(GO) test -timeout 15m ./...

race:
	CGO_ENABLED=1 $(GO) test -race -short -timeout 15m $(CONCURRENT)

cross:
	.ci/cross

test-386:
	.ci/tests-386 -short ./stm/... ./syntax/... ./compile/... ./object/... ./vm/...
