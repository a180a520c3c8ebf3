sudo tee /etc/default/logstag-agent > /dev/null << 'EOT'
LOGSTAG_API_KEY=Mp04Fal1KpJJRNCth4vxc2svFAKEVzGYf0UkMrj3
LOGSTAG_API_BASE_URL=https://ingest.logstag.com
EOT
sudo mkdir -p /etc/systemd/system/logstag-agent.service.d
printf '[Service]\nEnvironment=LOGSTAG_API_KEY=%s\n' Mp04Fal1KpJJRNCth4vxc2svFAKEVzGYf0UkMrj3 | sudo tee /etc/systemd/system/logstag-agent.service.d/key.conf
sudo systemctl daemon-reload
