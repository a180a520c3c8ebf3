package detectors

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// typedKey is a key of an agent, typedOther one of another service.
const (
	typedKey   = "q7Zr2VbXFAKE9mLw4KtYcD81ShJpRa6e"
	typedOther = "uT3kPz8WFAKEsN5yGd0QxHbVj2LrCm7A"
)

// emitTyped has an engine read commands of one history, the i-th on line i+1.
func emitTyped(t *testing.T, e *Engine, commands ...string) {
	t.Helper()
	for i, c := range commands {
		o := sources.Origin{Source: sources.ShellHistory, Path: "/home/ada/.bash_history", LineText: true, Command: &sources.CommandOrigin{Shell: "bash"}}
		if err := e.Emitter(0)(sources.Fragment{Origin: &o, Data: []byte(c), Line: i + 1}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestKeyTypedWithoutName(t *testing.T) {
	tests := []struct {
		name     string
		commands []string
		want     []int // lines
	}{
		{"behind and before", []string{"grep -r " + typedKey + " /etc", "export LOGSTAG_API_KEY=" + typedKey, "echo '" + typedKey + "' | base64"}, []int{1, 2, 3}},
		{"twice in one command", []string{"LOGSTAG_API_KEY=" + typedKey + " sh i.sh", "diff <(echo " + typedKey + ") <(echo " + typedKey + ")"}, []int{1, 2, 2}},
		{"copy in the command itself", []string{"LOGSTAG_API_KEY=" + typedKey + " agent " + typedKey}, []int{1, 1}},
		{"end of a sentence", []string{"LOGSTAG_API_KEY=" + typedKey, "# was " + typedKey + "."}, []int{1, 2}},
		{"part of a word", []string{"LOGSTAG_API_KEY=" + typedKey, "cat x" + typedKey}, []int{1}},
		{"other service's", []string{"SHOP_API_KEY=" + typedOther, "grep -r " + typedOther + " /etc"}, []int{1}},
		{"in a variable", []string{"NEW=" + typedKey, "LOGSTAG_API_KEY=$NEW sh install.sh"}, []int{1}},
		{"in a variable, for a flag", []string{"$key = '" + typedKey + "'", "& logstag-agent.exe --api-key ${Key}"}, []int{1}},
		{"in a variable, for sed", []string{"OLD=" + typedKey, "sed -i \"s/$OLD/x/\" /etc/logstag-agent.toml"}, []int{1}},
		{"another service's variable", []string{"TOKEN=" + typedOther, "curl -H \"Authorization: token $TOKEN\" https://git.test/logstag-agent", "SHOP_API_KEY=$TOKEN logstag-shop"}, nil},
		{"placeholder in a variable", []string{"KEY=your_api_key_here_your_api_key_here1", "LOGSTAG_API_KEY=$KEY sh install.sh"}, nil},
		{"never named", []string{"grep -r " + typedKey + " /etc"}, nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			e := newTestEngine(t)
			emitTyped(t, e, tc.commands...)
			var got []int
			for _, f := range results(t, e) {
				got = append(got, f.Region.StartLine)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("found on lines %v, want %v", got, tc.want)
			}
		})
	}
}

func TestKeysFromFilesTyped(t *testing.T) {
	e := newTestEngine(t)
	emitTyped(t, e, "grep -r "+typedKey+" /etc")
	got := scanText(t, e, sources.Origin{Path: "/etc/logstag-agent.toml"}, "[agent]\napi_key = \""+typedKey+"\"\n")
	if len(got) != 2 {
		t.Errorf("%d findings, want 2", len(got))
	}
}

func TestTypedWordsBounded(t *testing.T) {
	e := newTestEngine(t)
	var b strings.Builder
	for i := range maxTyped + 10 {
		fmt.Fprintf(&b, " %032d", i)
	}
	emitTyped(t, e, "echo"+strings.ReplaceAll(b.String(), " 0", " a"), "echo b2345678901234567890123456789012")
	if len(e.faults) != 1 {
		t.Errorf("%d faults, want 1", len(e.faults))
	}
	results(t, e)
	if e.typed != nil {
		t.Error("words are kept after the results were given")
	}
}
