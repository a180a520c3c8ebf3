#!/usr/bin/env bash
# Measures leakstag beside the tools it is compared with and prints a table of
# ratios: medians of several runs of each, taken in turns on the same machine.
#
#   REPO=/path/to/repository .ci/bench.sh path/to/leakstag
#
# What is missing is said and left out.
set -euo pipefail
tool=$(realpath "${1:?give the program to measure}")
runs=${RUNS:-5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

have() { command -v "$1" >/dev/null || { echo "missing: $1 ($2)" >&2; return 1; }; }
have hyperfine "apt-get install hyperfine" || exit 1

echo "machine: $(nproc) processors, $(uname -sm), $(go version | cut -d' ' -f3)"
echo "versions: $(git --version), $(rg --version 2>/dev/null | head -1 || echo 'no ripgrep'), $("$tool" version)"
echo
printf '%-34s %10s %10s %7s %9s\n' what ours reference ratio memory

# peak prints the most memory that a command held, in MB.
peak() { { /usr/bin/time -f %M "$@" >/dev/null 2>"$dir/err" || true; }; awk 'END { printf "%d MB", $1/1024 }' "$dir/err"; }

# compare NAME OURS REFERENCE: both are commands for the shell.
compare() {
	hyperfine --ignore-failure --warmup 1 --runs "$runs" --export-csv "$dir/t.csv" "$2" "$3" >/dev/null 2>&1
	local memory
	memory=$(peak bash -c "exec $2")
	awk -F, -v name="$1" -v memory="$memory" 'NR == 2 { ours = $(NF-4) } NR == 3 { ref = $(NF-4) }
		END { printf "%-34s %8.3f s %8.3f s %7.2f %9s\n", name, ours, ref, ours/ref, memory }' "$dir/t.csv"
}

compare "start" "$tool version" "git --version"

if [ -n "${REPO:-}" ]; then
	compare "history" "$tool scan -q git:$REPO" "git -C $REPO cat-file --batch --batch-all-objects --unordered --buffer"
	if have gitleaks "go install github.com/zricethezav/gitleaks/v8@v8.30.0"; then
		compare "history, gitleaks" "$tool scan -q git:$REPO" "gitleaks git --no-banner --log-level error $REPO"
	fi
else
	echo "missing: REPO, the repository whose history is to be read" >&2
fi

if have rg "apt-get install ripgrep"; then
	pattern='api[_-]?key["'\''"]?\s*[=:]\s*["'\''"]?([A-Za-z0-9._-]{32,})'
	mkdir "$dir/logs" "$dir/tree"
	for i in 1 2 3 4 5 6 7 8; do
		awk -v seed="$i" 'BEGIN { srand(seed); for (n = 0; n < 1000000; n++)
			printf "2026-11-%02dT10:%02d:%02d level=info msg=\"request done\" path=/v1/items/%d status=200 took=%dms %s\n",
				1 + n % 28, n % 60, n % 59, rand() * 1e6, rand() * 900, (n % 50 ? "user=anna" : "api_key=*** user=anna") }' >"$dir/logs/app.$i.log"
	done
	awk -v dir="$dir/tree" 'BEGIN { for (n = 0; n < 50000; n++) { f = dir "/" n % 100 "/f" n ".go"
		if (n < 100) system("mkdir -p " dir "/" n)
		printf "package p%d\n\nfunc F%d(a, b int) int {\n\tif a < b {\n\t\treturn a*%d + b\n\t}\n\treturn b\n}\n", n, n, n >f; close(f) } }'
	rg_flags="--no-ignore --hidden -c -i"
	printf '%s\n' "$pattern" >"$dir/pattern"
	compare "logs, $(du -sm "$dir/logs" | cut -f1) MB in 8 files" "$tool scan -q logs:$dir/logs" "rg $rg_flags -f $dir/pattern $dir/logs"
	compare "50,000 small files" "$tool scan -q files:$dir/tree" "rg $rg_flags -f $dir/pattern $dir/tree"
fi

git init -q "$dir/repo"
cp -r "${dir}/tree/." "$dir/repo/" 2>/dev/null || true
(
	cd "$dir/repo"
	git add -A
	git -c user.name=bench -c user.email=bench@example.test commit -q -m start
	for i in 1 2 3 4 5 6 7 8 9 10; do echo "// changed" >>"$(git ls-files | sed -n "$((i * 100))p")"; done
	git add -A
)
compare "commit of 10 files in 50,000" "$tool scan -q staged:$dir/repo" "git -C $dir/repo diff --cached --raw"
