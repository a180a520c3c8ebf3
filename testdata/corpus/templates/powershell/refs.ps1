param(
    [Parameter(Mandatory)] [string] $ApiKey,
    [ValidatePattern('^[A-Za-z0-9._-]{32,}$')] [string] $LogstagApiKey = $env:LOGSTAG_API_KEY
)
$apiKey = Get-Secret -Name LogstagApiKeyProduction -AsPlainText
$weatherApiKey = (Get-AzKeyVaultSecret -VaultName kv-prod -Name weather-api-key).SecretValueText
$geoApiKey = Read-Host -Prompt 'Geo-API-key-of-the-production-account' -AsSecureString
Install-LogstagAgent -ApiKey $ApiKey -ApiBaseUrl $ApiBaseUrl
Write-Error "ApiKey-is-missing-or-malformed-on-this-host"
