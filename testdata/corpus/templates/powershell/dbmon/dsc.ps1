Configuration DbMon {
    param ([string[]]$NodeName = 'localhost', [PSCredential]$Credential)
    Import-DscResource -ModuleName PSDesiredStateConfiguration
    Node $NodeName {
        Environment LogstagKey {
            Name   = 'LOGSTAG_API_KEY'
            Value  = 'XbesN-TenrJ4mADBqvpsFAKERfwrjHux0dyLqAhq'
            Ensure = 'Present'
        }
        File AgentConfig {
            DestinationPath = 'C:\ProgramData\Logstag Agent\logstag-agent.toml'
            Contents = @'
[agent]
api_base_url = "https://ingest.logstag.example"
api_key = "xc9FAKEfXUWJ10pSzzIrc3k3WCanKbEqre8WCGOO"
'@
        }
        Environment RelayKey {
            Name = 'RELAY_API_KEY'; Value = 'vLlYeHEkItvDBctGfFAKEoWxvgNRtPhA'; Ensure = 'Present'
        }
        Registry Owner { Key = 'HKLM:\SOFTWARE\Acme'; ValueName = 'ApiKeyOwner'; ValueData = 'platform-team-monitoring-eu' }
    }
}
$ConfigurationData = @{ AllNodes = @(@{ NodeName = 'sql01'; LogstagApiKey = 'RnC9DgrAzJOS5kkuhLFAKEAoBOTuNdsG-MbJwWtn'; Thumbprint = '2Bvd3QjhXOTptsNkuTgWkGLy9DsqLDKwFAKEgWYU' }) }
