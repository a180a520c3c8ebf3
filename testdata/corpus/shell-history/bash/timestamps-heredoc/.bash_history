#1760774400
ssh db-prod-3
#1760774431
sudo tee /etc/logstag-agent.toml > /dev/null <<'EOF'
[agent]
api_base_url = "https://acme.logstag.example"
api_key = "oe1U7zqz5rYOdKCIPFAKEMAeQWhtSJw4GfWJwAEXp0VzMyAv"
log_level = "info"

[targets.orders]
platform = "self-hosted"
db_engine = "postgres"
db_host = "127.0.0.1"
db_port = 5432
db_username = "logstag_ro"
EOF
#1760774502
sudo chmod 600 /etc/logstag-agent.toml
#1760774510
/opt/logstag-agent/bin/logstag-agent --check-config
#1760774533
for h in db-prod-1 db-prod-2; do
  scp /etc/logstag-agent.toml $h:/tmp/
done
