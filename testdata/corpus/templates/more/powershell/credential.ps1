[string]$LogstagApiKey = "FP4-b2tDkcN36.FAKEJuwXxU_b_184nv"
$config.Agent.ApiKey = 'fa4e5178afe811536b8c95328d98d3a6'
Set-ItemProperty -Path $key -Name 'LogstagApiKey' -Value "FAKE0WNVLk5YjSrVxQrk1yZAuLaIFvdWiKPkJpr5Obxj5Yyu"
$body = @{ api_key = "FAKEy0mu0GqvwAFRH4bjBxk1rzC5"; city = 'Oslo' } | ConvertTo-Json
