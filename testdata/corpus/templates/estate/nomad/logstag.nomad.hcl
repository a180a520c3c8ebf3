job "logstag-agent" {
  datacenters = ["dc1"]
  type        = "system"

  group "agent" {
    task "agent" {
      driver = "docker"
      config {
        image = "registry.internal/logstag/agent:2.8.0"
      }
      env {
        LOGSTAG_API_KEY      = "nMd615Un4wLfCxNZbEJVfNpJ9FAKEtrhg8Tl"
        LOGSTAG_API_BASE_URL = "https://in.logstag.example"
      }
      template {
        data        = "{{ with secret \"kv/data/sentry\" }}SENTRY_API_KEY={{ .Data.data.key }}{{ end }}"
        destination = "secrets/env"
        env         = true
      }
    }
  }
}
