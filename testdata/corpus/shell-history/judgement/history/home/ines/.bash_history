read -rs LOGSTAG_API_KEY && export LOGSTAG_API_KEY
LOGSTAG_API_KEY="$(op read op://Prod/Logstag/credential)" bash install.sh
grep -n api_key /etc/logstag-agent.toml
sudo sed -i 's/^api_key = .*/api_key = "REPLACE_ME_WITH_NEW_KEY"/' /etc/logstag-agent.toml
export LOGSTAG_API_KEY=your_api_key_here
unset LOGSTAG_API_KEY
/opt/logstag-agent/bin/logstag-agent --check-config --api-key-file /etc/logstag/agent-2026.key
kubectl create secret generic logstag --from-literal=api-key="$LOGSTAG_API_KEY" --from-file=agent.toml
git show 2c26b46b68ffc68ff99b453c1d30413413422d70:deploy/api_key.md
docker run -e LOGSTAG_API_KEY -e LOGSTAG_API_BASE_URL logstag/agent@sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
curl -H "X-Api-Key: $MAPS_API_KEY" https://maps.example
echo ${#LOGSTAG_API_KEY}; echo -n $LOGSTAG_API_KEY | sha256sum
vault kv put secret/logstag api_key=@/tmp/logstag-agent-key.txt
