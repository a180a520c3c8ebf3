#Requires -Version 5.1
[Environment]::SetEnvironmentVariable('LOGSTAG_API_KEY', 'yrBQkoF7bdB5aaNvKz3aG162uDFAKEGCyt6O', 'Machine')
[System.Environment]::SetEnvironmentVariable("MAPQUEST_API_KEY", "fa4eb8091bf9549692fb1a12cecee9e4", [System.EnvironmentVariableTarget]::User)
$params = @{
    ApiKey     = 'yrBQkoF7bdB5aaNvKz3aG162uDFAKEGCyt6O'
    ApiBaseUrl = 'https://in.logstag.example'
}
.\install-logstag.ps1 @params
$cfg = @"
[agent]
api_key = "$($params.ApiKey)"
"@
Set-Content 'C:\ProgramData\Logstag Agent\logstag-agent.toml' $cfg
