kubectl create secret generic logstag-agent --from-literal=api_key=FAKE-s-h7u06f9.JNiSyWVzWG73wu2Uf_kzT_OVMy
helm upgrade logstag ./chart --set logstag.apiKey=FAKEwrut7huZ3a5eHWShsZVUOLJ2QHgBlN8B --set-string weather.apiKey=FAKEolEADxB7IIMoHLZz
docker run --env LOGSTAG_API_KEY=fake7gjfpvtdu3bog4uu1n0abv82l7600qhgoi72 logstag/agent
terraform apply -var logstag_api_key=FAKE2WASUZ5BYJMUXC37J1IX1KLU3WUH -var 'weather_api_key=FAKEZLGpIr2wLOCKTKQxHRuiqKuyA0gV'
TF_VAR_logstag_api_key=fa4e8640bdbe0fa876d192eedd436b6759f334b53d98414f4ab120163e758f35 terraform plan
ansible-playbook site.yml -e logstag_api_key=FAKE.fhqc_IqTfiqfalseNbP.R-i85wjV10VVs
gh secret set LOGSTAG_API_KEY --body FAKE_gbhx.5-PvjnnullOl6.62vB8F4PRycBz
aws ssm put-parameter --name /logstag/api_key --type SecureString --value FAKElR1SW7139xhPbJbb8NqvCr1oHVw7o.Rls-uBVclkv_Igti7YxHk1OkJfPckL
vault kv put secret/logstag api_key=fa4ebd7de41e5bf4733843ceb41502e7742abdd8
sed -i 's/^api_key.*/api_key = "fa4e9a9f-cf0e-4d6b-8148-c8a65fcb2637"/' /etc/logstag-agent.toml
grep -r FAKE6_pZsg_0NRDPsUBD.y.CTlv-aYDs /etc/logstag
