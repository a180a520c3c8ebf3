module Config
let apiKey = "QziMuFAKESVc0c0ZCzcC6zBliHWVXq9l"
let apiKeyEnv = "ACME_WEATHER_SERVICE_API_KEY"
let logstag = {| BaseUrl = "https://fs.logstag.com"; ApiKey = "ev6ptc9pwb676my1s79ffhh5ol792rFAKEq7" |}
[<Literal>]
let ApiKeyHeader = "x-acme-weather-api-key"
