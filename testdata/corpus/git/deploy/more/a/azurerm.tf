resource "azurerm_key_vault_secret" "logstag" {
  name         = "logstag-api-key"
  value        = "UB6bfbdFAKEUwFDrzIe3mGxHoL43ScQQYK8k"
  key_vault_id = azurerm_key_vault.main.id
}

resource "azurerm_linux_web_app" "web" {
  app_settings = {
    "WEBSITE_RUN_FROM_PACKAGE" = "1"
    "Mail__ApiKey"             = "oJSMglyU59Fo95X07mVvp-DKOHQ9UODdfFAKEdFd2lAM"
    "Search__ApiKey"           = azurerm_search_service.s.primary_key
    "Logstag__ApiKey"          = "@Microsoft.KeyVault(VaultName=kv;SecretName=logstag-api-key)"
  }
}
