Rails.application.configure do
  config.x.geocoder.api_key = ENV.fetch("GEOCODER_API_KEY") { Rails.application.credentials.geocoder_api_key! }
  config.x.mailer.api_key   = 'ifake8n8p5kqk63n7zdw9grjjn5rmho8'
  config.filter_parameters += %i[api_key api_key_confirmation encrypted_api_key_iv]
  config.x.logstag = { api_base_url: 'https://in.logstag.acme.test', :api_key => 'mKa0SzPTBvxmlFAKEouA2rV.GayDtntCxLg5' }
  config.api_key_class_name = "Admin::OrganizationApiKeyPolicy"
end
