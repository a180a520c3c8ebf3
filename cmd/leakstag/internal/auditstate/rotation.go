package auditstate

import (
	"path"
	"regexp"
	"strings"
	"sync"
)

// rotated matches what is added to the name of a log when it is rotated: a number
// (logrotate, Docker), a day (logrotate's dateext, kubelet with the time), "old".
// Of a name with an ending it may also come before the ending (Logback, Windows).
var rotated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\.\d{1,4}|[.-]\d{8}(?:[-T_]?\d{2,6}|\.\d{2})?|[.-]\d{4}-\d{2}-\d{2}(?:[-T_.]\d+)*|\.(?:old|bak|save))$`)
})

// datedBefore matches a day before the ending.
var datedBefore = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[._-](?:\d{4}-\d{2}-\d{2}|\d{8})(?:[-_.]\d{1,3})?(\.[a-z]{2,5})$`)
})

// packedEndings are those of compressed files.
var packedEndings = [...]string{".gz", ".xz", ".bz2", ".zst", ".lz4", ".lzma", ".Z"}

// family gives the path that a log had before it was rotated and compressed: that
// of all logs that were one.
func family(file string) string {
	dir, name := path.Split(file)
	for more := true; more; { // a day and a number, say
		before := len(name)
		for _, e := range packedEndings {
			name = strings.TrimSuffix(name, e)
		}
		if at := rotated().FindStringIndex(name); at != nil && at[0] > 0 {
			name = name[:at[0]]
		}
		more = len(name) < before
	}
	return dir + datedBefore().ReplaceAllString(name, "$1")
}
