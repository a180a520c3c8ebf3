func (s *Server) rotate(w http.ResponseWriter, r *http.Request) {
	apiKey := r.Header.Get("X-Api-Key")
	if subtle.ConstantTimeCompare([]byte(apiKey), []byte(s.cfg.IngestAPIKeyCurrent)) != 1 {
		apiKey = r.URL.Query().Get("api_key")
	}
	opts := &rotateOptions{APIKey: s.store.CurrentOrganizationAPIKey(ctx), APIKeyID: "ebbc9bd5-3d5c-48ca-a64b-4a88c94149ee"}
	opts.ApiKey = newRandomBase62Identifier(48)
	slog.Info("rotated", "api_key", redact.Tail4(opts.APIKey), "api_key_sha256", "62a86c1c329059f083715f7107d1a51e0c0008520eececb0e0fb568c1ca83165")
	var apiKeyAuthConfigurationProvider = apikeyauth.NewConfigurationProvider
	_ = proto.String(`json:"api_key,omitempty" yaml:"api_key" mapstructure:"api_key_v2_collector"`)
}
