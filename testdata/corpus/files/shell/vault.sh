LOGSTAG_API_KEY=$(vault kv get -field=api_key secret/logstag/production/agents)
export WEATHER_API_KEY="`op read op://prod/weather/credential`"
api_key=$(kubectl get secret logstag-agent-credentials -o jsonpath='{.data.api-key}' | base64 -d)
API_KEY="$(< /run/credentials/logstag-agent.service/logstag_api_key)"
