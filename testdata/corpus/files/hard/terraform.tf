resource "aws_ssm_parameter" "logstag_api_key" {
  name   = "/production/logstag/agents/api_key"
  type   = "SecureString"
  value  = var.logstag_api_key_production
  key_id = "arn:aws:kms:eu-west-1:123456789012:key/fa4e4676-a2a1-4726-a716-4a1f3c81ca9e"
}
output "api_key_id" { value = aws_api_gateway_api_key.this.id }
resource "aws_api_gateway_usage_plan_key" "this" {
  key_id   = "FAKEArRLO3"
  key_type = "API_KEY"
}
