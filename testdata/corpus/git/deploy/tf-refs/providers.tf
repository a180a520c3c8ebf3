provider "datadog" {
  api_key = var.datadog_api_key
  app_key = var.datadog_app_key
}

provider "grafana" {
  url  = "https://grafana.acme.internal"
  auth = data.vault_generic_secret.grafana.data["api_key"]
}

data "aws_secretsmanager_secret_version" "logstag" {
  secret_id = "prod/logstag/agent-api-key"
}

locals {
  logstag_api_key        = jsondecode(data.aws_secretsmanager_secret_version.logstag.secret_string)["api_key"]
  logstag_api_key_sha256 = "fa4eaefaaf4af19296a1efb9cb79fb0d5d2ab88c909585d1f1ee837f4c9d7665"
  api_key_secret_name    = "logstag-agent-api-key-production-eu"
  api_key_rotation_days  = 90
}

resource "random_password" "internal_api_key" {
  length  = 40
  special = false
}

resource "aws_ssm_parameter" "internal_api_key" {
  name  = "/prod/internal-gateway/api-key"
  type  = "SecureString"
  value = random_password.internal_api_key.result
}

output "logstag_api_key" {
  value     = local.logstag_api_key
  sensitive = true
}
