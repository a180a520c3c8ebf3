variable "api_key" {
  type        = string
  description = "API key. Get one at https://app.logstag.example/settings/keys"
  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{32,}$", var.api_key))
    error_message = "api_key must be 32 characters or more."
  }
}
resource "aws_api_gateway_api_key" "partner" {
  name = "partner-api-key-production"
}
resource "aws_api_gateway_method" "m" {
  api_key_required = true
  authorization    = "NONE"
}
resource "random_password" "k" { length = 40 }
module "agent" {
  source          = "git::https://git.example.com/tf/logstag-agent.git?ref=fa4e0a91b2fbcadbae399a4d647f08ba"
  api_key         = module.secrets.values["logstag/agent/api_key"]
  logstag_api_key = coalesce(var.override_key, local.keys[terraform.workspace])
  sink_api_key    = sensitive(jsondecode(data.aws_secretsmanager_secret_version.s.secret_string)["api_key"])
  apikey_kms      = data.aws_kms_secrets.agent.plaintext["logstag_api_key"]
  api_key_arn     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/logstag-agent-Ab12Cd"
  api_key_version = "projects/123456789012/secrets/logstag-api-key/versions/latest"
}
output "api_key" {
  value     = aws_api_gateway_api_key.partner.value
  sensitive = true
}
