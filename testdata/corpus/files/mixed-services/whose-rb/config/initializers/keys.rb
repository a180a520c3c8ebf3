Metricdog.configure { |c| c.api_key = 'fa4e4fa78e5fa039c77d2f50540a7edc' }

Logstag.configure do |config|
  config.api_base_url = 'https://in.nord.example'
  config.api_key = 'KnX5myJcpc1ZAFAKElo7zoe8jv45SxQgWPfob1ED'
end

Payly.api_key = "zNsGywgb3C5PFAKEKFaiFaALrm8R"
