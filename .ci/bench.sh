#!/usr/bin/env bash
# Measures leakstag beside the tools it is compared with, and prints the table
# that the README holds: medians of several runs of each, taken in turns on one
# machine, their ratio, and the most memory that leakstag held.
#
#   REPO=/path/to/repository .ci/bench.sh path/to/leakstag
#
# REPO is the repository whose history is read. RUNS is how often each command
# runs (5), RUNS_SLOW how often those that take minutes do (1), MEGABYTES how much
# there is of logs, and in the one long line (1024). HYPERFINE, RG, GITLEAKS,
# BETTERLEAKS and TITUS name other programs than those on the PATH; "none" leaves
# one out. INSTALL=0 keeps gitleaks from being installed into the user's cache.
# TMPDIR is where two and a half gigabytes of text are made, and removed.
#
# What is missing is said and left out. The exit code speaks of faults only: a
# missed target is marked in the table.
set -euo pipefail

runs=${RUNS:-5}
slow_runs=${RUNS_SLOW:-1}
megabytes=${MEGABYTES:-1024}
gitleaks_module=github.com/zricethezav/gitleaks/v8
gitleaks_version=v8.30.0
expression='api[_-]?key["'\'']?\s*[=:]\s*["'\'']?([A-Za-z0-9._-]{32,})'

# No tool shall ask, fetch what a partial clone lacks, or find settings.
export GIT_ALLOW_PROTOCOL=none GIT_TERMINAL_PROMPT=0 LC_ALL=C
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

say() { echo "bench: $*" >&2; }
fault() { say "$*"; exit 1; }

program=$(realpath "${1:?give the program to measure}")
repository=${REPO:+$(realpath "$REPO")}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# ---- Programs. Those that there are get a link in a folder on the PATH.

mkdir "$dir/bin"
PATH=$dir/bin:$PATH

have() { [ -e "$dir/bin/$1" ]; }

# use NAME WANTED HINT looks for a program under its name, or the one wanted.
use() {
	local at
	[ "$2" = none ] && return
	if at=$(command -v "${2:-$1}"); then
		ln -s "$(realpath "$at")" "$dir/bin/$1"
	else
		say "missing: $1 ($3)"
	fi
}

# pinned_gitleaks prints where gitleaks is in the version that is compared with,
# and nothing if it is not there and cannot be installed.
pinned_gitleaks() {
	local folder=${XDG_CACHE_HOME:-$HOME/.cache}/leakstag-bench/gitleaks-$gitleaks_version
	if [ ! -x "$folder/gitleaks" ] && [ "${INSTALL:-1}" != 0 ]; then
		say "installing gitleaks $gitleaks_version into $folder"
		GOBIN=$folder CGO_ENABLED=0 go install "$gitleaks_module@$gitleaks_version" >&2 || say "that failed"
	fi
	[ ! -x "$folder/gitleaks" ] || echo "$folder/gitleaks"
}

ln -s "$program" "$dir/bin/leakstag"
use hyperfine "${HYPERFINE:-}" "apt-get install hyperfine"
use rg "${RG:-}" "apt-get install ripgrep"
use gitleaks "${GITLEAKS:-$(pinned_gitleaks)}" "go install $gitleaks_module@$gitleaks_version"
use betterleaks "${BETTERLEAKS:-}" "https://github.com/betterleaks/betterleaks"
use titus "${TITUS:-}" "https://github.com/praetorian-inc/titus"
have hyperfine || fault "nothing can be measured without hyperfine"
/usr/bin/time -f %M true 2>/dev/null || { say "missing: GNU time (apt-get install time); no memory is shown" && no_time=1; }

# Relative paths from here on, and no settings of the folder that one stands in.
cd "$dir"
scan="leakstag scan -q --allow-skips --fail-on never"
grep="rg --no-ignore --hidden -c -i -f expression"
leaks_flags="--no-banner -l error --exit-code 0 -c one.toml" # of gitleaks and its fork

# ---- Measuring.

# turns RUNS COMMAND… runs the commands in turns and puts the median time of each,
# in seconds, into the array times.
turns() {
	local n=$1 i
	shift
	rm -f times.*
	for ((i = 0; i < n; i++)); do
		hyperfine --shell=none --style none --runs "${batch:-1}" --export-csv csv "$@" >/dev/null 2>err ||
			{ say "one of these failed: $*: $(head -c 500 err)" && return 1; }
		awk -F, 'NR > 1 { print $(NF-4) >>("times." NR-2) }' csv # the median
	done
	times=()
	for ((i = 0; i < $#; i++)); do
		times+=("$(sort -g "times.$i" | awk '{ t[NR] = $1 } END { print (t[int((NR+1)/2)] + t[int(NR/2)+1]) / 2 }')")
	done
}

# peak COMMAND prints the most memory that a command held, in MB. It warms the
# caches, too.
peak() {
	[ -z "${no_time:-}" ] || return 0
	# shellcheck disable=SC2086 # a command is words
	/usr/bin/time -f %M -o peak $1 >/dev/null </dev/null 2>err || fault "this failed: $1: $(head -c 500 err)"
	awk 'END { printf "%d", $1 / 1024 + 0.5 }' peak
}

# row WHAT REFERENCE OURS THEIRS MEMORY [MOST] prints a row of the table: times in
# seconds, memory in MB, MOST being the ratio to reach. Without one, what short
# times differ by is said: a person feels that, not their ratio.
row() {
	awk -v what="$1" -v reference="$2" -v ours="$3" -v theirs="$4" -v memory="$5" -v most="${6:-}" '
		function shown(t) { return t < 0.1 ? sprintf("%.1f ms", t * 1000) : sprintf("%.2f s", t) }
		BEGIN {
			ratio = ours / theirs
			if (most != "") target = sprintf("≤ %s: %s", most, ratio <= most ? "met" : "not met")
			else if (ours < 0.1) target = sprintf("%+.1f ms", (ours - theirs) * 1000)
			printf "| %s | %s | %s | %s | %s | %s | %s |\n", what, reference, shown(ours), shown(theirs),
				sprintf(ratio < 0.1 ? "%.3f" : "%.2f", ratio), memory == "" ? "" : memory " MB", target
		}'
}

# limit WHAT MEMORY MOST prints a row that is about memory alone, in MB.
limit() {
	[ -z "$2" ] || printf '| %s | | | | | %s MB | ≤ %s MB: %s |\n' "$1" "$2" "$3" "$([ "$2" -le "$3" ] && echo met || echo not met)"
}

# compare WHAT REFERENCE OURS THEIRS [MOST] measures two commands and prints the row.
compare() {
	say "measuring: $1"
	local memory
	memory=$(peak "$3")
	turns "$runs" "$3" "$4"
	row "$1" "$2" "${times[0]}" "${times[1]}" "$memory" "${5:-}"
}

# ---- What is read.

# whole_copy REPOSITORY MISSING COPY makes a repository that borrows its objects
# from another, and has a stand-in for each that is missing there. The tools that
# run git end at the first object that is missing, and would seem fast.
whole_copy() {
	local from=$1 missing=$2 to=$3 blob id
	git init -q --bare --object-format="$(git -C "$from" rev-parse --show-object-format)" "$to"
	git -C "$from" rev-parse --path-format=absolute --git-path objects >"$to/objects/info/alternates"
	git -C "$from" for-each-ref --format='%(objectname) %(refname)' >"$to/packed-refs"
	git -C "$from" symbolic-ref -q HEAD | sed 's/^/ref: /' >"$to/HEAD" || git -C "$from" rev-parse HEAD >"$to/HEAD"
	blob=$(echo "stands for an object that is missing" | git -C "$to" hash-object -w --stdin)
	while read -r id; do
		mkdir -p "$to/objects/${id:0:2}"
		cp "$to/objects/${blob:0:2}/${blob:2}" "$to/objects/${id:0:2}/${id:2}"
	done <"$missing"
}

# make_logs FOLDER writes logs of which one line in fifty names a key without one,
# and one in ten thousand holds one. The keys are made up, another in each file.
make_logs() {
	mkdir "$1"
	local i writers=()
	for i in 1 2 3 4 5 6 7 8; do
		awk -v seed="$i" -v size="$((megabytes * 1024 * 1024 / 8))" 'BEGIN {
			srand(seed)
			letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
			for (key = "FAKE"; length(key) < 38;) key = key substr(letters, 1 + int(rand() * length(letters)), 1)
			for (n = 0; written < size; n++) {
				extra = n % 10000 == 7 ? "api_key=" key : n % 50 ? "user=anna" : "api_key=*** user=anna"
				line = sprintf("2026-11-%02dT10:%02d:%02d level=info msg=\"request done\" path=/v1/items/%d status=200 took=%dms %s",
					1 + n % 28, n % 60, n % 59, rand() * 1e6, rand() * 900, extra)
				written += length(line) + 1
				print line
			} }' >"$1/app.$i.log" &
		writers+=($!)
	done
	for i in "${writers[@]}"; do wait "$i"; done
}

# make_tree FOLDER writes 50,000 source files, of 100 bytes to 4 kB. One function
# in a hundred reads a key, one file in a thousand holds one, made up.
make_tree() {
	mkdir "$1"
	(cd "$1" && seq 0 99 | xargs mkdir)
	awk -v dir="$1" 'BEGIN { srand(1); for (n = 0; n < 50000; n++) {
		f = dir "/" n % 100 "/f" n ".go"
		printf "package p%d\n", n >f
		if (n % 1000 == 3) {
			for (key = "FAKE"; length(key) < 38;) key = key sprintf("%x", rand() * 16)
			printf "\nvar apiKey = \"%s\"\n", key >f
		}
		for (i = 0; i < 1 + n % 40; i++)
			if ((n + i) % 100) printf "\nfunc F%d(a, b int) int {\n\tif a < b {\n\t\treturn a*%d + b\n\t}\n\treturn b\n}\n", i, n >f
			else printf "\nfunc F%d() string {\n\tapiKey := os.Getenv(\"API_KEY\")\n\treturn apiKey\n}\n", i >f
		close(f) } }'
}

# one_rule writes the expression as the one rule of the other scanners.
one_rule() {
	local keywords='["apikey", "api_key", "api-key"]'
	printf "title = 'one rule'\n[[rules]]\nid = 'api-key'\ndescription = 'API key'\nregex = '''(?i)%s'''\nkeywords = %s\n" "$expression" "$keywords" >one.toml
	printf 'rules:\n- id: bench.1\n  name: API key\n  pattern: |\n    (?i)%s\n  keywords: %s\n' "$expression" "$keywords" >one.yml
}

# ---- The rows.

measure_start() {
	say "measuring: start"
	local memory
	memory=$(peak "leakstag version")
	batch=20 turns "$runs" "leakstag version" "git --version"
	row "start" "\`git --version\`" "${times[0]}" "${times[1]}" "$memory"
}

# open_repository makes the link "repository", and says what it holds.
open_repository() {
	local missing holds
	say "looking whether $repository is whole"
	git -C "$repository" rev-list --objects --all --missing=print | sed -n 's/^?//p' >missing
	missing=$(wc -l <missing)
	if [ "$missing" -eq 0 ]; then
		ln -s "$repository" repository
	else
		say "$missing objects are missing: a copy with stand-ins for them is measured"
		whole_copy "$repository" missing repository
	fi
	holds=$(git -C repository cat-file --batch-all-objects --unordered --batch-check='%(objecttype) %(objectsize)' |
		awk '{ n[$1]++; size[$1] += $2 } END { printf "%d commits and %d blobs of %d MB", n["commit"], n["blob"], size["blob"] / 1e6 }')
	findings=$($scan -f jsonl git:repository | sed -n '$s/.*"findings":\([0-9]*\).*/\1/p')
	notes+=("The history has $holds, $missing objects are missing; $findings leaks are found and located.")
}

measure_history() {
	open_repository
	say "measuring: history"
	# With this, what is found is allowed before it is asked where it lies.
	printf "[[allowlists]]\npaths = ['']\n" >allowed.toml
	local located="$scan git:repository" allowed="$scan --config allowed.toml git:repository"
	local one="$scan --jobs 1 git:repository" two="$scan --jobs 2 git:repository"
	local memory memory_allowed memory_two
	memory=$(peak "$located")
	memory_allowed=$(peak "$allowed")
	memory_two=$(peak "$two")
	turns "$runs" "$located" "$allowed" "$one" "$two" "git -C repository cat-file --batch --batch-all-objects --unordered --buffer"
	local ours=${times[0]}
	row "history" "\`git cat-file --batch\`, searching nothing" "$ours" "${times[4]}" "$memory" 0.3
	row "history, all findings allowed" "\`git cat-file --batch\`, searching nothing" "${times[1]}" "${times[4]}" "$memory_allowed" 0.3
	row "history, $findings findings located" "history, all findings allowed" "$ours" "${times[1]}" "$memory" 1.5
	if [ "$(nproc)" -gt 1 ]; then
		row "history, two workers" "history, one worker" "${times[3]}" "${times[2]}" "$memory_two" 0.588
	else
		say "missing: a second processor; two workers are not compared with one"
	fi
	limit "history, memory" "$memory" 200
	slow "\`git log -p -U0 --all\`, searching nothing" "" "git -C repository log -p -U0 --all"
	! have gitleaks || slow "gitleaks, one rule" 0.025 "gitleaks git $leaks_flags repository"
	! have betterleaks || slow "betterleaks, one rule" 0.05 "betterleaks git $leaks_flags repository"
	! have titus || slow "titus, one rule" 0.05 "titus scan -q --git --rules one.yml --output :memory: repository"
}

# slow REFERENCE MOST COMMAND prints a row of the history for a slow reference. One
# that fails does not keep the others from being measured.
slow() {
	say "measuring: history, $1"
	turns "$slow_runs" "$3" || { failed=1 && return; }
	row "history" "$1; runs: $slow_runs" "$ours" "${times[0]}" "$memory" "$2"
}

measure_logs() {
	say "making logs of $megabytes MB"
	make_logs logs
	compare "logs, $megabytes MB in 8 files" "ripgrep" "$scan logs:logs" "$grep logs" 1.2
	say "making one line of them"
	cat logs/* | tr -d '\n' >line
	rm -r logs
	printf '#!/bin/sh\nexec "$@" <line\n' >bin/given-line
	chmod +x bin/given-line
	compare "standard input, one line of $megabytes MB" "ripgrep" "given-line $scan stdin:" "given-line $grep -"
	rm line
}

measure_files() {
	compare "50,000 small files, $(du -sm --apparent-size tree | cut -f1) MB" "ripgrep" "$scan files:tree" "$grep tree" 1.2
}

measure_staged() {
	say "making a repository of 50,000 files"
	local git="git -C tree -c user.name=bench -c user.email=bench@example.test -c commit.gpgsign=false -c core.hooksPath=/dev/null -c gc.auto=0"
	git init -q tree
	$git -c core.looseCompression=0 add -A
	$git commit -q -m start
	$git ls-files | awk 'NR % 5000 == 0' | while read -r f; do echo "// changed" >>"tree/$f"; done
	$git add -A
	compare "commit of 10 files in 50,000" "\`git diff --cached --raw\`" "$scan staged:tree" "git -C tree diff --cached --raw"
	! have gitleaks || compare "commit of 10 files in 50,000" "gitleaks, one rule" "$scan staged:tree" "gitleaks git --staged $leaks_flags tree"
}

# version NAME COMMAND… prints a program's name and the number in what it says.
version() {
	local name=$1 number
	shift
	number=$("$@" 2>/dev/null | grep -m 1 -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -1) || true
	echo "$name ${number:-(version unknown)}"
}

versions() {
	version Go go version
	version git git --version
	version hyperfine hyperfine --version
	! have rg || version ripgrep rg --version
	# Built by "go install", gitleaks does not say its version; Go does.
	! have gitleaks || version gitleaks sh -c "go version -m bin/gitleaks | grep -w mod"
	! have betterleaks || version betterleaks betterleaks version
	! have titus || version titus titus version
}

# busy says how much other work the machine has, if it is more than a little: that
# falls on some runs more than on others, and on two workers more than on one.
busy() {
	[ ! -r /proc/loadavg ] || awk '$1 > 1 { print "The machine had other work when this began: a load of " $1 "." }' /proc/loadavg
}

failed=0
notes=("$(busy)")
printf '%s\n' "$expression" >expression
one_rule
echo "| what | compared with | leakstag | the other | ratio | memory | target |"
echo "|---|---|---|---|---|---|---|"
measure_start
if [ -n "$repository" ]; then
	measure_history
else
	say "missing: REPO, the repository whose history is to be read"
fi
! have rg || measure_logs
say "making 50,000 files"
make_tree tree
! have rg || measure_files
measure_staged
echo
echo "Medians of $runs runs, taken in turns, on $(nproc) processors, $(uname -sm), with $(versions | paste -sd, | sed 's/,/, /g')."
printf '%s\n' "${notes[@]}" | sed '/^$/d'
exit "$failed"
