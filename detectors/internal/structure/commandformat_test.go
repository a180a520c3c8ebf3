package structure

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestCommandFormat(t *testing.T) {
	command := func(shell string) sources.Origin {
		return sources.Origin{Path: "/home/u/.history", LineText: true, Command: &sources.CommandOrigin{Shell: shell}}
	}
	for _, r := range []struct {
		origin sources.Origin
		text   string
		want   Format
	}{
		{command("bash"), "", Shell}, {command("fish"), "", Shell}, {command(""), "", Shell}, {command("zsh"), "", Zsh},
		{command("zsh-histdb"), "", Zsh}, {command("powershell"), "", PowerShell}, {command("python"), "", Plain}, {command("tcsh"), "", Plain},
		{sources.Origin{Path: "a.sh"}, "", Shell}, {sources.Origin{Path: "A.ZSH"}, "", Zsh}, {sources.Origin{Path: "b/.profile"}, "", Shell},
		{sources.Origin{Path: "x.tgz!.envrc"}, "", Shell}, {sources.Origin{Path: ".env.local"}, "", Shell}, {sources.Origin{Path: "prod.env"}, "", Shell},
		{sources.Origin{Path: "/etc/default/logstag"}, "", Shell}, {sources.Origin{Path: "/var/spool/cron/root"}, "", Shell}, {sources.Origin{Path: "/etc/cron.d/a"}, "", Shell},
		{sources.Origin{Path: ".zsh_history"}, "", Zsh}, {sources.Origin{Path: "a/ConsoleHost_history.txt"}, "", PowerShell},
		{sources.Origin{Path: "run"}, "#!/bin/bash -e\n", Shell}, {sources.Origin{}, "#!/usr/bin/env zsh\n", Zsh}, {sources.Origin{Path: "run"}, "#!/usr/bin/env python3\n", Plain},
		{sources.Origin{}, "#! /usr/bin/pwsh\n", PowerShell}, {sources.Origin{Path: "readme.md"}, "FROM a\n", Plain},
		{sources.Origin{Path: "a/Dockerfile.prod"}, "", Dockerfile}, {sources.Origin{Path: "agent.Dockerfile"}, "", Dockerfile}, {sources.Origin{Path: "Containerfile"}, "", Dockerfile},
		{sources.Origin{}, "# syntax=a\n\nFROM a\n", Dockerfile}, {sources.Origin{}, "ARG A\nFROM a\n", Dockerfile}, {sources.Origin{}, "ARG A\n", Plain},
		{sources.Origin{Path: "a.service"}, "", Unit}, {sources.Origin{Path: "a.container"}, "", Unit}, {sources.Origin{Path: "/etc/systemd/system.conf"}, "", Unit},
		{sources.Origin{Path: "x/a.service.d/b.conf"}, "", Unit}, {sources.Origin{Path: "nginx.conf"}, "", Plain}, {sources.Origin{}, "# a\n[Unit]\n", Unit}, {sources.Origin{}, "[agent]\n", TOML},
		{sources.Origin{Path: "a.ps1"}, "", PowerShell}, {sources.Origin{Path: "a.reg"}, "", Registry}, {sources.Origin{}, "Windows Registry Editor Version 5.00\r\n", Registry},
		{sources.Origin{Path: "a.js"}, "", Code}, {sources.Origin{Path: "Jenkinsfile"}, "", Code}, {sources.Origin{Path: "a.txt"}, "", Plain}, {sources.Origin{}, "", Plain},
		{sources.Origin{Path: "/var/log/a.js", LineText: true}, "", Plain},
	} {
		if got := FormatOf(&r.origin, []byte(r.text)); got != r.want {
			t.Errorf("%q, %q: %v, want %v", r.origin.Path, r.text, got, r.want)
		}
	}
}
