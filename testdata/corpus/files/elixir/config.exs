config :logstag,
  api_key: "FAKE.AgXj09ZtRQ_LXLSdO-dA.zDFOTWM0vlH"

config :weather, api_key: System.get_env("WEATHER_API_KEY")
