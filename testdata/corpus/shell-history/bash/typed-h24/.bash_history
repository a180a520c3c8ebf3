ssh root@db-11 'echo "api_key = \"ddoiez0afbfakenb43bq8i1ksz30jibgyuw9fh8ez681\"" >> /etc/logstag-agent.toml; systemctl restart logstag-agent'
ssh -t deploy@10.0.3.4 "LOGSTAG_API_KEY=ddoiez0afbfakenb43bq8i1ksz30jibgyuw9fh8ez681 sudo -E /opt/logstag-agent/bin/logstag-agent --check-config"
scp logstag-agent.toml db-12:/etc/
aws ssm put-parameter --name /prod/logstag/api_key --type SecureString --overwrite --value "ddoiez0afbfakenb43bq8i1ksz30jibgyuw9fh8ez681"
aws ssm put-parameter --value Gx5VqmybTE2NPcuLSa3FAKEtPvbJ8WMu --type SecureString --name /prod/search/api-key --region eu-central-1
aws secretsmanager create-secret --name prod/logstag --secret-string '{"api_key":"de1yzFAKE40fpZvNtPMB35VHHi4h88CDDAvIdRRw"}'
gcloud secrets versions access latest --secret=logstag-api-key
printf %s 'de1yzFAKE40fpZvNtPMB35VHHi4h88CDDAvIdRRw' | gcloud secrets create logstag-api-key --data-file=-
az keyvault secret set --vault-name kv-prod --name logstag-api-key --value de1yzFAKE40fpZvNtPMB35VHHi4h88CDDAvIdRRw
gh secret set LOGSTAG_API_KEY --body "de1yzFAKE40fpZvNtPMB35VHHi4h88CDDAvIdRRw"
heroku config:set SENDER_API_KEY=dOcFAKEf0i4sJIakHgSILh7UEhn5e1IpNOws6l4L -a portal-prod
