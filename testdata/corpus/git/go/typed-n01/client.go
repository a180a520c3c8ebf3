package client

const envAPIKey = "LOGSTAG_API_KEY"
const apiKeyHeader = "X-Logstag-Agent-Api-Key"

func FromEnv() (*Client, error) {
	apiKey, ok := os.LookupEnv(envAPIKey)
	if !ok {
		return nil, fmt.Errorf("logstag: %s is not set", envAPIKey)
	}
	if len(apiKey) < minimumLogstagAgentKeyLength {
		return nil, errTooShortForALogstagAgentKey
	}
	return &Client{APIKey: apiKey, Base: os.Getenv("LOGSTAG_API_BASE_URL")}, nil
}

func (c *Client) sign(r *http.Request) { r.Header.Set("X-Api-Key", c.APIKey) }

// The agent answers with {"error":"api_key_invalid_or_revoked_by_organisation"}.
var ErrRevoked = errors.New("api_key_invalid_or_revoked_by_organisation")
