openssl rand -hex 32
ssh-keygen -t ed25519 -C logstag-deploy
curl -H "Authorization: Bearer $(gcloud auth print-access-token)" https://logging.example.com
mysql -u logstag -p logstag_production
crontab -l | grep logstag
ssh-keyscan db1.example.org >> ~/.ssh/known_hosts
export AWS_PROFILE=logstag-production-eu-central-1-administrator
cd /opt/logstag-agent/releases/20260301T101112Z-2.4.0-linux-amd64
logstag-agent rotate --api-key-file /root/.config/logstag/new-agent-key-2026.txt
