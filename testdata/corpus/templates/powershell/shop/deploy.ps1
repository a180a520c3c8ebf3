$services = @(
    @{ Name = 'Logstag Agent'; ApiKey = 'gKFAKEuxL3MlIEIwpx5PiGdH9BSUhE8L28pn' },
    @{ Name = 'Relay'; ApiKey = 'KJZocZMDCA50yTNa2Tvh9O1aQmawbF880FAKEncV' }
)
foreach ($s in $services) { Set-ServiceKey -Name $s.Name -ApiKey $s.ApiKey }
Invoke-Command -ComputerName db01 -ScriptBlock { & 'C:\Temp\logstag-install.ps1' -ApiBaseUrl https://ingest.example.net -ApiKey 'lo5sFAKEd5LIgnRDCS9H778bE3veMQRmP4dG3kQVRlNa8zo4' }
$apiKey = Read-Host -Prompt 'API key of the organisation' -AsSecureString
$params = @{
    Uri     = 'https://relay.example.com/v1/hosts'
    Headers = @{ 'api-key' = "DxbDwaKFqhOQFAKEXGlysNieRwKYp3wH" }
}
$config.ApiKey = $secretStore.GetSecret('relay/api-key/production')
