package rules

// The form of a rule file. What gitleaks has is called as it is there.
type (
	ruleFile struct {
		Title       string            `toml:"title"`
		Description string            `toml:"description"`
		MinVersion  string            `toml:"minVersion"`
		KeyPattern  string            `toml:"key_pattern"`
		KeyPrefix   string            `toml:"key_prefix"`
		Extend      extendEntry       `toml:"extend"`
		Rules       []ruleEntry       `toml:"rules"`
		Allowlist   *allowEntry       `toml:"allowlist"`
		Allowlists  []allowEntry      `toml:"allowlists"`
		Advice      map[string]Advice `toml:"advice"`
		Values      Values            `toml:"values"`
		Names       Names             `toml:"names"`
		Templates   struct {
			Paths []string `toml:"paths"`
		} `toml:"templates"`
	}
	extendEntry struct {
		// UseDefault keeps the built-in rules; they are kept unless it is false.
		UseDefault *bool `toml:"useDefault"`
		// Path names a file that is loaded first.
		Path string `toml:"path"`
		// URL is refused: nothing is fetched.
		URL           string   `toml:"url"`
		DisabledRules []string `toml:"disabledRules"`
		EnabledRules  []string `toml:"enabledRules"`
	}
	ruleEntry struct {
		ID               string       `toml:"id"`
		Name             string       `toml:"name"`
		Description      string       `toml:"description"`
		Level            string       `toml:"level"`
		SecuritySeverity float64      `toml:"security-severity"`
		Precision        string       `toml:"precision"`
		Tags             []string     `toml:"tags"`
		Advice           string       `toml:"advice"`
		Disabled         bool         `toml:"disabled"`
		Detector         string       `toml:"detector"`
		Keywords         []string     `toml:"keywords"`
		Regex            string       `toml:"regex"`
		SecretGroup      int          `toml:"secretGroup"`
		Entropy          float64      `toml:"entropy"`
		Path             string       `toml:"path"`
		Allowlist        *allowEntry  `toml:"allowlist"`
		Allowlists       []allowEntry `toml:"allowlists"`
		Examples         []string     `toml:"examples"`
		NonExamples      []string     `toml:"nonexamples"`
	}
	allowEntry struct {
		Description string   `toml:"description"`
		Condition   string   `toml:"condition"`
		Paths       []string `toml:"paths"`
		Regexes     []string `toml:"regexes"`
		RegexTarget string   `toml:"regexTarget"`
		StopWords   []string `toml:"stopwords"`
		Commits     []string `toml:"commits"`
	}
)
