variable "logstag_api_key" {
  type        = string
  sensitive   = true
  description = "logstag-agent-api-key-of-the-organization"
}

locals {
  logstag_api_key = data.vault_kv_secret_v2.logstag.data["api_key"]
  weather_api_key = jsondecode(data.aws_secretsmanager_secret_version.weather.secret_string)["api_key"]
  geo_api_key     = module.geo.api_key_for_production_environment
  sms_api_key     = random_password.sms_api_key_production.result
  mail_api_key    = "${var.mail_api_key_production_environment}"
  cdn_api_key     = aws_api_gateway_api_key.cdn_production.value
  dns_api_key     = sensitive(file("${path.module}/dns_api_key_production"))
}

resource "aws_api_gateway_api_key" "logstag_agent_production_key" {
  name = "logstag-agent-production-key-2026"
}
