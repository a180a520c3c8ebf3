package shellhistory

// place is a folder in a home, and what in it is a history.
type place struct {
	// dir is relative to the home, with forward slashes; "." for itself. A "*"
	// in one of its names stands for any text.
	dir string
	// patterns are for path.Match on the names in dir.
	patterns []string
	// form is how those files are written; without a parser, name and content
	// tell.
	form form
}

// names are the patterns of one place.
func names(patterns ...string) []string { return patterns }

// places are the histories in a home: where the programs put them by themselves,
// where their plug-ins and the usual advice put them, and the copies that are
// made of them.
func places() []place {
	all := []place{
		{".", dotNames(), form{}},
		{".bash_sessions", names("*.history*"), bashForm()}, // macOS: one for each terminal window
		{".zsh_sessions", names("*.history*"), zshForm()},
		zshPlace(".zsh"),
		{".histdb", names("*.db"), form{}},
		{"Library/Application Support/nushell", nushellNames(), form{}},
		{"Library/Application Support/McFly", names("history*.db*"), form{}},
		{".mcfly", names("history*.db*"), form{}},
		{".hishtory", names(".hishtory.db*"), form{}},
		{".elvish", names("db"), form{}}, // before elvish 0.17

		{".ipython/profile_*", names("history.sqlite*"), form{}},
		{".ptpython", names("history*"), prompt("ptpython")},
		{".ghc", names("ghci_history*"), readline("ghci")},
		{".julia/logs", names("repl_history.jl*"), readline("julia")},
		{".lftp", names("rl_history*"), readline("lftp")},
		{".cassandra", names("cqlsh_history*"), readline("cqlsh")},
		{".mongodb", names("mongosh_repl_history*"), node("mongosh")},
		{".mongodb/mongosh", names("mongosh_repl_history*"), node("mongosh")},
		{".vim", names("viminfo*", ".viminfo*"), viminfoForm()},
		{".cache/vim", names("viminfo*", ".viminfo*"), viminfoForm()},
	}
	for _, dir := range []string{".cache", ".local/state"} {
		all = append(all,
			place{dir + "/zsh", names("history", "*_history"), zshForm()},
			place{dir + "/bash", names("history", "*_history"), bashForm()},
		)
	}
	for _, base := range baseFolders() {
		for _, p := range base.places {
			p.dir = base.dir + "/" + p.dir
			all = append(all, p)
		}
	}
	return append(all, windowsPlaces()...)
}

// psPatterns: one history for each program that embeds PowerShell
// ("ConsoleHost_history.txt", "Visual Studio Code Host_history.txt").
func psPatterns() []string { return names("*_history.txt*") }

func nushellNames() []string { return names("history.txt*", "history.sqlite3*") }

// baseFolder is a folder of the XDG base directory specification: the variable
// that names it, where it is in a home if that is not set, and the histories in it.
type baseFolder struct {
	variable string
	dir      string
	places   []place
}

func baseFolders() []baseFolder {
	return []baseFolder{
		{"XDG_CONFIG_HOME", ".config", configPlaces()},
		{"XDG_DATA_HOME", ".local/share", dataPlaces()},
		{"XDG_STATE_HOME", ".local/state", statePlaces()},
	}
}

// zshPlace is a folder of zsh's own, such as ZDOTDIR names.
func zshPlace(dir string) place {
	return place{dir, append(dotNames(), "history", "zsh_history"), zshForm()}
}

// configPlaces are the histories in the folder that XDG_CONFIG_HOME names.
func configPlaces() []place {
	return []place{
		zshPlace("zsh"),
		{"fish", names("*_history"), fishForm()}, // before fish 2.3
		{"powershell/PSReadLine", psPatterns(), powershellForm()},
		{"nushell", nushellNames(), form{}},
		{"pgcli", names("history*"), prompt("pgcli")},
		{"litecli", names("history*"), prompt("litecli")},
		{"mycli", names("history*"), prompt("mycli")},
	}
}

// dataPlaces are the histories in the folder that XDG_DATA_HOME names.
func dataPlaces() []place {
	return []place{
		{"zsh", names("history", "*_history"), zshForm()},
		{"bash", names("history", "*_history"), bashForm()},
		{"fish", names("*_history*"), fishForm()},
		{"powershell/PSReadLine", psPatterns(), powershellForm()},
		{"nushell", nushellNames(), form{}},
		{"atuin", names("history*.db*"), form{}},
		{"mcfly", names("history*.db*"), form{}},
		{"xonsh", names("xonsh-*.json*", "*.sqlite*"), form{}},
		{"xonsh/history_json", names("xonsh-*.json*"), form{}},
		{"ptpython", names("history*"), prompt("ptpython")},
		{"lftp", names("rl_history*"), readline("lftp")},
		{"nvim/shada", names("*.shada*"), shadaForm()}, // before Neovim 0.8
		{".", append(names("lesshst*"), dotNames()...), form{}},
	}
}

// statePlaces are the histories in the folder that XDG_STATE_HOME names.
func statePlaces() []place {
	return []place{
		{"nvim/shada", names("*.shada*"), shadaForm()},
		{"elvish", names("db.bolt*"), form{}},
		{".", append(names("lesshst*", "python_history*"), dotNames()...), form{}},
	}
}

// windowsPlaces are the histories in a profile of Windows that other systems'
// homes do not have. Git's bash, Python, node and others use the profile as any
// home.
func windowsPlaces() []place {
	const roaming, local = "AppData/Roaming/", "AppData/Local/"
	return []place{
		{roaming + "Microsoft/Windows/PowerShell/PSReadLine", psPatterns(), powershellForm()},
		// PowerShell from Microsoft's store.
		{local + "Packages/*/LocalCache/Roaming/Microsoft/Windows/PowerShell/PSReadLine", psPatterns(), powershellForm()},
		{roaming + "nushell", nushellNames(), form{}},
		{roaming + "atuin", names("history*.db*"), form{}},
		{local + "atuin", names("history*.db*"), form{}},
		{local + "clink", names("clink_history*"), readline("cmd")},
		{local + "xonsh/xonsh", names("xonsh-*.json*", "*.sqlite*"), form{}},
		{local + "xonsh/xonsh/history_json", names("xonsh-*.json*"), form{}},
		{roaming + "elvish", names("db.bolt*"), form{}},
		{local + "elvish", names("db.bolt*"), form{}},
		{roaming + "postgresql", names("psql_history*"), form{shell: "psql", parse: parsePsql}},
		{roaming + "mongodb/mongosh", names("mongosh_repl_history*"), node("mongosh")},
		{local + "mongodb/mongosh", names("mongosh_repl_history*"), node("mongosh")},
		{local + "nvim-data/shada", names("*.shada*"), shadaForm()},
		{".", names("_viminfo*"), viminfoForm()},
		{".", names("_lesshst*"), lessForm()},
	}
}

// dotNames are the patterns of the names that tell a history wherever it lies.
func dotNames() []string {
	var patterns []string
	for _, n := range namedForms() {
		if n.prefix[0] == '.' {
			patterns = append(patterns, n.prefix+"*")
		}
	}
	return patterns
}
