sudo grep api_key /etc/logstag-agent.toml
sudo sed -i.bak 's/^api_key *=.*/api_key = "lFAKEcNC8isR8KXv7XmT4BTw7siXbu0l453GPNu5"/' /etc/logstag-agent.toml
sudo sed -i "s|c6iVoBKZkMFIEzcmtpHwZQUpnsGCIjkmiyFAKEpZ|lFAKEcNC8isR8KXv7XmT4BTw7siXbu0l453GPNu5|" /etc/logstag-agent.toml
sudo grep -c lFAKEcNC8isR8KXv7XmT4BTw7siXbu0l453GPNu5 /etc/logstag-agent.toml
sudo sed -i -e "s/your_api_key_here/QiOStwkU537TDQABxdOFAKEz-2CHbh.rFGXXaB/g" -e 's/log_level = "debug"/log_level = "info"/' /etc/logstag/config.toml
sudo systemctl restart logstag-agent
