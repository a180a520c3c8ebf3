#!/bin/sh
# Makes the fixtures anew: reftables that git wrote, and what git itself reads in
# them. Run it in this folder. GIT is a git of version 2.48 or later.
#
#   GIT=/path/to/git ./make.sh
set -eu
git=${GIT:-git}
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export HOME="$work" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=Cid GIT_COMMITTER_EMAIL=cid@example.org
clock=1600000000

# run runs git a minute later than the last time.
run() {
	clock=$((clock + 60))
	GIT_AUTHOR_DATE="$clock +0200" GIT_COMMITTER_DATE="$clock -0330" \
		"$git" -c maintenance.auto=false -c advice.nestedTag=false "$@"
}

# start makes a repository: start NAME [option of git init…]
start() {
	name=$1
	shift
	"$git" init -q -b main --ref-format=reftable "$@" "$work/$name"
	cd "$work/$name"
}

# save copies a stack and what git says about it: save NAME [reftable folder]
save() {
	rm -rf "${here:?}/$1"
	mkdir -p "$here/$1"
	cp "${2:-.git/reftable}"/*.ref "${2:-.git/reftable}"/tables.list "$here/$1"
	"$git" for-each-ref --include-root-refs \
		--format='%(refname)%09%(objectname)%09%(*objectname)%09%(symref)' >"$here/$1/refs.txt"
	: >"$here/$1/logs.txt"
	for ref in refs/stash refs/heads/main; do
		"$git" rev-parse -q --verify "$ref" >/dev/null || continue
		"$git" log -g --date=raw --format='%gd%x09%H%x09%gn%x09%ge%x09%gs' "$ref" >>"$here/$1/logs.txt"
	done
}

# everything fills a repository with one of everything.
everything() {
	run commit -q --allow-empty -m first
	run tag -a -m 'an annotated tag' v1
	run tag -a -m 'a tag of a tag' v1-again v1
	run tag light
	run commit -q --allow-empty -m second
	for name in gone kept moved; do run update-ref "refs/heads/$name" HEAD; done
	run update-ref "$(printf 'refs/heads/odd-\377\376-\303\274')" HEAD
	run update-ref -d refs/heads/gone
	run branch -f moved HEAD~1
	run symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
	run update-ref refs/remotes/origin/main HEAD~1
	run update-ref ORIG_HEAD HEAD~1
	echo one >file
	run add file
	run commit -q -m third
	for text in a b c d; do
		echo "$text" >file
		run stash push -q -m "stash $text"
	done
	run stash drop -q 'stash@{1}'
}

# Several tables, as they come, none merged.
export GIT_TEST_REFTABLE_AUTOCOMPACTION=false
start stack
everything
save stack

# The same, merged to one table, and changed again.
export GIT_TEST_REFTABLE_AUTOCOMPACTION=true
start merged
everything
run pack-refs --all
export GIT_TEST_REFTABLE_AUTOCOMPACTION=false
run tag -d light
run branch -f kept HEAD
run update-ref refs/tags/v1 HEAD
run stash drop -q
save merged
export GIT_TEST_REFTABLE_AUTOCOMPACTION=true

# With other ids.
start sha256 --object-format=sha256
everything
save sha256

# Many refs in small blocks: an index of several levels, of objects, and of logs.
start blocks
run config reftable.blockSize 256
run commit -q --allow-empty -m first
id=$("$git" rev-parse HEAD)
i=0
while [ $i -lt 150 ]; do
	echo "create refs/tags/tag-$i $id"
	i=$((i + 1))
done | run update-ref --stdin
for i in 1 2 3 4 5 6 7 8 9; do run commit -q --allow-empty -m "commit $i"; done
run pack-refs --all
save blocks

# A linked work tree: a stack of its own.
start linked
run commit -q --allow-empty -m first
run worktree add -q --detach "$work/tree"
cd "$work/tree"
run commit -q --allow-empty -m second
run update-ref refs/bisect/bad HEAD
run update-ref refs/worktree/mine HEAD~1
save linked "$work/linked/.git/worktrees/tree/reftable"
# git lists the refs of the common stack too.
grep -v '^refs/heads/' "$here/linked/refs.txt" >"$work/own"
cp "$work/own" "$here/linked/refs.txt"
: >"$here/linked/logs.txt"
