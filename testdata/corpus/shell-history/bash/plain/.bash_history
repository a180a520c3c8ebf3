cd /etc
LOGSTAG_API_KEY=FAKE-wfkvzr-G8Lyu2kyzyHl.Q0L99Y-i bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
export WEATHER_API_KEY='FAKEs2RqCiYLnys0UHh7OH8X'
curl -H "X-API-Key: fa4e3ff6-f670-44b2-9240-92e17b561e38" https://api.geo.example/v1
vim logstag-agent.toml
