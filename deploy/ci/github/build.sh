#!/usr/bin/env bash
# Builds leakstag for the GitHub action, from the action's own sources, and puts it
# into $RUNNER_TEMP/leakstag-bin. go.sum says what its modules must be.
set -euo pipefail
: "${RUNNER_TEMP:?}"
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
export CGO_ENABLED=0 GOFLAGS=-mod=readonly GOWORK=off
go -C "$top" build -trimpath -o "$RUNNER_TEMP/leakstag-bin/" ./cmd/leakstag
"$RUNNER_TEMP/leakstag-bin/leakstag" version
