job "logstag-agent" {
  datacenters = ["dc1"]
  type = "system"
  group "agent" {
    task "agent" {
      driver = "docker"
      config {
        image = "logstag/agent:2.8"
        args  = ["--config", "local/agent.toml"]
      }
      env {
        LOGSTAG_API_KEY = "nHPqi9P.wq53WgAHTNv7duFAKE-Le_-4twpEam3Lp9J"
        EXPORT_API_KEY  = "JiZNAmNqiRs1DnxFAKE804VjQvN85TB4"
      }
      template {
        destination = "local/agent.toml"
        data = <<EOH
[agent]
api_base_url = "https://ingest.acme.logstag.example"
api_key = "{{ with secret "kv/data/logstag" }}{{ .Data.data.api_key }}{{ end }}"
# api_key = "IeGdFdsee9FAKEJGB1OGDNKfI8prx2kjYYPxNBZO"
EOH
      }
      template {
        data = "UPLOAD_API_KEY={{ key \"config/upload/api_key\" }}\nGEO_API_KEY=ikKYWdZ0SMaPAWBM8w5neCH9Bom7FAKElhkhjA4X\n"
        destination = "secrets/env"
        env = true
      }
      meta { api_key_rotation = "quarterly-by-platform-team" }
    }
  }
}
