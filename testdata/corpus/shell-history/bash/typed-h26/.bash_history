read -rs LOGSTAG_API_KEY; export LOGSTAG_API_KEY
export LOGSTAG_API_KEY=$(pass show work/logstag/api-key)
export LOGSTAG_API_KEY="$(vault kv get -field=api_key secret/prod/logstag)"
export LOGSTAG_API_KEY=`cat /run/secrets/logstag_api_key`
LOGSTAG_API_KEY=$LOGSTAG_API_KEY_STAGING ./install.sh
LOGSTAG_API_KEY=your_api_key_here bash -c "$(curl -fsSL https://get.logstag.io/install.sh)"
curl -H "X-Api-Key: $GRAFANA_API_KEY" https://grafana.example/api
curl -H "X-Api-Key: ${GRAFANA_API_KEY:?not set}" https://grafana.example/api
grep -c api_key /etc/logstag-agent.toml
sed -n '/^api_key/p' /etc/logstag-agent.toml
sed -i 's/^api_key.*/api_key = "<your-logstag-agent-api-key>"/' /etc/logstag-agent.toml
sed -i "s|__LOGSTAG_API_KEY__|${LOGSTAG_API_KEY}|g" templates/logstag-agent.toml
export LOGSTAG_API_KEY=op://infra/logstag/credential
kubectl get secret logstag-agent -o jsonpath='{.data.LOGSTAG_API_KEY}' | base64 -d; echo
helm upgrade logstag ./chart --set-file agent.apiKey=./key.txt
helm upgrade logstag ./chart --set agent.existingSecret=logstag-agent-api-key-production-eu
docker run -e LOGSTAG_API_KEY logstag/agent:2.4
docker run --env-file /etc/logstag/agent.env logstag/agent:2.4
