resource "random_password" "logstag_api_key" {
  length  = 48
  special = false
}
resource "google_secret_manager_secret" "logstag" {
  secret_id = "logstag-agent-api-key-production-europe-west3"
  replication { auto {} }
}
module "agent" {
  source       = "./agent"
  api_key      = module.secrets.logstag_agent_api_key_production
  fallback_api_key = coalesce(var.logstag_api_key, local.shared_logstag_api_key)
  api_key_path = "/run/secrets/logstag/agent/production/api_key"
}
