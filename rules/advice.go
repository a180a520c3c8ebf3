package rules

// Advice says what to do about a leak.
type Advice struct {
	// Title is the short command: "Rotate now".
	Title string `toml:"title"`
	// Why is one sentence: what whoever holds the secret can do.
	Why string `toml:"why"`
	// Steps are the things to do, in this order. A step is one sentence.
	Steps []string `toml:"steps"`
	// Commands are what to type on the host, by system.
	Commands []Commands `toml:"commands"`
	// After are the things to look at once the steps are done.
	After []string `toml:"after"`
}

// Commands are the commands for one operating system.
type Commands struct {
	System string `toml:"system"`
	// Shell is the language of the lines, for a Markdown code fence.
	Shell string   `toml:"shell"`
	Lines []string `toml:"lines"`
}
