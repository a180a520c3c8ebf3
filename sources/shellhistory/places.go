package shellhistory

// place is a folder in a home, and what in it is a history.
type place struct {
	// dir is relative to the home, with forward slashes; "." for itself.
	dir string
	// patterns are for path.Match on the names in dir.
	patterns []string
	// form is how those files are written; without a parser, name and content
	// tell.
	form form
}

// places are the histories in a home: where the shells put them by themselves,
// where their plug-ins and the usual advice put them, and the copies that are
// made of them.
func places() []place {
	return []place{
		{".", dotNames(), unknownForm},
		{".bash_sessions", []string{"*.history*"}, bashForm}, // macOS: one for each terminal window
		{".zsh_sessions", []string{"*.history*"}, zshForm},
		{".config/zsh", append(dotNames(), "history", "zsh_history"), zshForm},
		{".zsh", append(dotNames(), "history", "zsh_history"), zshForm},
		{".local/share/zsh", []string{"history", "*_history"}, zshForm},
		{".local/state/zsh", []string{"history", "*_history"}, zshForm},
		{".cache/zsh", []string{"history", "*_history"}, zshForm},
		{".local/share/bash", []string{"history", "*_history"}, bashForm},
		{".local/state/bash", []string{"history", "*_history"}, bashForm},
		{".cache/bash", []string{"history", "*_history"}, bashForm},
		{".config/fish", []string{"*_history"}, fishForm}, // before fish 2.3
		{".local/share/fish", []string{"*_history*"}, fishForm},
		{".local/share/powershell/PSReadLine", psPatterns, powershellForm},
		{".config/powershell/PSReadLine", psPatterns, powershellForm},
		{"AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine", psPatterns, powershellForm},
	}
}

// psPatterns: one history for each program that embeds PowerShell
// ("ConsoleHost_history.txt", "Visual Studio Code Host_history.txt").
var psPatterns = []string{"*_history.txt*"}

// dataPlaces are the histories in the folder that XDG_DATA_HOME names.
var dataPlaces = []place{
	{"zsh", []string{"history", "*_history"}, zshForm},
	{"bash", []string{"history", "*_history"}, bashForm},
	{"fish", []string{"*_history*"}, fishForm},
	{"powershell/PSReadLine", psPatterns, powershellForm},
}

// dotNames are the patterns of the names that tell a history wherever it lies.
func dotNames() []string {
	var patterns []string
	for _, n := range namedForms {
		if n.prefix[0] == '.' {
			patterns = append(patterns, n.prefix+"*")
		}
	}
	return patterns
}
