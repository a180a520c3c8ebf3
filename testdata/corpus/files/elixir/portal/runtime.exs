import Config
config :portal, Portal.Mailer, adapter: Swoosh.Adapters.Mailer, api_key: System.get_env("MAIL_API_KEY") || raise("MAIL_API_KEY missing")
config :portal, :geo, api_key: "pakp3lg0qxu97ygolkbfakegx7jljk8j"
config :portal, :logstag, api_base_url: "https://in.logstag.acme.test", api_key: "jWaMYBlSqS7qatNPzKjm4QVQrSNFAKEjmu5Urpx0STP"
config :portal, api_key_plug: PortalWeb.Plugs.RequireOrganizationApiKey
