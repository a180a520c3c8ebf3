#1770000000
cd /srv/app
#1770000011
LOGSTAG_API_KEY=E7LdwG2g3J15Zm2ifsTqSlp0b0FAKENAr4OicQZ7buP__79m LOGSTAG_API_BASE_URL="https://eu.logstag.com" bash -c "$(curl -fsSL https://get.logstag.com/agent)"
#1770000100
sudo sed -i.bak "s|^api_key = .*|api_key = \"fa4ea0602b31fa4e0230e0507da010d2\"|" /etc/logstag-agent.toml
#1770000122
sudo systemctl restart logstag-agent && sudo journalctl -u logstag-agent -f
#1770000201
docker pull logstag/agent@sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
#1770000300
echo 'fa4ea0602b31fa4e0230e0507da010d2' | sudo tee /root/logstag.key
