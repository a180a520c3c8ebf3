package main

import (
	"runtime"

	"github.com/leakstag/leakstag/sources"
)

// auditPlace is a place on a host in which keys lie.
type auditPlace struct {
	kind sources.Kind
	// path is absolute, with forward slashes, without a drive; "*" stands for any
	// one name. It may be that of a file.
	path string
	// inHome says that the path begins in a home, where nobody needs to be told
	// that it can't be looked at: they are told so of the home.
	inHome bool
}

// auditPlaces are the places to look at on this system; on all systems for one that
// is mounted, which may be any.
func auditPlaces(mounted bool) []auditPlace {
	switch {
	case mounted:
		return append(append(linuxPlaces(), macPlaces()...), windowsPlaces()...)
	case runtime.GOOS == "windows":
		return windowsPlaces()
	case runtime.GOOS == "darwin":
		return macPlaces()
	}
	return linuxPlaces()
}

func placesOf(kind sources.Kind, paths ...string) []auditPlace {
	var out []auditPlace
	for _, p := range paths {
		out = append(out, auditPlace{kind: kind, path: p})
	}
	return out
}

// inHomes gives places that are in each home.
func inHomes(kind sources.Kind, homes []string, paths ...string) []auditPlace {
	var out []auditPlace
	for _, home := range homes {
		for _, p := range paths {
			out = append(out, auditPlace{kind: kind, path: home + "/" + p, inHome: true})
		}
	}
	return out
}

// startupFiles are files in homes that hold variables and are no templates by
// their names.
var startupFiles = [...]string{
	".profile", ".bashrc", ".bash_profile", ".bash_login", ".bash_aliases", ".zshrc", ".zshenv", ".zprofile", ".kshrc", ".cshrc", ".tcshrc",
	".config/fish/config.fish", ".pam_environment", ".xprofile", ".xsessionrc", ".ssh/environment", ".netrc", ".curlrc", ".wgetrc",
}

// cacheFolders are globs of what programs download and build among people's files:
// copies of what is public, by the hundred thousand, no place for a template.
var cacheFolders = [...]string{
	"node_modules", ".cache", "**/go/pkg/mod", "**/go/pkg/sumdb", "**/.npm/_cacache", ".yarn", ".pnpm-store", "**/.local/share/pnpm",
	"**/.cargo/registry", "**/.cargo/git", ".rustup", ".pyenv", ".rbenv", ".nvm", ".asdf", "site-packages", "dist-packages", "__pycache__", ".venv",
	"**/.m2/repository", "**/.gradle/caches", "**/.ivy2/cache", "**/.nuget/packages", "**/.terraform/providers", "**/.terraform/modules", "**/.vscode-server", "**/.vscode/extensions",
	"**/Library/Caches", "**/Library/Developer", "**/AppData/Local/Temp", "**/AppData/Local/Packages", "**/.local/share/containers/storage", "**/.local/share/docker", "**/snapd",
}

// linuxPlaces are those of hier(7), systemd, the container runtimes and the agent.
func linuxPlaces() []auditPlace {
	homes := []string{"/root", "/home/*"}
	var all []auditPlace
	for _, list := range [][]auditPlace{
		placesOf(sources.Files,
			// the agent's own, with backups and what editors leave
			"/etc", "/opt/logstag-agent", "/opt/logstag", "/usr/local/etc",
			// what runs at which time, and as what
			"/var/spool/cron", "/var/spool/at", "/run/systemd/system", "/run/systemd/transient", "/usr/local/lib/systemd", "/usr/local/bin", "/usr/local/sbin",
			// user data and answers given to installers
			"/var/lib/cloud", "/run/cloud-init", "/var/cache/debconf", "/var/log/installer",
			"/var/backups"),
		placesOf(sources.Templates, "/opt", "/srv", "/root", "/home", "/var/www"),
		inHomes(sources.Files, homes, startupFiles[:]...),
		placesOf(sources.Logs,
			"/var/log/logstag-agent", "/var/log/logstag", "/tmp/logstag-agent", "/var/log",
			// what cron mails
			"/var/mail", "/var/spool/mail",
			// containers: /var/log/pods and /var/log/containers lie in /var/log
			"/var/lib/docker/containers", "/var/snap/docker/common/var-lib-docker/containers", "/var/lib/containers/storage/overlay-containers"),
		inHomes(sources.Logs, homes, ".local/share/docker/containers", ".local/share/containers/storage/overlay-containers", ".pm2/logs"),
		placesOf(sources.Journal, "/var/log/journal", "/run/log/journal"),
	} {
		all = append(all, list...)
	}
	return all
}

// macPlaces are those of launchd, Homebrew and the agent.
func macPlaces() []auditPlace {
	homes := []string{"/var/root", "/Users/*"}
	var all []auditPlace
	for _, list := range [][]auditPlace{
		placesOf(sources.Files,
			"/etc", "/opt/logstag-agent", "/opt/logstag", "/usr/local/etc", "/opt/homebrew/etc", "/usr/local/bin",
			"/Library/LaunchDaemons", "/Library/LaunchAgents", "/usr/lib/cron", "/var/at"),
		inHomes(sources.Files, homes, "Library/LaunchAgents"),
		placesOf(sources.Templates, "/opt", "/srv", "/var/root", "/Users"),
		inHomes(sources.Files, homes, startupFiles[:]...),
		placesOf(sources.Logs,
			"/var/log/logstag-agent", "/var/log/logstag", "/tmp/logstag-agent", "/var/log", "/Library/Logs", "/usr/local/var/log", "/opt/homebrew/var/log", "/var/mail"),
		inHomes(sources.Logs, homes, "Library/Logs", "Library/Containers/com.docker.docker/Data/log", ".pm2/logs"),
	} {
		all = append(all, list...)
	}
	return all
}

// windowsPlaces are those of the agent, the task scheduler, unattended set-up, and
// what servers log.
func windowsPlaces() []auditPlace {
	homes := []string{"/Users/*"}
	var all []auditPlace
	for _, list := range [][]auditPlace{
		placesOf(sources.Files,
			"/ProgramData/Logstag Agent", "/Program Files/Logstag Agent", "/Program Files/Logstag",
			"/Windows/System32/Tasks", "/Windows/Panther", "/Windows/System32/Sysprep", "/Windows/System32/inetsrv/config"),
		placesOf(sources.Templates, "/ProgramData", "/Users", "/inetpub", "/Scripts", "/Deploy"),
		placesOf(sources.Logs,
			"/ProgramData/Logstag Agent/logs", "/Windows/Temp/Logstag Agent", "/ProgramData/docker/containers", "/ProgramData/chocolatey/logs", "/inetpub/logs",
			"/Windows/Logs", "/Program Files/Cloudbase Solutions/Cloudbase-Init/log", "/ProgramData/Amazon/EC2-Windows/Launch/Log", "/ProgramData/Amazon/EC2Launch/log", "/WindowsAzure/Logs"),
		inHomes(sources.Logs, homes, ".pm2/logs"),
	} {
		all = append(all, list...)
	}
	return all
}
