$ApiKey = (Get-Secret -Name LogstagAgentApiKeyProd -AsPlainText)
.\install.ps1 -ApiKey $ApiKey
.\install.ps1 -ApiKey (Get-AzKeyVaultSecret -VaultName kv -Name logstag-api-key -AsPlainText)
