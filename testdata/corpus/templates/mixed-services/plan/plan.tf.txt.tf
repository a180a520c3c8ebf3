# terraform plan output kept as a note
#   + api_key = (sensitive value)
#   + api_key = (known after apply)
output "logstag_api_key" {
  value     = aws_ssm_parameter.logstag_api_key.value
  sensitive = true
}
resource "random_password" "geo_api_key" { length = 40 }
resource "aws_api_gateway_api_key" "relay" { name = "relay-production-api-key-2026" }
