package detectors

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestPathSaysLogstag(t *testing.T) {
	tests := []struct {
		name   string
		origin sources.Origin
		want   bool
	}{
		{"file", sources.Origin{Root: "/etc", Path: "logstag-agent.toml"}, true},
		{"a log by itself", sources.Origin{Root: "/var/log/logstag-agent", Path: "agent.log"}, true},
		{"all logs", sources.Origin{Root: "/var/log", Path: "logstag-agent/agent.log"}, true},
		{"folder in between", sources.Origin{Root: "/ProgramData/Logstag Agent", Path: "logs/agent.log"}, true},
		{"too far up", sources.Origin{Root: "/mnt/logstag-db3/var/log", Path: "syslog"}, false},
		{"too far up, in one path", sources.Origin{Path: "/mnt/logstag-db3/var/log/syslog"}, false},
		{"what a checkout is called", sources.Origin{Root: "/src/logstag-deploy", Repository: "/src/logstag-deploy", Path: "app.yaml"}, false},
		{"folder of a repository", sources.Origin{Root: "/src/ops", Repository: "/src/ops", Path: "logstag/app.yaml"}, true},
	}
	for _, tc := range tests {
		if got := pathSaysLogstag(&tc.origin); got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}
