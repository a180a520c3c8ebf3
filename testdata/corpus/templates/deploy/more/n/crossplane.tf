variable "api_keys" {
  type    = map(string)
  default = {}
}
resource "aws_api_gateway_usage_plan_key" "main" {
  key_id        = aws_api_gateway_api_key.partner.id
  key_type      = "API_KEY"
  usage_plan_id = "a1b2c3d4e5"
}
resource "google_apikeys_key" "maps" {
  name         = "maps-frontend-browser-key"
  display_name = "Maps key for the frontend, restricted"
}
data "vault_kv_secret_v2" "api_key" { name = "logstag/prod/agent/api-key" }
locals { api_key_id = "mkttqpkzoxefake2dhgc" }
