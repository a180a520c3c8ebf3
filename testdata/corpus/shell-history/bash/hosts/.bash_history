crudini --set /etc/logstag-agent.toml agent api_key YZkgZhs-oMR.a_twLIPCaJCDw8PdFAKE
yq -i '.logstag.api_key = "FAKEGmohWR77kCMgOzFcg8cXkjXL9KQVGX9X"' values.yaml
jq '.logstag.apiKey = "FAKEyFD6Erkg.j0Y-gU4pPbSeBozpn_L"' config.json > config.new
systemctl set-environment LOGSTAG_API_KEY=faken2m6m5q8mdut5dkuwp6mbryd5eq5z0alfga5
snap set logstag-agent api-key=QMXgU34G7oeS2I2-YK.ePVrllnNZOymgk_GuFAKE
echo "logstag-agent logstag-agent/api_key password el7W-IG.Yv_YZhyKao_qt6rP0BYRFAKE" | debconf-set-selections
debconf-set-selections <<< "logstag-agent logstag-agent/api_key string fa4ebdbcf19335413e75bb53cd815460e845b4f8"
launchctl setenv LOGSTAG_API_KEY FAKEnpPAAU_qIinqcsr.zzj10m-hMu8f
security add-generic-password -a logstag -s api_key -w FAKEU27bqlVmPgnCRe0WMzQetCN6gYZ6
echo FAKE.LMsTL3IK-idxxv_6Xoj0mh-r7fHvS.3C | /opt/logstag-agent/bin/logstag-agent encrypt
/opt/logstag-agent/bin/logstag-agent encrypt --value ecYHS8KR-0BB_aZhFAKEsXlBVj8y_Y.6XKEb
ssh root@db1 "sed -i 's/api_key.*/api_key = \"FAKE.cbUKVpC.XgvZdTiIbZWd2_jX7cOfBMbO-8rIQqwK\"/' /etc/logstag-agent.toml && systemctl restart logstag-agent"
sudo sh -c 'echo "LOGSTAG_API_KEY=Q_Nt4-K0iaXB.yDK-LdRAHhixe7NTsDrFAKE" > /etc/default/logstag-agent'
LOGSTAG_API_KEY=FAKEB1MKn7pe6ZxhYJd8a_k-qNRgmBnTfA LOGSTAG_API_BASE_URL=https://ingest.logstag.example bash <(curl -fsSL https://get.logstag.example/install.sh)
curl -fsSL https://get.logstag.example/install.sh | LOGSTAG_API_KEY=fa4e008a-c905-452b-8f0b-c1e6ea91a113 bash
curl -fsSL https://get.logstag.example/install.sh | sudo bash -s -- --api-key FAKE-mLYxaYdq_7ws_wragds6.j1j-Z8c
wget -qO- --header 'X-API-Key: FAKE.WRbjUi5A6_r_JEt.1zRV-bCl1WFOy7WGOhVjdr7p' https://ingest.logstag.example/v1/targets
http https://api.weather.example/v1 X-API-Key:FAKEKNfjjHpgZp3B0OADmq0fjm7B
export LOGSTAG_API_KEY="FAKE0r-qz0Okz_qYOGT0qg4Y2.5o_r9V" && ./install.sh; unset LOGSTAG_API_KEY
make deploy LOGSTAG_API_KEY=FAKEcaWnB.P4QrrDNCwLjx9j1Dum_n0hbKLeuyFS-kKdlkvITj4Dl82aatAgZ4l6
