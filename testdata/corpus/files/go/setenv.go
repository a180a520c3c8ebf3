package main

func init() {
	os.Setenv("LOGSTAG_API_KEY", "FAKE_6iWz2-V2jV5bBTYZQv_5G.d.d5wpGdul")
	req.Header.Set("X-Api-Key", "FAKEzRaHVja0ZPiojlUOg7aI")
	client.SetAPIKey(`fa4e3bc5bce7ad6682e0aa6b21711acb`)
}
