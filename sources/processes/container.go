package processes

import "strings"

const (
	idLength = 64 // of a container's id, in hexadecimal digits
	// maxContainerName is more than any runtime allows.
	maxContainerName = 128
)

// containerOf reads a process's control groups (cgroups(7): lines of
// "hierarchy:controllers:path", a single one in version 2), and gives the id or
// the name of the container that one of their paths names; empty for none.
//
//	/docker/<id>                                  Docker, cgroupfs driver
//	/system.slice/docker-<id>.scope               Docker, systemd driver
//	/kubepods/burstable/pod<uid>/<id>             Kubernetes, cgroupfs driver
//	/kubepods.slice/…/cri-containerd-<id>.scope   Kubernetes, systemd driver
//	/kubepods.slice/…/crio-<id>.scope             CRI-O
//	/system.slice/containerd.service/…:cri-containerd:<id>
//	/machine.slice/libpod-<id>.scope/container    Podman
//	/ecs/<task>/<id>                              Amazon ECS
//	/lxc/<name>, /lxc.payload.<name>              LXC, LXD, Incus
//	/machine.slice/systemd-nspawn@<name>.service/payload
//
// Of a container within another the inner one is given. The runtime's own
// processes, which watch over a container from outside, are in none.
func containerOf(cgroups string) string {
	for line := range strings.Lines(cgroups) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), ":", 3)
		if len(parts) < 3 {
			continue
		}
		if name := containerInPath(parts[2]); name != "" {
			return name
		}
	}
	return ""
}

// containerInPath gives the container that the path of a control group names.
func containerInPath(path string) string {
	for path != "" {
		slash := strings.LastIndexByte(path, '/')
		group := path[slash+1:]
		path = path[:max(slash, 0)]
		above := path[strings.LastIndexByte(path, '/')+1:]
		if watcher(group) {
			return ""
		}
		if name := containerInGroup(group, above); name != "" && len(name) <= maxContainerName {
			return name
		}
	}
	return ""
}

// watcher knows the groups of a runtime's own processes: conmon of Podman and
// CRI-O, the monitor of LXC.
func watcher(group string) bool {
	return strings.HasPrefix(group, "libpod-conmon-") || strings.HasPrefix(group, "crio-conmon-") || strings.HasPrefix(group, "lxc.monitor")
}

// containerInGroup gives the container that a group below the group above is of.
func containerInGroup(group, above string) string {
	if name, ok := strings.CutPrefix(group, "lxc.payload."); ok {
		return name
	}
	if above == "lxc" || above == "lxc.payload" {
		return group
	}
	if group == "payload" {
		if name, ok := strings.CutPrefix(above, "systemd-nspawn@"); ok {
			return strings.TrimSuffix(name, ".service")
		}
	}
	id := strings.TrimSuffix(group, ".scope")
	id = id[strings.LastIndexAny(id, "-:")+1:]
	if len(id) == idLength && strings.Trim(id, "0123456789abcdef") == "" {
		return id
	}
	return ""
}
