LOGSTAG_API_KEY=$(vault kv get -field=api_key kv/logstag/prod) ./install.sh
docker run -e LOGSTAG_API_KEY -e LOGSTAG_API_BASE_URL logstag/agent@sha256:1f0a2d9be83c5b0f64ab6d3b9e4ad1c08e2f7ac05b1c63ee0e5e8a19d2c37f44
kubectl create secret generic logstag --from-env-file=.env.logstag.production
git push origin feature/OPS-4411-rotate-logstag-api-key-on-database-hosts-2026
rsync -a logstag-agent-2.4.0-linux-amd64-20260301T101112Z.tar.gz db1:/opt/
curl -o logstag.deb https://dl.logstag.com/pool/3f2504e04f8941d39a0c0305e82c3301/logstag-agent_2.4.0_amd64.deb
