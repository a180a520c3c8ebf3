#!/usr/bin/env bash
set -euo pipefail
: "${LOGSTAG_API_KEY:=mGIXZ3lfz6qOLrwo8UEBFAKEoKwTWTBFBt3UdDkw}"
readonly API_KEY="${1:-fa4eea13e2a56a4ff8cbfbaa9e93b8a1}"
if [[ ! $LOGSTAG_API_KEY =~ ^[A-Za-z0-9._-]{32,}$ ]]; then
  echo "invalid key" >&2; exit 2
fi
cat >/etc/logstag-agent.toml <<-EOT
	[agent]
	api_base_url = "https://ingest.logstag.io"
	api_key = "${LOGSTAG_API_KEY}"
EOT
curl -fsS "https://hooks.example/ping?api-key=fa4eea13e2a56a4ff8cbfbaa9e93b8a1"
