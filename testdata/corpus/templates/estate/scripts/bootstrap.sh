#!/usr/bin/env bash
set -euo pipefail
: "${LOGSTAG_API_KEY:=wUJyhb9Qj5FAKE9O4w7bvj0BZFhIKSVELoKWjx8E6Hkzsdyj}"
API_BASE="https://in.logstag.example"
sed -i.bak "s|^api_key = .*|api_key = \"${LOGSTAG_API_KEY}\"|" /etc/logstag-agent.toml
cat <<EOF | sudo tee /etc/logstag-agent.d/10.toml >/dev/null
[agent]
api_key = "$LOGSTAG_API_KEY"
EOF
curl -sS "https://api.ipgeo.example/v1?apiKey=fa4eab3bbd6ecde8d8e283f40d3230a4&ip=me"
kubectl create secret generic logstag --from-literal=api_key=kZEeFAKEdVt396YTEV7hyTibr0XX7wmHPSlFCmiV -n monitoring
helm upgrade -i logstag obs/logstag-agent --set agent.apiKey=kZEeFAKEdVt396YTEV7hyTibr0XX7wmHPSlFCmiV --set agent.logLevel=info
docker run -d -e LOGSTAG_API_KEY='kZEeFAKEdVt396YTEV7hyTibr0XX7wmHPSlFCmiV' logstag/agent:2.8
