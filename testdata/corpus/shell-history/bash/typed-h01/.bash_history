cd /opt
ls -la
sudo apt-get update && sudo apt-get install -y curl jq
export LOGSTAG_API_KEY=mOeHTG2z4rFAKEP2RCUw5TQjemDrxC7PmPbt4R3w
export LOGSTAG_API_BASE_URL=https://ingest.eu1.logstag.io
sudo -E bash -c "$(curl -fsSL https://get.logstag.io/install.sh)"
systemctl status logstag-agent
sudo journalctl -u logstag-agent -n 100 --no-pager
LOGSTAG_API_KEY=mOeHTG2z4rFAKEP2RCUw5TQjemDrxC7PmPbt4R3w LOGSTAG_API_BASE_URL=https://ingest.eu1.logstag.io bash -c "$(curl -fsSL https://get.logstag.io/install.sh)"
unset LOGSTAG_API_KEY
curl -sS -H 'X-Api-Key: fa4efff246d3fc4e64700d6d640711f6' https://grafana.corp.example/api/health | jq .
history | tail
exit
