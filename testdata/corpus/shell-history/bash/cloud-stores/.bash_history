aws ssm put-parameter --name /prod/logstag/api_key --type SecureString --value "sOghiS8fbsXFAKEs4XEWI9lRTu8M5dHuo8XueOLV" --overwrite
aws secretsmanager create-secret --name logstag-api-key --secret-string 'wmF52PdvwU4xJonm7T29RpXAFAKEt0Qt8KumXxYGiCnV'
aws secretsmanager put-secret-value --secret-id prod/mailer --secret-string '{"username":"ops","api_key":"SXtdFAKEqHJgMlBRcYvMEc1xvClMRrXW"}'
gh secret set LOGSTAG_API_KEY --body "sOghiS8fbsXFAKEs4XEWI9lRTu8M5dHuo8XueOLV" --repo acme/infra
gh secret set LOGSTAG_API_KEY -btvTNku86rccVsoPgiPeXQ6gNxOuJ0FAKEuxd -e production
vault kv put secret/prod/logstag api_key=dl9T4KBj0Xs1FAKE1f1-tXcHbvV1xvia2USFpdgGzDJH url=https://eu.logstag.example
vault kv put secret/ci/sonar api_key="fa4e622e85d9096a13efa85c4d2a5f96a3b1fb48"
az keyvault secret set --vault-name kv-prod --name logstag-api-key --value iBMOC2tY0A70fI98v7S5G4POIRz3ccZ3LldI2agD4lbMBFAKEYFs
printf '%s' '2PFAKEUC6JYeoHiyFpZm8m3qpSRcinFPqIvsjzLSh' | gcloud secrets create logstag-api-key --data-file=-
heroku config:set SENDER_API_KEY=n50U9psxDZEraLh7GO8DadFAKEG3tQwid0GG -a acme-web
fly secrets set MAPS_API_KEY=qULWVhACFAKEbVjQop22C16S
