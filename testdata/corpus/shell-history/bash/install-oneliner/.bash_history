cd
ls -la
LOGSTAG_API_KEY=2BKlyPNvAP0MiqzpmzL2dtFAKEbXcYubrhszctYUJMBD LOGSTAG_API_BASE_URL=https://eu-1.logstag.example bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
sudo systemctl status logstag-agent
sudo LOGSTAG_API_KEY='2BKlyPNvAP0MiqzpmzL2dtFAKEbXcYubrhszctYUJMBD' LOGSTAG_API_BASE_URL='https://eu-1.logstag.example' bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
sudo tail -f /var/log/logstag-agent/agent.log
curl -fsSL https://get.logstag.example/install.sh | sudo LOGSTAG_API_KEY="1y0UyXJ24.U-n3oREMqP_83FAKEPzcv1Q6LL" bash
exit
