scp logstag-agent.toml root@10.0.0.5:/etc/
cat /etc/logstag-agent.toml
# neuer Schlüssel für Logstag: MvgNVNN4jFAKEQZGQ8HBpndatzNhP5CZ
logstag-agent --version
/opt/logstag-agent/bin/logstag-agent --api-key='MvgNVNN4jFAKEQZGQ8HBpndatzNhP5CZ' --api-base-url='https://ingest.logstag.com' --once
/opt/logstag-agent/bin/logstag-agent -ApiKey XkFAKE7RaRVTrLlsYspbKymxBsYhMg5fAZMqfu09
LOGSTAG_KEY=kkvTHLCY28Og7tFspeFAKEi9OH4YfggLsER1xK6h; echo $LOGSTAG_KEY
