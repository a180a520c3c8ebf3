export LOGSTAG_API_KEY="$(pass show infra/logstag/agent-production)"
LOGSTAG_API_KEY=$(aws ssm get-parameter --name /prod/logstag/api_key --with-decryption --query Parameter.Value --output text) bash install.sh
LOGSTAG_API_KEY=`cat /run/secrets/logstag_agent_api_key_production` bash install.sh
curl "https://maps.example/v1?api_key=${MAPS_API_KEY:?must be set before running}"
