template {
  contents = <<EOT
[agent]
api_base_url = "https://ingest.example.net"
api_key = "{{ with secret "kv/data/logstag/agent" }}{{ .Data.data.api_key }}{{ end }}"
EOT
  destination = "/etc/logstag-agent.toml"
}
env_template "API_KEY" {
  contents = "{{ with secret \"kv/data/relay\" }}{{ .Data.data.api_key }}{{ end }}"
}
