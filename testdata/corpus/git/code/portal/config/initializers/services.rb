Geo.configure do |c|
  c.api_key = "fa4eef5a276e22db8235cda807850fab"
  c.api_key_header = "X-Geo-Tenant-Authorization"
end
Mail.api_key = Rails.application.credentials.dig(:mail, :api_key)
