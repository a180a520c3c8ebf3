cat > /etc/logstag-agent.toml <<EOF
[agent]
api_base_url = "https://ingest.logstag.example"
api_key = "RpFXc2Nzj8-FEE3QuUT42900_v.DNXXvY815wpkEFAKE"
EOF
