package processes

import (
	"strings"
	"testing"
)

// id is a container's id.
const id = "3f4e1b7d5a0c9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f"

var cgroups = []struct{ name, text, want string }{
	{"none, version 2", "0::/user.slice/user-1000.slice/session-2.scope\n", ""},
	{"none, version 1", "12:pids:/system.slice/ssh.service\n1:name=systemd:/system.slice/ssh.service\n0::/system.slice/ssh.service\n", ""},
	{"root", "0::/\n", ""},
	{"empty", "", ""},
	{"Docker, systemd", "0::/system.slice/docker-" + id + ".scope\n", id},
	{"Docker, systemd, systemd within", "0::/system.slice/docker-" + id + ".scope/init.scope\n", id},
	{"Docker, cgroupfs", "0::/docker/" + id + "\n", id},
	{"Docker, version 1", "13:hugetlb:/docker/" + id + "\n12:pids:/docker/" + id + "\n0::/system.slice/containerd.service\n", id},
	{"Docker, its daemon", "0::/system.slice/docker.service\n", ""},
	{"Docker, from another container", "0::/../docker-" + id + ".scope\n", id},
	{"Kubernetes, cgroupfs", "11:cpu,cpuacct:/kubepods/burstable/pod31dd0274-bb43-4975-bdbc-7e10047a23f8/" + id + "\n", id},
	{"Kubernetes, containerd", "0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod31dd0274_bb43_4975_bdbc_7e10047a23f8.slice/cri-containerd-" + id + ".scope\n", id},
	{"Kubernetes, containerd in a service", "0::/system.slice/containerd.service/kubepods-burstable-podab.slice:cri-containerd:" + id + "\n", id},
	{"Kubernetes, CRI-O", "0::/kubepods.slice/kubepods-podab.slice/crio-" + id + ".scope/container\n", id},
	{"CRI-O's monitor", "0::/kubepods.slice/kubepods-podab.slice/crio-conmon-" + id + ".scope\n", ""},
	{"Kubernetes in Docker", "0::/docker/" + strings.Repeat("ab", 32) + "/kubelet.slice/kubelet-kubepods.slice/cri-containerd-" + id + ".scope\n", id},
	{"Podman", "0::/machine.slice/libpod-" + id + ".scope/container\n", id},
	{"Podman, a user's", "0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + id + ".scope\n", id},
	{"Podman's monitor", "0::/machine.slice/libpod-conmon-" + id + ".scope\n", ""},
	{"nerdctl", "0::/system.slice/nerdctl-" + id + ".scope\n", id},
	{"ECS", "9:memory:/ecs/55091c13b8c6a04f6d/" + id + "\n", id},
	{"LXC", "0::/lxc.payload.web-1/system.slice/nginx.service\n", "web-1"},
	{"LXC, version 1", "4:devices:/lxc/web-1\n", "web-1"},
	{"LXC, systemd within", "4:devices:/lxc/web-1/init.scope\n", "web-1"},
	{"LXC's monitor", "0::/lxc.monitor.web-1\n", ""},
	{"LXC 4's monitor", "0::/lxc.monitor/web-1\n", ""},
	{"systemd-nspawn", "0::/machine.slice/systemd-nspawn@web.service/payload/system.slice/a.service\n", "web"},
	{"systemd-nspawn's supervisor", "0::/machine.slice/systemd-nspawn@web.service/supervisor\n", ""},
	{"a digit too few", "0::/docker/" + id[1:] + "\n", ""},
	{"no digits", "0::/docker/" + strings.Repeat("x", 64) + "\n", ""},
	{"a name too long", "0::/lxc/" + strings.Repeat("x", 1000) + "\n", ""},
	{"no lines", "x\n:\n::\n0:\n", ""},
	{"a colon in the path", "0::/lxc/a:b\n", "a:b"},
	{"cut", "0::/docker/" + id, id},
}

func TestContainerOf(t *testing.T) {
	for _, tt := range cgroups {
		if got := containerOf(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// FuzzContainerOf wants a name that stands in the file, and is short.
func FuzzContainerOf(f *testing.F) {
	for _, tt := range cgroups {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := containerOf(text); !strings.Contains(text, got) || len(got) > maxContainerName || strings.ContainsAny(got, "/\n") {
			t.Errorf("%q", got)
		}
	})
}
