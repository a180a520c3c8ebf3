Install-LogstagAgent `
    -ApiBaseUrl 'https://ingest.logstag.example' `
    -ApiKey 'WC.TRC_OfqU781Z2H-oSFAKEVykW4hMFaS-KS.TcshQ8'
$weatherApiKey = ConvertTo-SecureString "FAKENnw20G18z8hSZoJd" -AsPlainText -Force
