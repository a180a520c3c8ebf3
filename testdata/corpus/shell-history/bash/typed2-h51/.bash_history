kubectl create secret generic logstag -n mon --dry-run=client -o yaml --from-literal=LOGSTAG_API_KEY='LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn' | kubeseal -o yaml > sealed.yaml
kubectl set env daemonset/logstag-agent LOGSTAG_API_KEY=LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn -n mon
kubectl patch secret logstag -p '{"stringData":{"api_key":"LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn"}}'
nomad var put nomad/jobs/logstag api_key=LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn
consul kv put config/geo/api_key qfUFn6js44l3svmFAKEtEPAt9iwiwGj7
etcdctl put /config/mail/api-key 'szgbttjlb7nlkxiah4bk4fakeydhwz3v'
docker service update --env-add LOGSTAG_API_KEY=LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn mon_logstag
podman run -d --secret logstag_api_key,type=env,target=LOGSTAG_API_KEY logstag/agent
echo -n 'LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn' | podman secret create logstag_api_key -
flyctl secrets set SEARCH_API_KEY=fa4e380fcff1c7d573b9b5359d1ca992 -a portal
firebase functions:config:set mailer.api_key="MJb1DeSmdFAKEgYxEB7dzMn9XRDhvtmBYpxS"
npx wrangler secret put LOGSTAG_API_KEY
sudo -u logstag env API_KEY=LTW7JYCFAKEkhBHw3Onlq7J5AbCF5DS1tBbi8odLCn /opt/logstag-agent/bin/logstag-agent --check-config
python3 -c "import requests;print(requests.get('https://geo.example/v1',headers={'X-API-KEY':'lEkOIa6vqEqPGcaNJMs4jYlMZTfOCmWNFAKEJy2z'}).text)"
