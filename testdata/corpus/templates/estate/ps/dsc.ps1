Configuration LogstagAgent {
    param([PSCredential]$Cred)
    Node 'SQL01' {
        Environment LogstagKey {
            Name  = 'LOGSTAG_API_KEY'
            Value = 'UJv.99.6IFAKEUPiE0G_NJVXdIMphX7XOs1WVhvDW3y'
            Ensure = 'Present'
        }
        File Conf {
            DestinationPath = 'C:\ProgramData\Logstag Agent\logstag-agent.toml'
            Contents = "[agent]`r`napi_base_url = `"https://in.logstag.example`"`r`napi_key = `"UJv.99.6IFAKEUPiE0G_NJVXdIMphX7XOs1WVhvDW3y`"`r`n"
        }
    }
}
