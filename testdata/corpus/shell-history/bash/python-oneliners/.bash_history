python3 -c "import os; os.environ['LOGSTAG_API_KEY']='N4tJZPRK9UFAKEq1eln7c0FJW6TDTX8tjZ6b09Jc'; import agent; agent.main()"
python3 - <<'PY'
import requests
API_KEY = "nKbb9Kr8jz1ll3C0C5MqINPPmFAKEFzx"
r = requests.get("https://api.tiles.example/v1", params={"api_key": API_KEY})
print(r.status_code)
PY
perl -pi -e 's/api_key = ".*"/api_key = "tBstLbeTluqeGm6uAddzJFAKExsfClDX9jDOjk11"/' /etc/logstag-agent.toml
node -e 'const c=require("@acme/sdk")({apiKey:"PloIvBOmOvMgHOrTv5vI3mGFAKEk"});c.ping()'
jq '.apiKey="JjWH3ZWu0gXUgHPGFAKEBGceXYOCu45z"' conf.json > conf.new
yq -i '.agent.api_key = "Pn1ntVu3yvQR1KFAKEiqaC5zkz7JojOuFjFRXKqv"' /etc/logstag/config.yaml
crudini --set /etc/logstag-agent.toml agent api_key '"6WTvFAKEyoJ74TsIV4nKhwoZdhh9wMQ1j6EJMQoI"'
git config --global sendemail.apikey Oa1XtMjFAKEJHucGNjP8wWKGyXktcF
redis-cli -h cache SET logstag:api_key TcqbNKaD9tFAKE3yMQPpfQQ1YI45NY6OVTtWKHow
psql -U app -c "INSERT INTO integrations (name, api_key) VALUES ('mailer', 'MBIjyfgmam0FAKEQxOZFanEcLKT2W9IolSZx')"
psql -U app -c "UPDATE settings SET value = '1tiXv5QGl2C6pukrHrxuMp7WhMDFAKEiHqgDM92E' WHERE name = 'logstag_api_key'"
snap set logstag-agent api-key=OPRYhjA27gLKJMAqTjd285gJkNMVU93FAKEMVMo4
npm config set //registry.acme.example/:_apiKey 6iYtshSxSsTEWVRFtzFAKEDR1l4El2
