package unpack

import "strings"

// LooksPacked says whether a file's name is one that containers have. What a file
// is, its content says: this is for files whose content can't be had.
func LooksPacked(name string) bool {
	if _, ok := Unpacked(name); ok {
		return true
	}
	switch ending(name) {
	case "tar", "tgz", "txz", "tbz", "tbz2", "tzst", "tlz4", "zip", "jar", "war", "ear", "whl", "apk", "deb", "rpm", "cpio":
		return true
	}
	return false
}

// Unpacked gives what a compressed file is called without the ending that says
// so; false if it has none.
func Unpacked(name string) (string, bool) {
	switch end := ending(name); end {
	case "gz", "xz", "lzma", "bz2", "zst", "lz4":
		return name[:len(name)-len(end)-1], true
	}
	return name, false
}

// ending gives what comes after a name's last dot, in small letters.
func ending(name string) string { return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) }
