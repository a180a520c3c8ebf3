#!/usr/bin/env bash
# Counts what leakstag finds in repositories that should hold little, as a table:
# noise.sh PROGRAM REPOSITORY… A work tree is read as files too. The findings are
# written to $OUT, one file a repository, to be read by a person: a count says
# nothing about who is right.
set -euo pipefail
leakstag=$(realpath "$1")
shift
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
out=$(realpath "$out")

# field NAME gives a number of the summary.
field() { sed -n "s/.*\"type\":\"summary\".*\"$1\":\([0-9]*\).*/\1/p" "$2"; }

# count RULE gives the findings of a rule.
count() { grep -c "\"type\":\"finding\",\"rule\":\"$1\"" "$2" || true; }

printf '| repository | what | files, blobs, messages | keys | agent keys | other keys | rest | places per 1,000 |\n'
printf '|---|---|---:|---:|---:|---:|---:|---:|\n'
for repository in "$@"; do
	repository=$(realpath "$repository")
	name=$(basename "$repository" .git)
	[ "$name" = repo ] && name=$(basename "$(dirname "$repository")")
	sources=("git:$repository")
	[ -e "$repository/.git" ] && sources+=("files:$repository")
	for source in "${sources[@]}"; do
		what=${source%%:*}
		found=$out/$name.$what.jsonl
		code=0
		(cd / && "$leakstag" scan -f jsonl --progress never --allow-skips "$source") >"$found" || code=$?
		if [ "$code" -gt 1 ]; then
			echo "$source: exit code $code" >&2
			exit 1
		fi
		items=$(field items "$found")
		all=$(grep -c '"type":"finding"' "$found" || true)
		agent=$(count logstag-agent-key "$found")
		other=$(count plaintext-api-key "$found")
		keys=$({ grep '"type":"finding"' "$found" || true; } | { grep -o '"key_fingerprint":"[^"]*"' || true; } | sort -u | wc -l)
		printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$what" "$items" "$keys" "$agent" "$other" \
			$((all - agent - other)) "$(awk -v n="$all" -v of="$items" 'BEGIN { printf "%.3f", of ? n * 1000 / of : 0 }')"
	done
done
echo "the findings are in $out" >&2
