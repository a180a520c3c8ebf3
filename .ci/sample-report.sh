#!/usr/bin/env bash
# Writes a SARIF report with every source in it, over the sample host in
# testdata/host, and the report for GitHub code scanning of the same scan.
#
#	.ci/sample-report.sh bin/leakstag REPORT.sarif GITHUB-REPORT.sarif
set -euo pipefail

if [ $# -ne 3 ]; then
	echo "usage: $0 LEAKSTAG REPORT.sarif GITHUB-REPORT.sarif" >&2
	exit 2
fi
leakstag=$(realpath "$1")
report=$(realpath "$2")
github=$(realpath "$3")
host=$(realpath "$(dirname "$0")/../testdata/host")
work=$(mktemp -d)
agent=
cleanup() {
	if [ -n "$agent" ]; then kill "$agent" 2>/dev/null || true; fi
	rm -rf "$work"
}
trap cleanup EXIT

# Keys, made up for this run.
declare -A keys
for n in {1..9}; do
	key=FAKE.$(head -c 600 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c1-30)
	keys[KEY$n]=$key
	keys[KEY${n}_BASE64]=$(printf %s "$key" | base64 -w0)
done
fill() {
	local file=$1 name
	for name in "${!keys[@]}"; do
		sed -i "s|\${$name}|${keys[$name]}|g" "$file"
	done
}

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.test GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.test
cp -r "$host/." "$work"
mkdir "$work/repo" && mv "$work/deploy" "$work/repo/deploy"
while IFS= read -r -d '' file; do fill "$file"; done < <(find "$work" -type f -print0)
cd "$work/repo"

# A history: a key that was removed, an annotated tag, a message, a stash, an
# odd name, a file that is only staged, one that is ignored.
git init -q -b main
echo "LOGSTAG_API_KEY=${keys[KEY1]}" >removed.env
git add removed.env deploy/compose.yaml
git commit -q -m 'add the agent'
git rm -q removed.env
git commit -q -m "use api_key=${keys[KEY2]}"
git tag -a -m "LOGSTAG_API_KEY=${keys[KEY3]}" v1
echo "LOGSTAG_API_KEY=${keys[KEY4]}" >"odd name #1 50% é.env"
git add odd*
git commit -q -m odd
echo "# api_key: ${keys[KEY5]}" >>deploy/compose.yaml
git stash push -q
echo .env >.gitignore
echo "LOGSTAG_API_KEY=${keys[KEY6]}" >.env
echo "LOGSTAG_API_KEY=${keys[KEY7]}" >staged.env
git add staged.env
rm staged.env

# Packed logs, one of them damaged: an item that cannot be read.
gzip "$work/var/log/install.log"
xz "$work/var/log/proxy.log"
gzip -c "$work/var/log/app.log" | head -c 60 >"$work/var/log/damaged.log.gz"

# A process with a key in its arguments.
bash -c 'read -r <>"$0"' <(:) --api-key "${keys[KEY8]}" &
agent=$!
sleep 0.2

# scan ARGUMENT... scans everything.
scan() {
	local status=0
	echo "x-api-key: ${keys[KEY9]}" | "$leakstag" scan -q "$@" git:. staged: files:. templates:deploy \
		shell-history:"$work/home/alice" logs:"$work/var/log" processes: stdin: >"$work/text" || status=$?
	if [ "$status" -ne 1 ]; then
		echo "leakstag ended with $status instead of 1" >&2
		exit 1
	fi
}
GITHUB_SERVER_URL=https://git.example.test GITHUB_REPOSITORY=acme/agents GITHUB_SHA=$(git rev-parse HEAD) \
	scan --profile github -o "$github"
scan -o "$report"

# The report must hold every source and no key.
for source in git staged files templates shell-history logs processes stdin; do
	if ! grep -q "\"$source\"" "$report"; then
		echo "the report holds no finding of $source" >&2
		exit 1
	fi
done
for name in "${!keys[@]}"; do
	if grep -qF -e "${keys[$name]}" "$report" "$github" "$work/text"; then
		echo "the report holds $name" >&2
		exit 1
	fi
done
if grep -qF -e "$work" "$github"; then
	echo "the report for GitHub holds a path of this machine" >&2
	exit 1
fi
