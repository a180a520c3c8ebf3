@secure()
param logstagApiKey string
resource kv 'Microsoft.KeyVault/vaults@2023-02-01' existing = {
  name: 'kv-monitoring-prod-we-001'
}
module agent './agent.bicep' = {
  name: 'logstag-agent-deployment-${uniqueString(resourceGroup().id)}'
  params: {
    apiKey: kv.getSecret('logstag-agent-api-key-production')
    searchApiKey: listAdminKeys(search.id, '2023-11-01').primaryKey
  }
}
