request.addHeader("X-API-Key", "FAKEmiDQsM3uhxO0CrJGiwSU");
HttpRequest.newBuilder(uri).header("x-api-key", "fa4ee67c2d05017a7516e8a1809966c4").build();
properties.put("logstag.api.key", "FAKE.y8-hvMN7sQZvE4_c745f2hxBW5cWBf1M8.X4jy.4");
System.setProperty("logstag.apiKey", "fake59zmglnqbvrbye8qyuznqkerebmzacrwpr6o");
map.put("weather_api_key", "FAKES2nZ4v7H6X8u9S21afzW");
