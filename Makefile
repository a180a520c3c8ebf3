# What one does with this repository. Go and git are needed for everything; what
# the tests need beyond that, "make test" installs.

GO ?= go
TIMEOUT ?= 10m
FUZZTIME ?= 10s
BENCH ?= .
BENCHTIME ?= 1s
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
SYSTEMS := linux darwin windows

.PHONY: all build test test-tools lint golden fuzz bench microbench noise sarif clean

all: build

# One static binary.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/ ./cmd/leakstag

test: test-tools
	$(GO) tool gotestsum --format pkgname-and-test-fails -- -race -timeout $(TIMEOUT) ./...

# The real tools with which the tests compare.
test-tools:
	@.ci/test-tools.sh

# All of it is run, so that one sees everything there is to see.
lint:
	@status=0; \
	out=$$(gofmt -l $$($(GO) list -f '{{.Dir}}' ./...)); \
	if [ -n "$$out" ]; then echo "gofmt these files:"; echo "$$out"; status=1; fi; \
	echo actionlint; $(GO) run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 || status=1; \
	staticcheck=$$($(GO) tool -n staticcheck) || exit 1; \
	for system in $(SYSTEMS); do \
		echo "go vet and staticcheck, $$system"; \
		GOOS=$$system $(GO) vet ./... || status=1; \
		GOOS=$$system "$$staticcheck" ./... || status=1; \
	done; \
	exit $$status

# Write the golden files anew; look at the difference before you commit it.
golden:
	$(GO) test ./report -update

# Each fuzz test for FUZZTIME.
fuzz:
	@set -e; for dir in $$($(GO) list -f '{{.Dir}}' ./...); do \
		for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' "$$dir"/*_test.go 2>/dev/null | cut -c6-); do \
			echo "$$target in $$dir"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$dir"; \
		done; \
	done

# Compare the speed with that of other tools, as a table for the README:
# make bench REPO=/path/to/repository (RUNS, RUNS_SLOW and more: see .ci/bench.sh).
bench: build
	@REPO="$(REPO)" .ci/bench.sh bin/leakstag

# Count what is found in repositories that should hold little, as a table, and
# keep it to be read: make noise REPOS="/path/one /path/two" (OUT: where to).
noise: build
	@OUT="$(OUT)" .ci/noise.sh bin/leakstag $(REPOS)

# The parts alone, in bytes a second: make microbench BENCH=Find
microbench:
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) -benchmem ./...

# Have Microsoft's validator check a report with every source in it.
sarif: build
	@set -e; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	.ci/sample-report.sh bin/leakstag "$$dir/sample.sarif" "$$dir/github.sarif"; \
	.ci/sarif-multitool.sh "$$dir/sample.sarif" "$$dir/github.sarif" report/testdata/golden/*.sarif

clean:
	rm -rf bin
