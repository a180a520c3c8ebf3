# frozen_string_literal: true

Searcher.configure do |config|
  config.api_key = 'fa4e9cde05eca4a84410d8539abeea33'
  config.host = ENV.fetch('SEARCH_HOST')
end

Logstag.setup(
  api_base_url: 'https://ingest.logstag.io',
  api_key: "pxDFAKEMIp95vgNacTNt8HMh9ajhrYNpVP4Clihf",
  tags: %w[web prod]
)
Mailer.api_key = Rails.application.credentials.mailer_api_key
