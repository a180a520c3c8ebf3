#!/usr/bin/env bash
# Makes sure that the programs are there with which the tests compare: shells,
# packers and a C compiler for the race detector. What is missing is installed
# with apt-get where that is possible.
set -euo pipefail

# program:package
tools=(
	git:git bash:bash zsh:zsh mksh:mksh fish:fish script:bsdutils setpriv:util-linux strace:strace
	ksh93:ksh93u+m tcsh:tcsh elvish:elvish xonsh:xonsh
	python3:python3 vim:vim nvim:neovim less:less sqlite3:sqlite3 xxd:xxd
	gzip:gzip xz:xz-utils bzip2:bzip2 zstd:zstd lz4:lz4 iconv:libc-bin
	tar:tar zip:zip unzip:unzip cpio:cpio ar:binutils dpkg-deb:dpkg rpmbuild:rpm rpm2cpio:rpm2cpio
	cmark-gfm:cmark-gfm
	journalctl:systemd /lib/systemd/systemd-journal-remote:systemd-journal-remote
	promtool:prometheus flock:util-linux
	systemd-analyze:systemd systemctl:systemd /lib/systemd/systemd:systemd ansible-playbook:ansible-core
)

missing=()
for tool in "${tools[@]}"; do
	command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done
if ! python3 -c 'import yaml' 2>/dev/null; then
	missing+=(python3-yaml)
fi
if ! command -v "$(go env CC)" >/dev/null; then
	missing+=(gcc libc6-dev)
fi

# The pre-commit framework, in the version that the tests are for: Debian's may be
# older than the one that .pre-commit-hooks.yaml asks for.
framework=${XDG_CACHE_HOME:-$HOME/.cache}/leakstag/pre-commit-4.7.0
install_framework() {
	[ -x "$framework/only/pre-commit" ] && return
	echo "the tests need pre-commit 4.7.0; installing it into $framework" >&2
	rm -rf "$framework"
	python3 -m venv "$framework" >&2
	"$framework/bin/pip" install -q --disable-pip-version-check pre-commit==4.7.0 >&2
	# A folder for PATH with nothing else in it.
	mkdir "$framework/only"
	ln -s ../bin/pre-commit "$framework/only/pre-commit"
}
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
	missing+=(python3-venv)
fi
if [ ${#missing[@]} -eq 0 ]; then
	install_framework
	exit 0
fi

say() { echo "the tests need these packages: ${missing[*]}; $1" >&2; }

if ! command -v apt-get >/dev/null; then
	say "install what your system calls them"
	exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
		say "run: sudo apt-get install ${missing[*]}"
		exit 1
	fi
	as_root=(sudo -n)
fi
say "installing them"
"${as_root[@]}" apt-get update -qq >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2
install_framework
