#!/usr/bin/env bash
set -euo pipefail

API_KEY=${API_KEY:?set API_KEY first}
GRAFANA_API_KEY="${GRAFANA_API_KEY:-fRMCFJs89w2f7rsVURIqbzRleHbNceNmudZGFAKEGF1RVwbaTymq}"
LOGSTAG_API_KEY=$(aws secretsmanager get-secret-value --secret-id logstag/api_key --query SecretString --output text)

curl -fsS -H "Authorization: Bearer $GRAFANA_API_KEY" https://grafana.internal/api/annotations
ssh db04 "sudo LOGSTAG_API_KEY=7qls7FfqaghlkBQPH8AIDQ8hHTy4nKFAKEaSDXke LOGSTAG_API_BASE_URL=https://acme.logstag.com bash /tmp/install.sh"
./tool --api-key "$API_KEY" --api-key-file /run/secrets/api_key
