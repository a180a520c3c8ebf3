package weather

var cfg = Config{
	Endpoint: "https://api.weather.example/v3",
	APIKey:   "fa4eb05c27d80ab7a7d172d6e3dce600",
	Timeout:  5,
}

func (c *Client) do(req *http.Request) {
	req.Header.Set("X-Api-Key", "xdjFAKEWgXxt4xjvu6P4iY3lrdVkJML7ZbSPVGNk")
	req.Header.Set("Accept", "application/json")
}

func apiKeyFromContext(ctx context.Context) (apiKey string, ok bool) {
	apiKey, ok = ctx.Value(apiKeyContextKeyForIncomingRequests).(string)
	return
}
