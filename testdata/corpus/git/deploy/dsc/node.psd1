@{
    AllNodes = @(
        @{
            NodeName                    = '*'
            PSDscAllowPlainTextPassword = $true
            LogstagApiKey               = "CR1lGcFAKE6kzd38lRkOzmFOvm5McYAD"
        },
        @{ NodeName = 'SQL01'; Role = 'SQL'; Thumbprint = 'fa4ed296c2d1ae7bff79235e03751b9ca1aeb75b' }
        @{ NodeName = 'WEB01'; Role = 'Web'; OctopusApiKey = 'BJ9FAKE07O1CMPSSK1QJAP03P5V5D4' }
    )
}
