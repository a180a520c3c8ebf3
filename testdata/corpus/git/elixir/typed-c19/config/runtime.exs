import Config

config :portal, Portal.Mailer,
  adapter: Bamboo.PostAdapter,
  api_key: "J6PU39Zlv9TjgktHro1jNgTYn3gwFAKEEKVQ"

config :logstag_agent,
  api_base_url: "https://ingest.logstag.io",
  api_key: "YsVooaegDELjASFAKEgWANO87SAJaX9IGc5KgDky",
  interval: 60

config :portal, :geo, api_key: System.fetch_env!("GEO_API_KEY")
