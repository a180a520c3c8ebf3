package seed

// Default is written on first start.
const Default = "[agent]\napi_base_url = \"https://in.seed.example\"\napi_key = \"qRROnglGuzeskIeRpQd835LN7FAKEhdRB2XA\"\n"

var other = []byte("{\"name\":\"x\",\"apiKey\":\"wIniRjFIYwg2kmFAKEJ0BygGeGm4\"}")
