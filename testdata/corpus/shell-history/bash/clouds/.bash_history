kubectl set env deploy/agent LOGSTAG_API_KEY=gMAFEMeM2XIvzs-D8yOdFAKE_pCxTo.tBwLmCpJRidTI
kubectl patch secret logstag-agent -p '{"stringData":{"api_key":"FAKEQbt5Pp6aDgCpb2K9NCeHkso246J925e0b0BMTdz220ei"}}'
az webapp config appsettings set -g rg -n shop --settings LOGSTAG_API_KEY=mm-lrwJ9eN9.8kyFLsbDFAKEJ2_V_0G8Hr3WaVr3PFWM WEATHER_API_KEY=FAKEMh3YoJOJGEbxavOm
az keyvault secret set --vault-name kv-prod --name logstag-api-key --value "fake26ej46fncahpbnz9ffrf5o3sqmx2"
gcloud run deploy shop --set-env-vars LOGSTAG_API_KEY=R1wAagwtfyTvzetFuTFAKEg.NKAQqfv_0towZL0P,DEBUG=0
gcloud secrets create logstag-api-key --data-file=- <<< "FAKEZF8E4RHPheKd4ZUWRz3TO4mtV3IzGFr76eJc"
printf %s O9X5edj.9a-zVsIg_T-q_R9vY7FQFAKE | gcloud secrets versions add logstag_api_key --data-file=-
aws lambda update-function-configuration --function-name f --environment "Variables={LOGSTAG_API_KEY=Nbe.09S_sQTp2TJFAKEZrgybZS-cUDtTld,X=1}"
aws secretsmanager create-secret --name logstag/api_key --secret-string 'FAKEQU8L28DT1VX5MPOVLK3RDZ4KX4DO'
heroku config:set LOGSTAG_API_KEY=0vcLndczaKkf.mf-INsnFAKE515lCL_ub5ictFMGHptY WEATHER_API_KEY=FAKEjNYKsAO49cyD95FpJ1 -a shop
fly secrets set LOGSTAG_API_KEY=fa4ec86d04fe6fd2f7f70a81364ea0227b2832c77a8b281e4cf4e15a936c0184
echo FAKE-YwnkqZZ7V_0.iYIaq-4Xt41l2Z1-ue.0 | wrangler secret put LOGSTAG_API_KEY
consul kv put logstag/api_key fakeqjp8qy0d5fdm713bxshflljeyqhc
etcdctl put /logstag/api_key Y39h0o6Pq-a_3.Aeg73HrnKBRMyCSFwcpgAof7viFAKE
nomad var put nomad/jobs/logstag api_key=FAKECIguklf1HzoBLyxf2L8Y89Ninj2cxfTKciebRwLu0iXh
