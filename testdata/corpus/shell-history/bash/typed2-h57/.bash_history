helm template logstag ./chart --set apiKeySecret.name=logstag-agent-api-key-secret-prod,apiKeySecret.key=api-key
aws secretsmanager get-secret-value --secret-id prod/logstag/api_key --query SecretString --output text
kubectl create secret generic logstag --from-file=api-key=./logstag-agent-api-key-production.txt
curl -H "X-Api-Key: $(cat ~/.config/logstag/api_key)" https://ingest.logstag.io/v1/ping
export LOGSTAG_API_KEY=$(aws ssm get-parameter --name /prod/logstag/api_key --with-decryption --query Parameter.Value --output text)
ansible-playbook site.yml -e "logstag_api_key={{ lookup('env','LOGSTAG_API_KEY') }}" -e @secrets.yml
git diff fa4e3a2bfbe6b3d56c8298a240dfd52658cdc3a7..fa4ec8afb695432bc115f3c7f8db70cc92bc96fb -- logstag/api_key.go
gh run view 1234567890 --log | grep -i 'api_key'
sops --set '["logstag"]["api_key"] "'$KEY'"' secrets.yaml
az keyvault secret show --vault-name kv-prod --name logstag-api-key --query value -o tsv
docker exec logstag-agent cat /etc/logstag-agent.toml | sed 's/api_key.*/api_key = "********"/'
