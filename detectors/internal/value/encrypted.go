package value

import "strings"

// isEncrypted says that v is a ciphertext, a digest or a public key: nobody can
// use it as it stands.
func (j *Judge) isEncrypted(v string) bool {
	low := strings.ToLower(v)
	for _, p := range j.words.Encrypted {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	// A public key, as SSH writes it: its kind, with its length before it.
	for _, p := range [...]string{"AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNhL", "AAAAGnNrL", "AAAAInNrL",
		// And as X.509 does, RFC 5280, section 4.1: what kind it is stands first, for
		// RSA, the curves of NIST, and Ed25519.
		"MIIBIjANBgkqhkiG9w0BAQEFAAOC", "MIICIjANBgkqhkiG9w0BAQEFAAOC", "MIGfMA0GCSqGSIb3DQEBAQUAA4GN", "MFkwEwYHKoZIzj0CAQ", "MHYwEAYHKoZIzj0CAQ", "MCowBQYDK2Vw",
	} {
		if strings.HasPrefix(v, p) {
			return true
		}
	}
	// The fingerprints in our own reports.
	if len(v) == len("lk1-")+16 && (strings.HasPrefix(v, "lk1-") || strings.HasPrefix(v, "lf1-")) {
		return true
	}
	// Sealed Secrets: base64 of a version byte, then a long ciphertext.
	if len(v) >= 300 && (strings.HasPrefix(v, "Ag")) {
		return true
	}
	// sha256:…, sha512-…: a digest.
	for _, p := range [...]string{"sha1", "sha256", "sha384", "sha512", "md5", "blake2", "bcrypt", "scrypt", "argon2", "pbkdf2", "hmac"} {
		if strings.HasPrefix(low, p) && len(v) > len(p) && strings.IndexByte(":-=$_", v[len(p)]) >= 0 {
			return true
		}
	}
	return false
}
