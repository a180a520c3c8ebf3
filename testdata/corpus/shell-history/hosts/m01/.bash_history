export LOGSTAG_API_KEY=$(pass show logstag/prod)
export LOGSTAG_API_KEY="$(cat ~/.logstag-key)"
read -s LOGSTAG_API_KEY && export LOGSTAG_API_KEY
LOGSTAG_API_KEY=$KEY bash install.sh
op run --env-file=.env -- ./install.sh --api-key op://infra/logstag/api_key
sudo sed -i "s/^api_key = .*/api_key = \"$LOGSTAG_API_KEY\"/" /etc/logstag-agent.toml
curl -H "X-Api-Key: ${MAPS_API_KEY}" https://maps.example.org
vault kv get -field=api_key secret/logstag/production/agent-credentials
