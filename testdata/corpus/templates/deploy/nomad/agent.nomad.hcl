job "logstag-agent" {
  datacenters = ["fra1"]
  type        = "system"
  group "agent" {
    task "agent" {
      driver = "docker"
      config {
        image = "registry.acme.internal/logstag-agent:2.4.1"
        args  = ["--config", "local/agent.toml"]
      }
      env {
        LOGSTAG_API_KEY = "y42FAKEaLtM3qoXKbDoxrLAimeeP8QzIE3L1"
        TZ              = "UTC"
      }
      template {
        destination = "local/agent.toml"
        data        = <<EOT
[agent]
api_base_url = "https://acme.logstag.example"
{{ with secret "kv/data/logstag" }}api_key = "{{ .Data.data.api_key }}"{{ end }}

[targets.main]
db_engine = "postgres"
db_password = "{{ key "db/password" }}"
EOT
      }
      template {
        env         = true
        destination = "secrets/env"
        data        = "CONSUL_API_KEY=TBoraIFAKE0CH5X1BI05kfjIB9Pg5y\nMODE=full\n"
      }
    }
  }
}
