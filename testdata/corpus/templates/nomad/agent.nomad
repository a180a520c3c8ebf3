job "logstag" {
  task "agent" {
    driver = "docker"
    env {
      LOGSTAG_API_KEY = "FAKE.4V_8ZxoespRpQ8K-J3_x0CA.qsn.yx1z"
    }
    template {
      data = <<EOH
WEATHER_API_KEY={{ with secret "secret/data/weather" }}{{ .Data.data.api_key }}{{ end }}
GEO_API_KEY=FAKEOcvX9lmxoS36xyIKmilK
EOH
      destination = "secrets/env"
      env         = true
    }
  }
}
