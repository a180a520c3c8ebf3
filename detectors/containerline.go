package detectors

import "bytes"

// containerMark measures what a container's runtime writes before each line that a
// program printed: {"log":" in Docker's json-file, the service and its number in what
// Compose shows, agent-1  |, and a time, the stream and a tag in Kubernetes' log
// format, 2026-11-01T10:00:00.000000000Z stdout F. It is 0 where there is nothing of
// that kind. A configuration that was printed line by line is
// to be read as one there, too.
//
// See https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md.
func containerMark(line []byte) int {
	const docker = `{"log":"`
	if bytes.HasPrefix(line, []byte(docker)) {
		return len(docker)
	}
	if n := composeMark(line); n > 0 {
		return n
	}
	const shortest = len("2026-11-01T10:00:00Z")
	end := bytes.IndexByte(line[:min(len(line), 40)], ' ')
	if end < shortest || line[4] != '-' || line[10] != 'T' || line[13] != ':' {
		return 0
	}
	for _, stream := range [...]string{" stdout ", " stderr "} {
		tag, ok := bytes.CutPrefix(line[end:], []byte(stream))
		if ok && len(tag) > 1 && (tag[0] == 'F' || tag[0] == 'P') && tag[1] == ' ' {
			return end + len(stream) + 2
		}
	}
	return 0
}

// composeMark measures the name of a container, which ends in its number, the blanks
// that bring all names to one length, and the bar behind them.
func composeMark(line []byte) int {
	p := 0
	for p < min(len(line), 64) && keyByte(line[p]) {
		p++
	}
	name := bytes.TrimRight(line[:p], "0123456789")
	if len(name) == p || len(name) < 2 || name[len(name)-1] != '-' && name[len(name)-1] != '_' {
		return 0
	}
	bar := p
	for bar < len(line) && bar-p < 64 && line[bar] == ' ' {
		bar++
	}
	if bar == p || bar+1 >= len(line) || line[bar] != '|' || line[bar+1] != ' ' {
		return 0
	}
	return bar + 2
}
