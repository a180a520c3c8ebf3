package value

import "strings"

// Password says that v, which was given to a password's name, is a password
// rather than a placeholder, a mask, a reference or a ciphertext. People choose
// passwords, so nothing is asked of its randomness.
func (j *Judge) Password(v string) bool {
	if len(v) < 4 || len(v) > 256 || strings.ContainsAny(v, "\n\r\x00") {
		return false
	}
	if v[0] == '<' && v[len(v)-1] == '>' || isMask(v) || strings.Contains(v, "…") || isPasswordReference(v) || j.isEncrypted(v) {
		return false
	}
	low := strings.ToLower(v)
	for _, p := range j.words.References {
		if strings.HasPrefix(low, p) {
			return false
		}
	}
	return !j.isPlaceholder(v) && !isPasswordWord(low)
}

// isPasswordReference says that v names the place where a password is kept. A
// password may begin with any character, so the mark alone is not enough.
func isPasswordReference(v string) bool {
	for _, mark := range [...]string{"${", "$(", "{{", "}}", "<%", "#{", "%{", "{%", "%(", "$["} {
		if strings.Contains(v, mark) {
			return true
		}
	}
	switch v[0] {
	case '$', '!': // $DB_PASSWORD, $env:X, !vault
		return strings.Trim(v[1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == "" || strings.HasPrefix(v, "$env:") || v[0] == '!' && strings.Trim(strings.ToLower(v[1:]), "abcdefghijklmnopqrstuvwxyz") == ""
	case '%', '@':
		return len(v) > 2 && v[len(v)-1] == v[0]
	}
	return false
}

// isPasswordWord says that v only says that a password belongs there.
func isPasswordWord(low string) bool {
	switch strings.ReplaceAll(strings.Trim(low, "-_. "), "-", "_") {
	case "password", "passwd", "pass", "secret", "db_password", "dbpassword", "the_password", "none", "null", "empty", "string", "true", "false", "test":
		return true
	}
	return false
}

// Placeholder says that v holds words that only placeholders have.
func (j *Judge) Placeholder(v string) bool { return v == "" || j.isPlaceholder(v) }
