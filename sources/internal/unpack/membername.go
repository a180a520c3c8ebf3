package unpack

import (
	"path"
	"strings"
)

// maxName is how many bytes of a member's name are kept: as many as a path may
// have. Of a longer one the middle is left out.
const maxName = 4096

// cleanName gives a member's name as a path below the archive, whatever the
// archive says: relative, without "." and "..".
func cleanName(name string) string {
	if len(name) > maxName {
		name = name[:maxName/2] + "…" + name[len(name)-maxName/2:]
	}
	name = path.Clean("/" + name)[1:]
	if name == "" {
		return "unnamed"
	}
	return shortenDigest(name)
}

const (
	digest      = 64 // hexadecimal digits of SHA-256
	shownDigest = 12
)

// shortenDigest shortens the name of a part of a container image, in a layout of
// OCI (blobs/sha256/DIGEST) or in what "docker save" wrote (DIGEST.json,
// DIGEST.tar, DIGEST/layer.tar).
func shortenDigest(name string) string {
	const blobs = "blobs/sha256/"
	if rest, ok := strings.CutPrefix(name, blobs); ok {
		if isDigest(rest) {
			return blobs + rest[:shownDigest]
		}
		return name
	}
	if len(name) > digest && isDigest(name[:digest]) && (name[digest] == '/' || name[digest] == '.') {
		return name[:shownDigest] + name[digest:]
	}
	return name
}

func isDigest(s string) bool {
	return len(s) == digest && strings.Trim(s, "0123456789abcdef") == ""
}
