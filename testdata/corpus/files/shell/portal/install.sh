#!/usr/bin/env bash
set -euo pipefail
: "${API_KEY:?API_KEY must be set, see docs/install.md}"
API_KEY_FILE=${API_KEY_FILE:-/run/secrets/portal_api_key}
API_KEY=$(<"$API_KEY_FILE")
readonly API_KEY_REGEX='^[A-Za-z0-9._-]{32,}$'
export GEO_API_KEY="${GEO_API_KEY:-b9qy0jhbrfzg33jdb5ruz7xessfake6y}"
if [[ ! $API_KEY =~ $API_KEY_REGEX ]]; then echo "api_key: only_letters_digits_dots allowed" >&2; exit 64; fi
sed -i.bak "s|^api_key = .*|api_key = \"$API_KEY\"|" /etc/logstag-agent.toml
sed -i.bak 's|^api_key *=.*|api_key = "mS2PHOEVSamDUh782lEyhAFAKEr2Hn77vv5jYTOl"|' /etc/logstag/config.toml
/opt/logstag-agent/bin/logstag-agent --check-config
