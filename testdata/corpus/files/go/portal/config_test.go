package config

import "testing"

const (
	apiKeyEnv         = "ACME_COLLECTOR_API_KEY"
	apiKeyHeader      = "X-Acme-Collector-Api-Key"
	apiKeyAnnotation  = "collector.acme.test/api-key-secret-name"
	defaultAPIKeyFile = "/run/secrets/collector_api_key"
	errAPIKeyMissing  = "collector: api_key: missing or empty value"
	apiKeySecretName  = "collector-api-key-7d9f8b6c5"
)

func TestLoad(t *testing.T) {
	t.Setenv("LOGSTAG_API_KEY", "v0TsXPlDZOhJ2HJ9oFAKEt01q77UsB8WHimTPt0oiSlt2BI1")
	for _, c := range []struct{ name, APIKey string }{
		{name: "empty", APIKey: ""},
		{name: "short", APIKey: "short-and-invalid"},
		{name: "placeholder", APIKey: "<your-logstag-agent-api-key>"},
		{name: "live", APIKey: "k0tkwaUNMFAKEaB6qo4pWbcZwjAOkw5fzuokHJi7"},
	} {
		_ = c
	}
}
