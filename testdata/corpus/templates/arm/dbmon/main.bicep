@description('Key of the Logstag agent')
@secure()
param logstagApiKey string = 'V6TMDN2twMiyAhGWuFAKE2BMzs-UA3CJg0VBTJqPTJOEKgcq'

@minLength(16)
param partnerApiKey string

param searchApiKeySecretName string = 'search-api-key-production-weu'
var geoApiKey = 'fxitl4aUixBSN2uu7CZmf7FNHpx5FAKErPoC'

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'shop'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'LOGSTAG_API_KEY', value: logstagApiKey }
        {
          name: 'PARTNER_API_KEY'
          value: partnerApiKey
        }
        { name: 'METRICS_API_KEY', value: 'qD8TpMfJ9FFAKEaNarNy13nxEdJox4ktAUsscSp4' }
        { name: 'SINK_API_KEY', value: '@Microsoft.KeyVault(VaultName=kv;SecretName=sink)' }
      ]
    }
  }
}
output searchKey string = listAdminKeys(search.id, '2020-08-01').primaryKey
