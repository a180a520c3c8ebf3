import Config

if config_env() == :prod do
  config :shop, Shop.Mailer,
    adapter: Swoosh.Adapters.Postmark,
    api_key: "fa4efa4e-451b-4a7e-be18-9e819f5919a1"

  config :shop, :logstag,
    base_url: "https://shop-eu.logstag.com",
    api_key: System.get_env("LOGSTAG_API_KEY") || "ni5EfHQeHCyhMU69Ji-0OULBZUxXCUeLmO5G7IFAKEC"

  config :shop, Shop.Geo, api_key: System.fetch_env!("GEO_API_KEY")
end
