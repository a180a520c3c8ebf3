variable "logstag_api_key" {
  type      = string
  sensitive = true
}
resource "aws_ssm_parameter" "logstag_api_key" {
  name  = "/prod/logstag/api_key"
  value = var.logstag_api_key
}
resource "aws_api_gateway_api_key" "this" { name = "logstag-agent-ingest-proxy-api-key-production" }
output "api_key_arn" { value = aws_ssm_parameter.logstag_api_key.arn }
locals {
  api_key = data.vault_kv_secret_v2.logstag.data["api_key"]
  apikey  = module.logstag_agent.generated_api_key_secret_arn
}
