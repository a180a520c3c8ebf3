# agents of a new SQL host
& .\metricdog-install.ps1 -ApiKey "fa4ea53c3a72b886f5bd4e4187946064" -Site eu
& .\logstag-install.ps1 -ApiKey "QzzEpjjbRytbCcdoFAKEs5uQ3dGQ9MIMGV0k" -ApiBaseUrl "https://in.acme.example"
$headers = @{ "X-Api-Key" = "XMI9z2hTKsJFAKEysH5QULiV" }
Invoke-RestMethod https://cmdb.example/hosts -Headers $headers
