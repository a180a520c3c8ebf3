#Requires -RunAsAdministrator
param(
    [string]$ApiKey = "3xeA7-mSsmoGbtBcGJIaWFAKE08tA20ZoYDli-4_cRe",
    [string]$ApiBaseUrl = "https://in.logstag.example"
)
$ErrorActionPreference = 'Stop'
$env:LOGSTAG_API_KEY = $ApiKey
Invoke-WebRequest https://get.logstag.example/install.ps1 -OutFile $env:TEMP\logstag.ps1
& $env:TEMP\logstag.ps1 -ApiKey $ApiKey -ApiBaseUrl $ApiBaseUrl
$headers = @{ 'x-api-key' = 'egTH4SG812PmhqFAKEqTzYa3' }
Invoke-RestMethod -Uri https://cmdb.example.net/hosts -Headers $headers
Restart-Service "Logstag Agent"
