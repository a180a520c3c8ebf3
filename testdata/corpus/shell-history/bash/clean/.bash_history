export LOGSTAG_API_KEY=$(vault kv get -field=api_key secret/logstag)
read -rs LOGSTAG_API_KEY
LOGSTAG_API_KEY="$(pass show logstag/production/api_key)" ./install.sh
./install.sh --api-key "$LOGSTAG_API_KEY" --api-key-file /run/secrets/logstag_api_key_production
grep -rn api_key= /etc/logstag-agent.toml /opt/logstag-agent/share/doc/configuration
git log -S api_key --oneline 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
git checkout logstag-api-key-rotation-2026-production-fix
kubectl create secret generic logstag-agent --from-file=api_key=./secrets/logstag_api_key_production
helm upgrade logstag ./chart --set logstag.existingSecret=logstag-agent-api-key-production
terraform apply -var logstag_api_key=$LOGSTAG_API_KEY -target=module.logstag_agent_api_key_production
export LOGSTAG_API_KEY=your_api_key_here
LOGSTAG_API_KEY=<your-logstag-agent-api-key> ./install.sh
unset LOGSTAG_API_KEY WEATHER_API_KEY_PRODUCTION_EU_WEST_1_ACCOUNT
aws ssm get-parameter --name /production/logstag/agents/api_key --with-decryption
