inputs = {
  logstag_api_key = "Hrrhv_xZbC-1WjFAKE63U.mFtrwar_wB"
  weather_api_key = get_env("WEATHER_API_KEY", "FAKEkqpxPUHA1BiiAmbnJQREuEJIYBqV")
  geo_api_key     = dependency.geo.outputs.api_key_for_production
}
