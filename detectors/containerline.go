package detectors

import "bytes"

// containerMark measures what a container's runtime writes before each line that a
// program printed: {"log":" in Docker's json-file, and a time, the stream and a tag
// in Kubernetes' log format, 2026-11-01T10:00:00.000000000Z stdout F. It is 0 where
// there is nothing of that kind. A configuration that was printed line by line is
// to be read as one there, too.
//
// See https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md.
func containerMark(line []byte) int {
	const docker = `{"log":"`
	if bytes.HasPrefix(line, []byte(docker)) {
		return len(docker)
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
