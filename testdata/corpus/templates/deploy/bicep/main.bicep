targetScope = 'resourceGroup'

@description('Logstag agent key')
@secure()
param logstagApiKey string = '32wiJpENpWvaSFAKECiB7Wi7xm9oUi067beD'
param location string = resourceGroup().location
param openAiApiKeySecretName string = 'azure-openai-api-key-secret'

resource app 'Microsoft.Web/sites@2023-01-01' = {
  name: 'billing'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'Logstag__ApiKey'
          value: logstagApiKey
        }
        {
          name: 'OpenWeather__ApiKey'
          value: 'fa4e7cb32df8f698b448204b6e176332'
        }
        {
          name: 'Stripe__ApiKey'
          value: '@Microsoft.KeyVault(SecretUri=https://kv-acme.vault.azure.net/secrets/stripe-api-key/)'
        }
      ]
    }
  }
}
