url = "https://api.weather.example/v1/now?api_key=FAKE4wg6CZvu1ffAfbKMYRWO3YBrpHq2&q=#{city}"
uri = URI("https://ingest.logstag.example/v1?api_key=QfvzYpfexTchyq-g3cgrFAKEc7l_SdaWM.reMN9SSKf7")
