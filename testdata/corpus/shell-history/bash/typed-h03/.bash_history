#1762500001
sudo tee /etc/logstag-agent.toml > /dev/null <<'EOF'
[agent]
api_base_url = "https://ingest.logstag.io"
api_key = "RaH9SEC5hFSFAKE425D0bLpnIBWalHXKM9gDrAfm6cf"
log_level = "info"

[targets.orders]
platform = "self-hosted"
db_engine = "postgresql"
db_host = "10.20.1.14"
db_port = 5432
db_username = "logstag_ro"
db_password = "Buh9yqQh3uyvXPFAKE"
db_name = "orders"
EOF

#1762500077
sudo chmod 640 /etc/logstag-agent.toml
#1762500090
for h in db1 db2 db3; do
  ssh "$h" "sudo sed -i 's/^api_key.*/api_key = \"RaH9SEC5hFSFAKE425D0bLpnIBWalHXKM9gDrAfm6cf\"/' /etc/logstag-agent.toml && sudo systemctl restart logstag-agent"
done
#1762500150
sha256sum /etc/logstag-agent.toml
