Configuration LogstagAgent {
    Import-DscResource -ModuleName LogstagDsc
    Node 'db1' {
        Environment LogstagKey {
            Name  = 'LOGSTAG_API_KEY'
            Value = 'QLg9A5_DU7oe73FAKEO-jU-5asWjW.EV'
        }
        LogstagAgent Agent {
            ApiBaseUrl = 'https://ingest.logstag.example'
            ApiKey     = 'FAKEilazOquQ8wyifeW6GXiuXWgaprPWp1eZ'
        }
    }
}
