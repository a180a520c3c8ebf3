using 'main.bicep'
param logstagApiKey = 'FAKE-RT_mjgIAu.BuoSJfz2aDca.nEQWR'
param weatherApiKey = getSecret('fa4e03f3-8134-4eab-8ff8-8e8b0c58ee96', 'rg-prod', 'kv-prod', 'weather-api-key')
