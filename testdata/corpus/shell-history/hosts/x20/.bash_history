sudo -i
logstag-agent --check-config
export LOGSTAG_API_KEY='EtpjMeTZ6NYeFAKEYfId7aEkZW18eLTprqcqxOwZ'; curl -sSL https://get.logstag.com | sh
history | grep EtpjMeTZ6NYeFAKEYfId7aEkZW18eLTprqcqxOwZ
history -d 412
vim /etc/logstag-agent.toml
psql -c "update settings set value='EtpjMeTZ6NYeFAKEYfId7aEkZW18eLTprqcqxOwZ' where name='logstag_api_key'" app
curl -u api:HESe98Q0mxBUYwacFAKE4xPP https://mail.example.org/v3/messages
