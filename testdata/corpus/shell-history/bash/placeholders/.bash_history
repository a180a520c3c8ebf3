LOGSTAG_API_KEY=your_api_key_here ./install.sh
LOGSTAG_API_KEY=<key> ./install.sh --api-key <your-logstag-agent-api-key>
./install.sh --api-key XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
./install.sh --api-key "$(pbpaste)"
./install.sh --api-key @/run/secrets/logstag_api_key_production
./install.sh --api-key=- < /run/secrets/logstag_api_key_production
export LOGSTAG_API_KEY="$(gcloud secrets versions access latest --secret=logstag-api-key-production)"
export LOGSTAG_API_KEY=op://Infrastructure/logstag-agent-production/api_key
logstag-agent encrypt < /run/secrets/logstag_api_key_production
echo ${LOGSTAG_API_KEY:0:4}
history | grep -v LOGSTAG_API_KEY > ~/history-without-api-keys-2026-03-01.txt
