module "agent" {
  source          = "./modules/agent"
  logstag_api_key = var.logstag_api_key
  maps_api_key    = data.aws_secretsmanager_secret_version.maps.secret_string
  geo_api_key     = random_password.geo_internal_key.result
  mail_api_key    = local.mail_settings["api_key"]
  search_api_key  = module.search.outputs.search_service_api_key
  vault_api_key   = data.vault_kv_secret_v2.agent.data["api_key"]
  other_api_key   = "projects/123456789/secrets/logstag-api-key/versions/latest"
}
