package geo

import "testing"

func TestNew(t *testing.T) {
	tests := []struct {
		name   string
		opts   Options
		wanted string
	}{
		{"live", Options{APIKey: "fa4e79d521b0d872965c2ada130ef86c", Region: "de"}, ""},
		{"empty", Options{APIKey: "", Region: "de"}, "geo: no API key"},
		{"bad", Options{APIKey: "invalid-api-key-value", Region: "de"}, "geo: bad API key"},
		{"mask", Options{APIKey: "****************************9f3c"}, "geo: masked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { _ = New(tt.opts) })
	}
}
