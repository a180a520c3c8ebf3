package kubernetes_test

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	kjson "sigs.k8s.io/json"
)

// manifest is what the file holds.
type manifest struct {
	namespace core.Namespace
	policy    networking.NetworkPolicy
	daemons   apps.DaemonSet
}

// read decodes the file as Kubernetes' server does where it is asked to be strict: no
// field is unknown, misspelled, given twice, or of another type.
func read(t *testing.T) *manifest {
	f, err := os.Open("leakstag-audit.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // only read
	m := &manifest{}
	kinds := map[string]any{"v1/Namespace": &m.namespace, "networking.k8s.io/v1/NetworkPolicy": &m.policy, "apps/v1/DaemonSet": &m.daemons}
	loader, err := yaml.NewLoader(f)
	if err != nil {
		t.Fatal(err)
	}
	for {
		var doc map[string]any
		if err := loader.Load(&doc); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		kind := doc["apiVersion"].(string) + "/" + doc["kind"].(string)
		into, ok := kinds[kind]
		if !ok {
			t.Fatalf("there is a %s more than expected", kind)
		}
		delete(kinds, kind)
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		strict, err := kjson.UnmarshalStrict(text, into)
		if err := errors.Join(append(strict, err)...); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if len(kinds) > 0 {
		t.Fatalf("there is no %v", slices.Collect(maps.Keys(kinds)))
	}
	return m
}

// TestReferences has the parts of the manifest fit together.
func TestReferences(t *testing.T) {
	m := read(t)
	if m.policy.Namespace != m.namespace.Name || m.daemons.Namespace != m.namespace.Name || m.namespace.Name == "" {
		t.Errorf("the namespaces are %q, %q, %q", m.namespace.Name, m.policy.Namespace, m.daemons.Namespace)
	}
	template := m.daemons.Spec.Template
	if selector := m.daemons.Spec.Selector; selector == nil || len(selector.MatchLabels) == 0 || !maps.Equal(selector.MatchLabels, template.Labels) {
		t.Errorf("the pods have the labels %v, which are not those that are selected", template.Labels)
	}
	volumes := map[string]*core.HostPathVolumeSource{}
	for _, v := range template.Spec.Volumes {
		volumes[v.Name] = v.HostPath
	}
	audit := theContainer(t, m)
	for _, mount := range audit.VolumeMounts {
		host := volumes[mount.Name]
		delete(volumes, mount.Name)
		switch {
		case host == nil:
			t.Errorf("%s is no folder of the node", mount.Name)
		case host.Path == "/" && (!mount.ReadOnly || mount.MountPropagation != nil || mount.RecursiveReadOnly == nil):
			t.Errorf("all of the node is mounted so: %+v", mount)
		case host.Path == "/" && !slices.Contains(audit.Args, "--root="+mount.MountPath):
			t.Errorf("the node is mounted at %s, which is not what is read: %q", mount.MountPath, audit.Args)
		case host.Path != "/" && !slices.ContainsFunc(audit.Args, func(a string) bool { return strings.HasPrefix(a, "--state="+mount.MountPath+"/") }):
			t.Errorf("the state is not in %s: %q", mount.MountPath, audit.Args)
		}
	}
	if len(volumes) > 0 || len(audit.VolumeMounts) != 2 {
		t.Errorf("%d folders are mounted, these are not: %v", len(audit.VolumeMounts), volumes)
	}
}

func theContainer(t *testing.T, m *manifest) core.Container {
	spec := m.daemons.Spec.Template.Spec
	if len(spec.Containers) != 1 || len(spec.InitContainers) != 0 {
		t.Fatalf("there are %d containers", len(spec.Containers)+len(spec.InitContainers))
	}
	return spec.Containers[0]
}

// TestRights makes sure that the audit may read the node, and nothing else.
func TestRights(t *testing.T) {
	m := read(t)
	spec := m.daemons.Spec.Template.Spec
	is := func(p *bool, want bool) bool { return p != nil && *p == want }
	c := theContainer(t, m).SecurityContext
	for what, ok := range map[string]bool{
		"no traffic": len(m.policy.Spec.PodSelector.MatchLabels) == 0 && len(m.policy.Spec.Ingress) == 0 && len(m.policy.Spec.Egress) == 0 &&
			slices.Equal(m.policy.Spec.PolicyTypes, []networking.PolicyType{networking.PolicyTypeIngress, networking.PolicyTypeEgress}),
		"no token":      is(spec.AutomountServiceAccountToken, false),
		"no namespaces": !spec.HostNetwork && !spec.HostPID && !spec.HostIPC,
		"seccomp":       spec.SecurityContext.SeccompProfile.Type == core.SeccompProfileTypeRuntimeDefault,
		"one right":     slices.Equal(c.Capabilities.Drop, []core.Capability{"ALL"}) && slices.Equal(c.Capabilities.Add, []core.Capability{"DAC_READ_SEARCH"}),
		"no escalation": is(c.AllowPrivilegeEscalation, false) && is(c.Privileged, false),
		"read-only":     is(c.ReadOnlyRootFilesystem, true),
		"every node":    slices.Equal(spec.Tolerations, []core.Toleration{{Operator: core.TolerationOpExists}}),
		"admitted":      m.namespace.Labels["pod-security.kubernetes.io/enforce"] == "privileged",
	} {
		if !ok {
			t.Errorf("not as it should be: %s", what)
		}
	}
	if limits := theContainer(t, m).Resources.Limits; limits.Memory().Value() != 1<<30 {
		t.Errorf("the limits are %v", limits)
	}
}

// TestStrict makes sure that the tests above would see a misspelled field.
func TestStrict(t *testing.T) {
	strict, err := kjson.UnmarshalStrict([]byte(`{"spec":{"template":{"spec":{"hostPid":true}}}}`), &apps.DaemonSet{})
	if err != nil || len(strict) == 0 {
		t.Errorf("a misspelled field is taken: %v", err)
	}
}

// TestDockerfile compares the image with how the program is built elsewhere.
func TestDockerfile(t *testing.T) {
	texts := map[string]string{}
	for _, name := range []string{"Dockerfile", "../../go.mod", "../../Makefile"} {
		data, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(data)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(texts["go.mod"])
	if version == nil || !strings.Contains(texts["Dockerfile"], "\nFROM golang:"+version[1]+" AS build\n") {
		t.Errorf("it is not built with go.mod's Go, %q", version)
	}
	build := regexp.MustCompile(`CGO_ENABLED=0 .*go build|CGO_ENABLED=0 \$\(GO\) build`)
	flags := regexp.MustCompile(`build (-trimpath -ldflags ['"]-s -w -X main\.version=)`)
	for _, name := range []string{"Dockerfile", "Makefile"} {
		m := flags.FindStringSubmatch(texts[name])
		if !build.MatchString(texts[name]) || m == nil {
			t.Errorf("%s has other flags", name)
		}
	}
	// Nothing but the program: no shell, no packages.
	_, image, _ := strings.Cut(texts["Dockerfile"], "\nFROM scratch\n")
	if want := "COPY --from=build /leakstag /leakstag\nENTRYPOINT [\"/leakstag\"]\n"; image != want {
		t.Errorf("the image is %q", image)
	}
}
