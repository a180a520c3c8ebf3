#1762431022
sudo vi /etc/logstag-agent.toml
#1762431100
sudo sed -i.bak 's|^api_key *=.*|api_key = "QGMv0EGcso7RxHHRCEkFAKEuFe3YS.wtpVYa6jad1j_S"|' /etc/logstag-agent.toml
#1762431133
sudo sed -i -e "s/api_key = .*/api_key = \"xtvxv83qfakehcfmbu1c1q93nd8mvntafucz\"/" /etc/logstag/config.toml
#1762431140
sudo systemctl restart logstag-agent
#1762431160
/opt/logstag-agent/bin/logstag-agent --check-config
#1762431199
git log --oneline | head
#1762431210
perl -pi -e 's/^(api_key\s*=\s*).*/$1"PFuIcYntoiAEQMz16HeCKO2yXnFAKEUbqWuLWwntWvAciZPv"/' /etc/logstag-agent.toml
#1762431222
git show 9f3c1bb2ad7e55a0c4d1f60c1f0d9a3b7e6c5d42
