provider "newreliclike" {
  account_id = 1234567
  api_key    = "VqVrxOyYSNPSv6AlqWG05FAKEqHghT1SwwZMfxQP"
}

provider "logstag" {
  api_base_url = "https://ingest.example.net"
  api_key      = "eUSHVKiMH_FAKE3wqurU3.TgOjX4GH-0d028"
}

module "monitoring" {
  source  = "./modules/monitoring"
  api_key = "avjR39SmRU79QgqM2SlHptx75KKAGFAKE7w2ZnLW8pPGlkGl"
}

resource "azurerm_key_vault_secret" "logstag" {
  name         = "logstag-api-key"
  value        = "VGbwVuDChXdk0jXELTkbKxnFAKEFzxrcokHk"
  key_vault_id = azurerm_key_vault.kv.id
}

resource "github_actions_secret" "pages" {
  repository      = "site"
  secret_name     = "PAGES_API_KEY"
  plaintext_value = "MayXFAKE491rdisDGtZOjCCSpfEvMiycYkUtpmF4"
}

resource "aws_ssm_parameter" "mail" {
  name  = "/prod/mail/api_key"
  type  = "SecureString"
  value = var.mail_api_key
}
