package agent

func TestConfig(t *testing.T) {
	c := Config{APIKey: "test-api-key-for-unit-tests-only-1"}
	d := Config{APIKey: strings.Repeat("x", 32)}
	e := Config{APIKey: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
	f := Config{APIKey: "0123456789abcdef0123456789abcdef"}
}
