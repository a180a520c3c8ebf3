data "aws_secretsmanager_secret_version" "logstag" {
  secret_id = "prod/monitoring/logstag-agent-api-key-2026-eu-central"
}

locals {
  logstag_api_key = jsondecode(data.aws_secretsmanager_secret_version.logstag.secret_string)["api_key"]
  api_key_arn     = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:prod/logstag-Ab12Cd"
}

resource "aws_ssm_parameter" "logstag" {
  name  = "/monitoring/logstag/api_key"
  type  = "SecureString"
  value = local.logstag_api_key
}

resource "aws_api_gateway_api_key" "partner" {
  name        = "partner-integration-production-eu"
  description = "issued to partner"
}
