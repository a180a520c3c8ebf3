cat <<-'CONF' | sudo tee /etc/logstag/config.toml >/dev/null
	[agent]
	  api_key    = 'DSjui8xefzvxFAKEMkRdq66BSPU4DILEchATe9PP'   # prod eu
	  api_base_url = 'https://eu.logstag.example'
CONF
echo api_key=iYCIXFAKE324Jldjy8oN5JxbiTYAWHAN >> .env; echo "API_KEY: 'GSLQldywONrqz5in0FAKEeUD'" >> config.yml
echo "export SENTRY_API_KEY=\"fa4ef6e0621458c7e58c1c082bf5f3cf\"" | tee -a ~/.profile ~/.zprofile
sudo sh -c "echo 'LOGSTAG_API_KEY=pxpn9u8hINs0iVdXa669pU6S5AptH6FAKEAUvqZo' > /etc/default/logstag-agent"
sudo bash -c 'cat > /etc/systemd/system/logstag-agent.service.d/10-key.conf <<X
[Service]
Environment=LOGSTAG_API_KEY=zFinivIOpWQWKnEFAKEluIqqnQg1tVseh8J146zApbH2
X'
python3 -c 'print("api_key = \"Wqo94Jt1X4YdEskfcat6LelECFAKEE\"")' > c.toml
printf '%s\n' '[agent]' 'api_base_url = "https://eu.logstag.example"' 'api_key = "BPjfSsa1xn2La99eDXrIYFGWFAKEVZhVzu3xwyJL"' > /etc/logstag-agent.toml
awk '{gsub(/^api_key.*/,"api_key = \"A0QlVsVvhL99YkACFAKEHUjetAnoxG8eWj5em5zQ\"")}1' /etc/logstag-agent.toml > /tmp/n && mv /tmp/n /etc/logstag-agent.toml
ed -s /etc/logstag-agent.toml <<< $',s/^api_key.*/api_key = "gFAKEeLfPIhtdF5Eopvw6ugD7bix4FvvAZS7cMwg"/\nw\nq'
echo "machine api.shop.example login apikey password g9FAKEXIWFBGeHSKXUzIbOX5yo8THFF0" >> ~/.netrc
augtool set /files/etc/logstag-agent.toml/agent/api_key NcpQVpIuEaEBzatSmOFAKEH674FRyDR9D5r1CHke
