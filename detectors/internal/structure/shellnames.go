package structure

import (
	"bytes"
	"runtime"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// shellOf says whether an item is commands of a shell: by the shell whose history
// it is from, by its name, or by the interpreter that its first line names.
func shellOf(o *sources.Origin, text []byte) Format {
	switch {
	case o.Process != nil:
		if runtime.GOOS == "windows" {
			return Plain // one line of text, quoted as no shell does
		}
		return Shell
	case o.Command != nil:
		return historyOf(o.Command.Shell)
	}
	if f := interpreterOf(text); f != Plain {
		return f
	}
	return shellFile(o.Path)
}

// historyOf gives the notation of a history: one that says nothing of its shell,
// or is of several, holds what people type into a shell like bash.
func historyOf(shell string) Format {
	switch shell {
	case "", "atuin", "mcfly", "hishtory":
		return Shell
	case "zsh-histdb", "histdb":
		return Zsh
	}
	return shellNamed(shell)
}

// shellNamed gives the notation of a shell. That of fish is close enough: its
// words and quotes are those of sh but for rare cases.
func shellNamed(name string) Format {
	switch name {
	case "sh", "bash", "ksh", "ksh93", "mksh", "pdksh", "oksh", "dash", "ash", "rbash", "fish", "bats":
		return Shell
	case "zsh":
		return Zsh
	case "powershell", "pwsh":
		return PowerShell
	}
	return Plain
}

// interpreterOf reads the first line of a script: #!/bin/sh, #!/usr/bin/env bash.
func interpreterOf(text []byte) Format {
	if !bytes.HasPrefix(text, []byte("#!")) {
		return Plain
	}
	line, _, _ := bytes.Cut(text[:min(len(text), 256)], []byte{'\n'})
	for i, word := range strings.Fields(string(line[2:])) {
		if f := shellNamed(programName(word)); f != Plain {
			return f
		}
		if i > 3 {
			break
		}
	}
	return Plain
}

// shellFile knows the names of files that a shell reads, and of those that hold
// variables in its notation.
func shellFile(path string) Format {
	name := strings.ToLower(baseName(path))
	switch name {
	case "profile", ".profile", "bashrc", ".bashrc", "bash.bashrc", ".bash_profile", ".bash_login", ".bash_logout",
		".bash_aliases", ".xprofile", ".kshrc", ".mkshrc", ".envrc", "pkgbuild", "environment", "crontab", ".env",
		".bash_history", ".sh_history", ".ksh_history", ".mksh_history", ".ash_history", ".history":
		return Shell
	case ".zshrc", ".zshenv", ".zprofile", ".zlogin", "zshrc", "zshenv", "zprofile", ".zsh_history", ".zhistory":
		return Zsh
	case "consolehost_history.txt":
		return PowerShell
	}
	switch extension(name) {
	case "sh", "bash", "ksh", "mksh", "dash", "ash", "bats", "ebuild", "env", "command":
		return Shell
	case "zsh":
		return Zsh
	}
	switch folder := folderName(path); folder {
	case "etc/default", "etc/sysconfig", "etc/cron.d", "spool/cron", "cron/crontabs":
		return Shell
	}
	if strings.HasPrefix(name, ".env.") {
		return Shell
	}
	return Plain
}

// baseName gives the last part of a path, also inside an archive.
func baseName(path string) string { return path[strings.LastIndexAny(path, "/!")+1:] }

// extension gives what follows the last dot of a name; empty if there is none.
func extension(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i+1:]
	}
	return ""
}

// folderName gives the two parts of a path before the last.
func folderName(path string) string {
	path = path[:max(0, strings.LastIndexByte(path, '/'))]
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[strings.LastIndexAny(path[:i], "/!")+1:]
	}
	return path
}
