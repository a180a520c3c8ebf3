package shellhistory

import "strings"

// powershellSettings finds the settings in a PowerShell profile.
func powershellSettings(text []byte, s *scope) []setting {
	var all []setting
	for _, m := range settingExpressions().savePath.FindAllSubmatch(text, -1) {
		path := s.expandPowerShell(string(m[1]))
		if path != "" {
			all = append(all, setting{variable{"HistorySavePath", powershellForm()}, path})
		}
	}
	return all
}

// expandPowerShell gives the path that a string of PowerShell stands for, with
// forward slashes; empty if that can't be known.
func (s *scope) expandPowerShell(word string) string {
	literal := word[0] == '\''
	path := strings.Trim(word, `"'`)
	if !literal {
		for _, v := range []struct{ name, value string }{
			{"$env:USERPROFILE", s.home}, {"${env:USERPROFILE}", s.home}, {"$env:HOME", s.home}, {"$HOME", s.home},
			{"$env:APPDATA", s.home + "/AppData/Roaming"}, {"${env:APPDATA}", s.home + "/AppData/Roaming"},
			{"$env:LOCALAPPDATA", s.home + "/AppData/Local"}, {"${env:LOCALAPPDATA}", s.home + "/AppData/Local"},
			{"$env:USERNAME", s.user}, {"$env:USER", s.user},
		} {
			if n := len(v.name); len(path) >= n && strings.EqualFold(path[:n], v.name) {
				path = v.value + path[n:]
			}
		}
		if strings.ContainsAny(path, "$`") {
			return ""
		}
	}
	if path == "~" || strings.HasPrefix(path, "~/") || strings.HasPrefix(path, `~\`) {
		path = s.home + path[1:]
	}
	return strings.ReplaceAll(path, `\`, "/")
}
