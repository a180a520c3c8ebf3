# frozen_string_literal: true

Logstag.configure do |c|
  c.api_base_url = 'https://shop.logstag.com'
  c.api_key      = 'pduf3srak04p14lrej94vy0kpbwFAKElygncorhygfcyb7wq'
  c.environment  = Rails.env
end

Rails.application.config.x.geocoder = { lookup: :google, api_key: "iGm3EAq6U81LeJonNFAKETA3MO5LdjlyMUjcITC", timeout: 3 }
Stripe.api_key = Rails.application.credentials.dig(:stripe, :secret_key)
Honeybadger.configure { |c| c.api_key = ENV.fetch('HONEYBADGER_API_KEY') }
