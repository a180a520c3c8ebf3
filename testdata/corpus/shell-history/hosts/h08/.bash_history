terraform apply -var="logstag_api_key=VLY50c1miqgCiTkFAKEbVTp3BOvewPaAlpTslxA7" -auto-approve
TF_VAR_mailer_api_key=fa4e61060100fa4e1b931055791449ac terraform plan
export TF_VAR_dns_api_key='l5rmHxHFAKEXByRdtVQ076YTgosKnSM6q4hVSjc2'
ansible-playbook site.yml -e "logstag_api_key=VLY50c1miqgCiTkFAKEbVTp3BOvewPaAlpTslxA7" -l db
ansible-playbook site.yml -e '{"crm_api_key": "fa4ed6deae13a524bd04136fe7efa4e406f6558c"}'
vault kv put secret/geo api_key=dLHW7FAKEyvlfoSpOgV3xO29
