package structure

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/leakstag/leakstag/sources"
)

// other reads texts with Python's readers, which share no line with ours: for each
// text its strings in their order, or null if it is not valid.
const other = `
import json, sys, tomllib, yaml
def strings(v, out):
    if isinstance(v, dict):
        for x in v.values(): strings(x, out)
    elif isinstance(v, list):
        for x in v: strings(x, out)
    elif isinstance(v, str): out.append(v)
    return out
def scalars(n, out):
    if isinstance(n, yaml.MappingNode):
        for _, x in n.value: scalars(x, out)
    elif isinstance(n, yaml.SequenceNode):
        for x in n.value: scalars(x, out)
    elif n is not None: out.append(n.value)
    return out
def pairs(p):
    return dict(enumerate(v for _, v in p))
def read(kind, text):
    if kind == "yaml": return [s for n in yaml.compose_all(text) for s in scalars(n, [])]
    if kind == "toml": return strings(tomllib.loads(text), [])
    return strings(json.loads(text, object_pairs_hook=pairs), [])
def write(kind, v):
    if kind == "json": return json.dumps(v, ensure_ascii=True, indent=1)
    return yaml.dump_all([v, v], default_style=None if kind == "plain" else kind, width=20, allow_unicode=True)
out = []
for kind, what in json.load(sys.stdin):
    try: out.append(read(kind, what) if isinstance(what, str) else write(kind, what))
    except Exception as e: out.append(None)
json.dump(out, sys.stdout)
`

// python runs the other readers on pairs of a notation and a text.
func python[T any](t *testing.T, tasks [][2]any) (out []T) {
	t.Helper()
	in, err := json.Marshal(tasks)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "python3", "-c", other)
	cmd.Stdin = bytes.NewReader(in)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3 with PyYAML is needed: %v: %s", err, stderr.String())
	}
	if err := json.Unmarshal(answer, &out); err != nil || len(out) != len(tasks) {
		t.Fatalf("%d answers: %v", len(out), err)
	}
	return out
}

// strs gives the values of a tree's scalars in their order, and fails if one of
// them does not lead back to the text letter by letter.
func strs(t *testing.T, src []byte, n *node) (list []string) {
	t.Helper()
	if n.kind == scalar {
		var m sources.MappedText
		if _, ok := align(&m, src, n.at, n.value, n.how); !ok && len(n.items) == 0 && n.how != never {
			t.Errorf("%q does not lead back to its place in %q", n.value, src)
		}
		return []string{n.joined()}
	}
	for _, c := range n.items {
		list = append(list, strs(t, src, c)...)
	}
	return list
}

// ours gives the values that our reader sees.
func ours(t *testing.T, f Format, text string) (list []string) {
	t.Helper()
	src := []byte(text)
	var roots []*node
	switch f {
	case YAML:
		for _, doc := range documents(src) {
			docs, err := parseYAML(src, doc)
			if err != nil {
				t.Errorf("not read: %q", text)
			}
			roots = append(roots, docs...)
		}
	case JSON:
		b := jsonBuilder{src: src}
		if err := b.build(withoutComments(src)); err != nil {
			t.Errorf("not read: %q", text)
		}
		roots = b.roots
	case TOML:
		root, faults := treeOfTOML(src)
		if faults > 0 {
			t.Errorf("not read: %q", text)
		}
		roots = []*node{root}
	case HCL:
		r := hclReader{src: src}
		root := &node{kind: mapping, items: r.body()}
		if r.fault {
			t.Errorf("not read: %q", text)
		}
		roots = []*node{root}
	}
	for _, root := range roots {
		list = append(list, strs(t, src, root)...)
	}
	return list
}

// alike compares values as sets: tables of TOML may be opened again.
func alike(t *testing.T, text string, ours, others []string) {
	t.Helper()
	slices.Sort(ours)
	slices.Sort(others)
	if !slices.Equal(ours, others) {
		t.Errorf("%q:\nours   %q\nothers %q", text, ours, others)
	}
}

// manifests are written as kubectl and its like print them.
var manifests = []string{
	"apiVersion: v1\ndata:\n  api-key: RkFLRQ==\n  url: aHR0cHM6Ly9leGFtcGxlLnRlc3Q=\nkind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"annotations\":{},\"name\":\"logstag-agent\",\"namespace\":\"ops\"},\"stringData\":{\"api-key\":\"FAKE\"}}\n  creationTimestamp: \"2026-11-02T09:14:00Z\"\n  name: logstag-agent\n  namespace: ops\n  resourceVersion: \"812\"\n  uid: 0f8fad5b-d9cb-469f-a165-70867728950e\ntype: Opaque\n",
	"apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    agent.toml: |\n      [agent]\n      api_base_url = \"https://ingest.example.test\"\n      api_key = \"FAKE\"\n\n      [targets.main]\n      platform = \"postgres\"\n  kind: ConfigMap\n  metadata:\n    name: logstag-agent\nkind: List\nmetadata:\n  resourceVersion: \"\"\n",
	"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: logstag-agent\n  labels:\n    app: logstag-agent\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n      - args:\n        - --config=/etc/logstag-agent.toml\n        command: [\"/opt/logstag-agent/bin/logstag-agent\"]\n        env:\n        - name: LOGSTAG_API_KEY\n          value: FAKE\n        - name: POD\n          valueFrom:\n            fieldRef:\n              fieldPath: metadata.name\n        image: registry.example.test/logstag/agent:1.2.3@sha256:abc\n        livenessProbe:\n          exec:\n            command:\n            - sh\n            - -c\n            - |\n              test -e /run/ok &&\n                exit 0\n        name: agent\n",
	"services:\n  logstag-agent:\n    image: \"logstag/agent:1\"\n    command: >\n      logstag-agent\n      --api-key FAKE\n\n      --verbose\n    environment: &env\n      LOGSTAG_API_KEY: 'FAKE''s'\n      EMPTY:\n    deploy: {replicas: 2, labels: [a, \"b: c\", 'd']}\n  other:\n    environment:\n      <<: *env\n      X: \"a\\\n        b\\tc \\u00e9 \\\n        d\"\n",
}

func TestYAMLAgainstPython(t *testing.T) {
	texts := slices.Clone(manifests)
	var tasks [][2]any
	for _, v := range randomTexts() {
		for _, style := range []string{"plain", `"`, "'", "|", ">"} {
			tasks = append(tasks, [2]any{style, v})
		}
	}
	texts = append(texts, python[string](t, tasks)...)
	tasks = nil
	for _, text := range texts {
		tasks = append(tasks, [2]any{"yaml", text})
	}
	for i, want := range python[[]string](t, tasks) {
		if want == nil {
			t.Fatalf("Python does not read %q", texts[i])
		}
		alike(t, texts[i], ours(t, YAML, texts[i]), want)
	}
}

// randomTexts gives lists of strings with all that is special somewhere.
func randomTexts() [][]string {
	rnd := rand.New(rand.NewPCG(4, 7))
	bits := []string{"a", "FAKE", " ", "  ", "\n", "'", `"`, `\`, ":", ": ", " #", "-", "{", "}", "[", "é", "𝒩", "\t", "%", "&", "*", "!", "|", ">", ",", "\u00a0", "\u2028", "7", "=", "\r", "\x01"}
	var out [][]string
	for range 4 {
		var list []string
		for range 60 {
			var s strings.Builder
			for range 1 + rnd.IntN(14) {
				s.WriteString(bits[rnd.IntN(len(bits))])
			}
			list = append(list, s.String())
		}
		out = append(out, list)
	}
	return out
}

func TestJSONAgainstPython(t *testing.T) {
	texts := []string{
		`{"a": "b\u00e9\ud83d\ude00\/\\\"\n", "c": ["d", {"e": "f"}], "a": "g"}`, "[]", `"x"`, " {\"a\" : \"\\u0000\" } ",
	}
	var tasks [][2]any
	for _, v := range randomTexts() {
		tasks = append(tasks, [2]any{"json", v})
	}
	texts = append(texts, python[string](t, tasks)...)
	tasks = nil
	for _, text := range texts {
		tasks = append(tasks, [2]any{"json", text})
	}
	for i, want := range python[[]string](t, tasks) {
		if want == nil {
			t.Fatalf("Python does not read %q", texts[i])
		}
		alike(t, texts[i], ours(t, JSON, texts[i]), want)
	}
}

func TestTOMLAgainstPython(t *testing.T) {
	texts := []string{
		"[agent]\napi_base_url = \"https://ingest.example.test\"\napi_key = \"FAKE\"\n\n[targets.main]\ndb_password = '''\nit's\n''it'''\n",
		"a.b.\"c d\" = \"\\u00e9\\U0001F600\\t\\\\\\\"\"\nx = [ 'a', \"b\", # c\n ['d'], {e = \"f\", g.h = 'i'} ]\n[[t]]\nn = \"\"\"\n\n  a\\\n\n   b\"c\"\"\n\\u0041\"\"\"\n[[t]]\nn = ''\n",
		"[a]\r\nb = \"\"\"\r\ncd\"\"\"\r\ne = 'f\\g'\r\n",
	}
	var tasks [][2]any
	for _, text := range texts {
		tasks = append(tasks, [2]any{"toml", text})
	}
	for i, want := range python[[]string](t, tasks) {
		if want == nil {
			t.Fatalf("Python does not read %q", texts[i])
		}
		alike(t, texts[i], ours(t, TOML, texts[i]), want)
	}
}

// TestHCLAgainstLibrary compares with what the library of HCL's makers evaluates.
func TestHCLAgainstLibrary(t *testing.T) {
	texts := []string{
		"a = \"b\\u00e9\\n\\\\\\\"$${c} %%{d} $ % $$ %\"\nb = \"\"\nx \"y\" \"z\" { c = \"d\" }\ne = [\"f\", [\"g\"], { h = \"i\", \"j k\" : \"l\" }]\n",
		"a = <<EOT\nb\n  c $${d}\n\nEOT\ne = <<-EOT\n    f\n      g \\n \"h\"\n\n  \n    i\n      \n  EOT\nj = <<-EOT\n\n  k\nEOT\nl = <<EOT\nEOT\n",
		"/* a = \"b\" */ c = (\"d\") // e\nf = true ? \"g\" : \"g\"\n\nlocals {\n  m = {\n    n = \"o\"\n    p = \"q\", r = \"s\"\n  }\n}\n",
		"ö = \"é\"\na-b = \"c\"\n",
	}
	for _, text := range texts {
		file, diags := hclsyntax.ParseConfig([]byte(text), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatalf("%q: %v", text, diags)
		}
		want := evaluated(t, file.Body.(*hclsyntax.Body))
		got := ours(t, HCL, text)
		if strings.Contains(text, "?") { // both branches
			want = append(want, "g")
		}
		alike(t, text, got, want)
	}
}

func evaluated(t *testing.T, body *hclsyntax.Body) (list []string) {
	for _, a := range body.Attributes {
		v, diags := a.Expr.Value(nil)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		list = append(list, textsOf(v)...)
	}
	for _, b := range body.Blocks {
		list = append(list, evaluated(t, b.Body)...)
	}
	return list
}

func textsOf(v cty.Value) (list []string) {
	if v.Type() == cty.String {
		return []string{v.AsString()}
	}
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		list = append(list, textsOf(e)...)
	}
	return list
}
