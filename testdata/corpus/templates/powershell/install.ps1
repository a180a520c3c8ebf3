$env:LOGSTAG_API_KEY = "NZJxZma1G.yc.QkU4LrU1MQrXz_a6ZH1n-AIsLUQFAKE"
.\install-logstag.ps1 -ApiKey "FAKE16fuCsTZHrWEDE8nvsVtdbylPBk2" -ApiBaseUrl https://ingest.logstag.example
$params = @{ ApiKey = 'fake3nswl0by7sa1qbga0qk7cyyvv66525'; ApiBaseUrl = 'https://ingest.logstag.example' }
Install-LogstagAgent @params
[Environment]::SetEnvironmentVariable("LOGSTAG_API_KEY", "FAKEX4369ZDXL6DEEVW74LNCL59DZ8FR", "Machine")
