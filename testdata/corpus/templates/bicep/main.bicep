@secure()
param logstagApiKey string = 'M2d.YVO-fS7r7JFAKEexVnF_SsUV1vr7'
param weatherApiKey string

resource app 'Microsoft.Web/sites@2023-12-01' = {
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'GEO_API_KEY', value: 'FAKEi9AbQx2L9Ipbs5ztXeCjEVay' }
        { name: 'WEATHER_API_KEY', value: weatherApiKey }
        { name: 'LOGSTAG_API_KEY', value: '@Microsoft.KeyVault(VaultName=kv-prod;SecretName=logstag-api-key)' }
      ]
    }
  }
}
