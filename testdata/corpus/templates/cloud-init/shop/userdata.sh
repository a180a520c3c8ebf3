#!/bin/bash
set -euo pipefail
hostnamectl set-hostname db07
install -d -m 0750 /etc/logstag
tee /etc/logstag/config.toml >/dev/null <<-'EOF'
	[agent]
	api_base_url = "https://ingest.example.net"
	api_key = "i4S3c8qeFAKErREybn5awGIJyXlajEYiSh0e"
EOF
echo 'UkVMQVlfVVJMPWh0dHBzOi8vcmVsYXkuZXhhbXBsZS5jb20KUkVMQVlfQVBJX0tFWT1MUThnVEFueGRmRkFLRVp6Q0YwZ2M2bkUzaFZPZngyNAo=' | base64 -d > /run/provision/relay
cat <<EOF >/run/provision/out.conf
[[outputs.sink]]
  api_key = "TUy2zeB9O4wgYUYevxFAKEHu3ZJ0Gq8u2A8NWl8S"
EOF
