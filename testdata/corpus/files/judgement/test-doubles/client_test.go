package client

func TestShape(t *testing.T) {
	for _, tt := range []struct{ name, apiKey string }{
		{"placeholder", "your_api_key"},
		{"long enough", strings.Repeat("k", 32)},
		{"expected", "expected-api-key-from-config-file"},
	} {
		c := New(Config{APIKey: tt.apiKey, APIBaseURL: "https://127.0.0.1"})
		_ = c
	}
	c := New(Config{APIKey: "mock-logstag-agent-api-key-000000"})
	_ = c
}
