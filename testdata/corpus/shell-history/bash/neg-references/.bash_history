export LOGSTAG_API_KEY=$(op read op://ops/logstag/api_key)
export LOGSTAG_API_KEY="$(pass show logstag/prod/api-key)"
LOGSTAG_API_KEY=`cat /run/secrets/logstag_api_key_production_2026` ./install.sh
read -rs LOGSTAG_API_KEY
read -s -p "Logstag API key: " LOGSTAG_API_KEY && export LOGSTAG_API_KEY
IFS= read -rsp 'api_key: ' api_key
export MAPS_API_KEY=${MAPS_API_KEY:-$(vault kv get -field=api_key secret/prod/maps)}
docker run -e LOGSTAG_API_KEY -e LOGSTAG_API_KEY_FILE=/run/secrets/logstag_api_key logstag/agent:2.4
kubectl create secret generic logstag-agent --from-literal=api-key="$LOGSTAG_API_KEY"
kubectl create secret generic logstag-agent --from-file=api-key=./logstag-api-key-production.txt
helm upgrade logstag-agent logstag/agent --set agent.apiKey=$LOGSTAG_API_KEY --set existingSecret=logstag-agent-api-key-production
gh secret set LOGSTAG_API_KEY < ~/.secrets/logstag
aws ssm get-parameter --name /prod/logstag/agent/api_key/eu-central-1 --with-decryption --query Parameter.Value --output text
aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:eu-central-1:123456789012:secret:logstag-api-key-AbC123
curl -H "X-API-Key: $API_KEY" https://api.example.com
curl -H "X-API-Key: ${SHOP_API_KEY_PRODUCTION}" https://api.example.com
sudo sed -i "s|^api_key = .*|api_key = \"$LOGSTAG_API_KEY\"|" /etc/logstag-agent.toml
terraform apply -var "logstag_api_key=$(sops -d --extract '["logstag"]["api_key"]' secrets.yaml)"
ansible-playbook site.yml -e "logstag_api_key={{ lookup('env','LOGSTAG_API_KEY') }}"
ansible-playbook site.yml -e @secrets/logstag_api_key.vault.yml --vault-password-file ~/.vault_pass
echo "LOGSTAG_API_KEY=$LOGSTAG_API_KEY" >> .env
echo 'api_key: vault:secret/data/prod/logstag#api_key' > values.yaml
