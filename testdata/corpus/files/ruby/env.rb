Logstag.configure do |c|
  c.api_key = ENV.fetch("LOGSTAG_API_KEY")
  c.weather_api_key = Rails.application.credentials.dig(:weather, :api_key)
  c.geo_api_key = "#{vault.read('secret/geo').data[:api_key]}"
  validates :api_key, presence: true, length: { minimum: 32 }
end
