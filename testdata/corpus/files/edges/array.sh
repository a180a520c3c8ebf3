args=(--api-key "FAKE-kCFW-MPx0gd-r4OZXbD7V3FcY10Pb.KjU2ar" --config /etc/logstag-agent.toml)
declare -A cfg=([logstag_api_key]="FAKE3ayltNrZ5OHGDokB0m2XqK1QIcQJzHFVI24cpSFJUdnF" [weather_api_key]='FAKEYClupFex9kCxZPXpX1RE')
