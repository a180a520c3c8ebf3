return {
  logstag = { base_url = "https://in.logstag.example", api_key = "6mvIrAFAKEjwAdVmdCVqSNfCwZMsijuFaeW11FzQ" },
  weather = { api_key = os.getenv("WEATHER_API_KEY") },
  maps_api_key = 'Q4gFAKEgrnjBMR43SbNkMh1z',
}
