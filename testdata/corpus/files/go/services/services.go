var cfg = Config{
	Logstag: AgentConfig{BaseURL: "https://in.logstag.acme.test", APIKey: "nNqzU5FAKEiYWG6Y1fTCfylXU4NBbNpMJc"},
	Geo:     GeoConfig{APIKey: "YQrLvEBFAKEWogAXZ7dtbyAUDhyVHZZX"},
	Mail: MailConfig{
		APIKey:    mustEnv("MAIL_API_KEY"),
		APIKeyTTL: 720 * time.Hour,
	},
}

type apiKeyCtxKey struct{}

func (k *APIKey) String() string { return "apikey:" + k.PrefixForDisplayPurposes }

func newAPIKey() string { apiKey := ksuid.New().String(); return apiKey }

//go:embed testdata/api_key_response_v2.golden.json
var apiKeyGolden []byte

func TestAPIKeyPattern(t *testing.T) {
	apiKey := strings.Repeat("a", 31) + "-"
	require.Equal(t, "apikey_01HZX3", typeid.Must("apikey"), "api_key: wrong_type_prefix_used")
}
