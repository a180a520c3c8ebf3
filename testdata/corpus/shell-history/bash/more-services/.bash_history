consul kv put config/logstag/api_key s3PkWaHMZ626mtSROFAKE7gMWFk0pn1iq1bhuOct
etcdctl put /config/mailer/api_key "c0nOnVxrjTN0O2Q44OdqqFAKEjbSS2ld"
nomad var put nomad/jobs/agent logstag_api_key=QmJFAKEBGFVyi0gQYtDbmb0AyV1enbHZC5CIryoy
doppler secrets set LOGSTAG_API_KEY="OhJwf1EUIWi4h4DFAKEpbtmn01opiEKei3P8ZkW0" --project infra
doppler secrets set LOGSTAG_API_KEY OhJwf1EUIWi4h4DFAKEpbtmn01opiEKei3P8ZkW0
vercel env add MAPS_API_KEY production <<< "CMnFAKEceJigz9YhZnx9xrMiYTgwLQ"
wrangler secret put SEARCH_API_KEY <<< QXnP3yQdTKjh0DDFAKEnxMWQXTqXpXYf
netlify env:set SEARCH_API_KEY QXnP3yQdTKjh0DDFAKEnxMWQXTqXpXYf
az webapp config appsettings set -g rg -n web --settings SENDER_API_KEY=3pGYGsLgH3rY3z38L7wNzFAKEfZjL0Yo LOGSTAG_API_KEY=ktjdeOx1tEDC5MzwLbnV9aYXFAKEEhHQkR8GtI8u
aws lambda update-function-configuration --function-name f --environment "Variables={SENDER_API_KEY=3pGYGsLgH3rY3z38L7wNzFAKEfZjL0Yo,STAGE=prod}"
aws ssm put-parameter --overwrite --value 9s4xbFAKEQTDW2hDn6JCm88GSKBZzwu7UKnv7SZz --type SecureString --name /prod/logstag/api-key
gcloud run deploy web --set-env-vars=MAPS_API_KEY=VVQDZwe7iHmFAKEKDusYuN3OHQrN,STAGE=prod
glab variable set LOGSTAG_API_KEY nTpk6OkArG0TDDPpF34SCXAfjVBFAKE3HWFrqzys --masked
circleci context store-secret github acme ctx LOGSTAG_API_KEY
railway variables --set "SENDER_API_KEY=SQEOk7mjZb0k3aa2rZFAKEElqt2PdEz8"
oc create secret generic mailer --from-literal api_key=Y1uY7vQX3yJb30kFAKEybLnKWFI6lpDg
kubectl run tmp --rm -it --image=busybox --env="SENDER_API_KEY=j43H96gwFAKELXPCROqCOq3cpcRrzlCy" -- sh
docker service create --name agent --env LOGSTAG_API_KEY=NnXM24MMYVM8sdziFAKEtSHPYRXanXhfKR7XHVoY logstag/agent:2
docker compose run -e SEARCH_API_KEY=uMgoFAKEr4l8wUOrTAb51HRDZA web rake index
etcdctl put /config/mailer/api_key_rotated_at 2026-10-18T12:33:41Z
