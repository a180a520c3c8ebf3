#Requires -RunAsAdministrator
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string]$ApiKey,
    [string]$ApiBaseUrl = $env:LOGSTAG_API_BASE_URL
)
$headers = @{ 'X-Api-Key' = $ApiKey; Accept = 'application/json' }
if (-not $env:LOGSTAG_API_KEY) { $env:LOGSTAG_API_KEY = Read-Host 'Logstag agent API key' }
$secure = ConvertTo-SecureString $env:LOGSTAG_API_KEY -AsPlainText -Force
.\install.ps1 -ApiKey $ApiKey -ApiBaseUrl $ApiBaseUrl
Write-Host "api_key written to C:\ProgramData\Logstag Agent\logstag-agent.toml"
$cfg.ApiKey = (Get-AzKeyVaultSecret -VaultName kv-acme -Name logstag-api-key -AsPlainText)
