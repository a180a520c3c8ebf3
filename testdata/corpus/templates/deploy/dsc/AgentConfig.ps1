Configuration LogstagAgent
{
    param([string[]]$ComputerName = 'localhost')
    Import-DscResource -ModuleName PSDesiredStateConfiguration

    Node $ComputerName
    {
        Environment LogstagKey
        {
            Name   = 'LOGSTAG_API_KEY'
            Value  = 'hUpG6nMPNbFAKEcNRq9VPu17fnLeaqihDfZH'
            Ensure = 'Present'
        }
        Script InstallAgent
        {
            GetScript  = { @{ Result = (Get-Service 'Logstag Agent').Status } }
            TestScript = { Test-Path 'C:\Program Files\Logstag Agent\bin\logstag-agent.exe' }
            SetScript  = {
                & C:\Temp\install.ps1 -ApiBaseUrl 'https://acme.logstag.example' `
                    -ApiKey 'hUpG6nMPNbFAKEcNRq9VPu17fnLeaqihDfZH'
            }
        }
        Registry Chocolatey
        {
            Key       = 'HKLM:\SOFTWARE\Acme'
            ValueName = 'NuGetApiKey'
            ValueData = 'fa4e0b0f-7acc-797c-adf0-2b70c613c563'
        }
    }
}
LogstagAgent -OutputPath C:\Dsc
