package detectors

import (
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// pathSaysLogstag says that an item's path, the program of a process, or what
// wrote to a journal names Logstag. Only the last three parts of a path count: a
// whole system may lie below a folder of that name. Outside of a repository the
// folders that lead to where the scan began are part of the path, so that a log is
// judged alike whether it, its folder or all of /var/log was named; what a checkout
// is called says nothing about what is in it.
func pathSaysLogstag(o *sources.Origin) bool {
	if o.Process != nil && strings.Contains(strings.ToLower(o.Process.Executable), "logstag") {
		return true
	}
	if j := o.Journal; j != nil && strings.Contains(strings.ToLower(j.Unit+" "+j.Identifier+" "+j.Executable), "logstag") {
		return true
	}
	left := 3
	if lastPartsSayLogstag(o.Path, &left) {
		return true
	}
	return o.Root != "" && o.Repository == "" && lastPartsSayLogstag(filepath.ToSlash(o.Root), &left)
}

// lastPartsSayLogstag looks for Logstag's name in the last parts of a path, and
// counts down how many of them are left to be looked at.
func lastPartsSayLogstag(p string, left *int) bool {
	p = strings.ToLower(p)
	for ; *left > 0; *left-- {
		i := strings.LastIndexByte(p, '/')
		if strings.Contains(p[i+1:], "logstag") {
			return true
		}
		if i < 0 {
			*left--
			return false
		}
		p = p[:i]
	}
	return false
}
