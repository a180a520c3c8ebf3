# copy to terraform.tfvars and fill in
region          = "eu-west-1"
logstag_api_key = "your_api_key_here"
sendgrid_api_key = "SG.xxxxxxxxxxxxxxxxxxxxxx"
opsgenie_api_key = ""
grafana_api_key  = "<paste the key from the portal here>"
datadog_api_key  = "CHANGE_ME_CHANGE_ME_CHANGE_ME"
cloudflare_api_key = "0123456789abcdef0123456789abcdef"
