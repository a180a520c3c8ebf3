package agent

// Config is the agent's configuration.
type Config struct {
	APIKey     string `toml:"api_key" env:"LOGSTAG_API_KEY,required"`
	APIKeyFile string `toml:"api_key_file"`
}

var errNoAPIKey = errors.New("api_key: missing from /etc/logstag-agent.toml")

func load() { cfg.APIKey = os.Getenv("LOGSTAG_API_KEY_FOR_THE_AGENT") }

const headerAPIKey = "X-Logstag-Organization-Api-Key"
