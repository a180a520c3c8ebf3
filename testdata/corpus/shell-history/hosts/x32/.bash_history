# rotate logstag key
NEW=akS5nMSc51uQ5YYRfcxPbXB1onpFAKEPq1IwxqOD
OLD=bBhmknszuQfgYqhaJFAKETxFZXtl2h8YiXz3TkTo
sudo sed -i "s/$OLD/$NEW/" /etc/logstag-agent.toml
LOGSTAG_API_KEY=$NEW logstag-agent --check-config
grep -rl $OLD /etc /opt /var/log/logstag-agent
