package detectors

// tellsOfKey says that a line has a word for a key, in a language that tickets and
// chats are written in, or names the agent's configuration.
func tellsOfKey(line []byte) bool {
	for _, word := range [...]string{
		"key", "secret", "token", "logstag-agent.toml",
		"schlüssel", "schluessel", "sleutel", "nyckel", "nøgle", "nøkkel", // Germanic
		"clé", "clave", "chave", "chiave", "cheie", // Romance
		"klucz", "klíč", "ključ", "ключ", // Slavic
		"avain", "kulcs", "anahtar", "κλειδί",
		"キー", "鍵", "密钥", "金鑰", "키",
	} {
		if containsFold(line, []byte(word)) {
			return true
		}
	}
	return false
}
