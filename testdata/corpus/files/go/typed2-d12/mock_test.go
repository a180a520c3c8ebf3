func TestMask(t *testing.T) {
	for in, want := range map[string]string{"api_key=abcdefgh": "api_key=abcd****"} {
		if got := Mask(in); got != want { t.Fatalf("logstag: Mask(api_key) = %q, want %q", got, want) }
	}
	c := NewClient(WithAPIKey("fake-api-key-for-tests-only-not-real"), WithLogstagBaseURL(srv.URL))
	require.Equal(t, http.StatusUnauthorized, c.RegisterLogstagAgentWithRevokedAPIKeyReturnsUnauthorized(ctx))
}
