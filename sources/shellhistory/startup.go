package shellhistory

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// startupFile is a file that a shell reads when it starts; a "*" stands for any
// text in its name.
type startupFile struct {
	path  string // relative to a home, or absolute
	shell string // "" for any that understands sh
}

// maxStartup is the size, in bytes, above which a start-up file is skipped.
const maxStartup = 1 << 20

// startupFiles are those in a home. What zsh reads first comes first: it says
// where the others are.
func startupFiles() []startupFile {
	return []startupFile{
		{".zshenv", "zsh"}, {".zprofile", "zsh"}, {".zshrc", "zsh"}, {".zlogin", "zsh"},
		{".config/zsh/.zshenv", "zsh"}, {".config/zsh/.zshrc", "zsh"}, {".config/zsh/.zprofile", "zsh"},
		{".bashrc", "bash"}, {".bash_profile", "bash"}, {".bash_login", "bash"}, {".bash_aliases", "bash"},
		{".profile", ""}, {".shrc", ""}, {".xprofile", ""}, {".xsessionrc", ""}, {".pam_environment", ""}, {".config/environment.d/*.conf", ""},
		{".kshrc", "ksh"}, {".mkshrc", "mksh"},
		{".tcshrc", "tcsh"}, {".cshrc", "tcsh"}, {".login", "tcsh"},
		{".config/fish/config.fish", "fish"}, {".config/fish/conf.d/*.fish", "fish"},
		{".config/powershell/*.ps1", "powershell"},
		{"Documents/PowerShell/*.ps1", "powershell"}, {"Documents/WindowsPowerShell/*.ps1", "powershell"},
	}
}

// systemStartupFiles are those of a system, for all users.
func systemStartupFiles() []startupFile {
	return []startupFile{
		{"/etc/environment", ""}, {"/etc/profile", ""}, {"/etc/profile.d/*.sh", ""}, {"/etc/profile.local", ""},
		{"/etc/bash.bashrc", "bash"}, {"/etc/bashrc", "bash"}, {"/etc/bash.bash_profile", "bash"},
		{"/etc/zshenv", "zsh"}, {"/etc/zshrc", "zsh"}, {"/etc/zprofile", "zsh"},
		{"/etc/zsh/zshenv", "zsh"}, {"/etc/zsh/zshrc", "zsh"}, {"/etc/zsh/zprofile", "zsh"},
		{"/etc/ksh.kshrc", "ksh"}, {"/etc/mkshrc", "mksh"},
		{"/etc/csh.cshrc", "tcsh"}, {"/etc/csh.login", "tcsh"},
		{"/etc/fish/config.fish", "fish"}, {"/etc/fish/conf.d/*.fish", "fish"},
		{"/etc/powershell/*.ps1", "powershell"}, {"/opt/microsoft/powershell/7/profile.ps1", "powershell"},
		{"/Windows/System32/WindowsPowerShell/v1.0/*.ps1", "powershell"},
	}
}

// startupText is a start-up file that has been read.
type startupText struct {
	shell string
	text  []byte
}

// startup reads some start-up files, relative to a folder.
func (f *finder) startup(dir string, files []startupFile) ([]startupText, error) {
	var all []startupText
	for _, s := range files {
		folder, pattern := path.Split(s.path)
		found := []string{pattern}
		if strings.Contains(pattern, "*") {
			entries, err := f.list(join(dir, folder))
			if err != nil {
				return nil, err
			}
			found = found[:0]
			for _, e := range entries {
				if ok, _ := path.Match(pattern, e.Name()); ok && !e.IsDir() {
					found = append(found, e.Name())
				}
			}
		}
		for _, name := range found {
			file := join(dir, folder+name)
			real, err := f.tree.real(file)
			var text []byte
			if err == nil {
				text, err = readRegular(real, maxStartup)
			}
			switch {
			case missing(err):
			case err != nil:
				if err := f.skip(fileOrigin(f.tree.path(file)), fmt.Errorf("find out where histories are: %w", err)); err != nil {
					return nil, err
				}
			default:
				all = append(all, startupText{s.shell, text})
			}
		}
	}
	return all, nil
}

// settings adds the histories that a home's start-up files name, and those of the
// system.
func (f *finder) settings(h home) error {
	texts, err := f.startup(h.dir, startupFiles())
	if err != nil {
		return err
	}
	if !h.required { // a folder that the user named may be of another system
		if f.system == nil {
			if f.system, err = f.startup("/", systemStartupFiles()); err != nil {
				return err
			}
		}
		texts = append(texts, f.system...)
	}
	s := scope{home: filepath.ToSlash(h.dir), user: h.user}
	for _, t := range texts {
		if err := f.settingsIn(t, h, &s); err != nil {
			return err
		}
	}
	if s.zdotdir == "" {
		return nil
	}
	if !f.reachable(h, s.zdotdir) {
		return nil
	}
	texts, err = f.startup(s.zdotdir, []startupFile{{".zshenv", "zsh"}, {".zprofile", "zsh"}, {".zshrc", "zsh"}, {".zlogin", "zsh"}})
	if err != nil {
		return err
	}
	for _, t := range texts {
		if err := f.settingsIn(t, h, &s); err != nil {
			return err
		}
	}
	return f.place(s.zdotdir, h.user, zshPlace("."))
}

// settingsIn adds the histories that one start-up file names.
func (f *finder) settingsIn(t startupText, h home, s *scope) error {
	var found []setting
	if t.shell == "powershell" {
		found = powershellSettings(t.text, s)
	} else {
		found = shellSettings(t.text, t.shell, s)
	}
	for _, set := range found {
		if err := f.setting(set, t.shell, h); err != nil {
			return err
		}
	}
	return nil
}

// setting adds the histories at a path. A part that is not known, such as a
// date, may be anything in a file's name, but not in that of a folder.
func (f *finder) setting(set setting, shell string, h home) error {
	name := path.Clean(set.path)
	if f.tree.mounted() && len(name) > 2 && name[1] == ':' {
		name = path.Clean(name[2:]) // C:/Users: the system's own drive is mounted
	}
	if !filepath.IsAbs(name) && !path.IsAbs(name) {
		name = path.Join(filepath.ToSlash(h.dir), name)
	}
	dir, base := path.Split(name)
	if strings.Contains(dir, unknownText) || !f.reachable(h, name) {
		return nil
	}
	as := func(file string) form {
		known := set.variable.formOf(file)
		if known.parse == nil {
			known = formOfShell(shell)
		}
		return known
	}
	if !strings.Contains(base, unknownText) {
		return f.file(name, h.user, as(name))
	}
	const fewest = 3 // a pattern of nothing but a date would match everything
	if len(strings.ReplaceAll(base, unknownText, "")) < fewest {
		return nil
	}
	entries, err := f.list(dir)
	if err != nil {
		return err
	}
	pattern := strings.ReplaceAll(escapePattern(base), unknownText, "*")
	for _, e := range entries {
		if ok, _ := path.Match(pattern, e.Name()); ok && !e.IsDir() {
			if err := f.file(join(dir, e.Name()), h.user, as(e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// reachable says whether a home's start-up file may name a path: any of its own
// system, but only what lies inside it of a folder that the user named.
func (f *finder) reachable(h home, name string) bool {
	return !h.required || name == filepath.ToSlash(h.dir) || inside(h.dir, filepath.FromSlash(name))
}

// escapePattern makes a text a pattern for path.Match that only the text itself
// matches.
func escapePattern(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(text)
}

// formOfShell is the form of a file that a shell's start-up file names. Bash's
// times tell bash and others apart.
func formOfShell(shell string) form {
	switch shell {
	case "zsh":
		return zshForm()
	case "ksh", "mksh":
		return korn(shell)
	case "powershell":
		return powershellForm()
	}
	return form{shell: shell}
}
