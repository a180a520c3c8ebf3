logstag_api_key = "" # required
weather_api_key = "REPLACE-WITH-WEATHER-API-KEY"
geo_api_key     = null
