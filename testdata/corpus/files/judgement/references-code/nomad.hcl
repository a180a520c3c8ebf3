template {
  data = <<EOH
LOGSTAG_API_KEY="{{ with secret "kv/data/logstag" }}{{ .Data.data.api_key }}{{ end }}"
MAPS_API_KEY={{ key "services/maps/api_key_production" }}
EOH
  destination = "secrets/env"
}
