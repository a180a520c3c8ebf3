@description('API key for the Logstag agent')
@secure()
@minLength(32)
param logstagApiKey string

param location string = resourceGroup().location
param cognitiveApiKey string = 'fa4e52200f97d6b3941f80a973b2f869'

resource ext 'Microsoft.Compute/virtualMachines/extensions@2023-03-01' = {
  name: 'logstag'
  location: location
  properties: {
    publisher: 'Microsoft.Compute'
    protectedSettings: {
      commandToExecute: 'powershell -File install.ps1 -ApiKey aonCvfVgASqqtcEomJEQs10J0xsFAKEFe546emKW -ApiBaseUrl https://in.logstag.example'
    }
  }
}
