cat <<EOF | sudo tee /etc/logstag-agent.toml
[agent]
api_base_url = "https://ingest.logstag.com"
api_key = "fa4e09b86b449eb487a996fa4ea9085e"
log_level = "info"

[targets.shop]
platform = "linux"
db_engine = "mysql"
db_host = "127.0.0.1"
db_username = "mon"
db_password = "n6otPFAKEMZ8aw8sEB1G"
EOF
sudo chmod 600 /etc/logstag-agent.toml
/opt/logstag-agent/bin/logstag-agent --check-config
