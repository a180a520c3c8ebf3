config :portal, Portal.Geo, api_key: "fa4ea2af651e52e59480c9ede10c5915"
config :portal, Portal.Mail, api_key: {:system, "MAIL_ORGANIZATION_API_KEY"}
