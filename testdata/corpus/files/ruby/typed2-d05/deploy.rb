set :default_env, { 'LOGSTAG_API_KEY' => '15L9YiP82FAKEV6ZdQVTp7j5RXtF81P57K3sdwZ3', 'RAILS_ENV' => 'production' }
client = Geo::Client.new api_key: "fa4ea8afa190bfb80f9836e2e9db3a50", timeout: 4
ENV["MAIL_API_KEY"] = %q(VC7KOPsovInwzAFAKEZ23ZWyA6GBKxSy)
stub_request(:get, "https://geo.example/v1").with(headers: { "X-Api-Key" => "qkVcfrb3SiON7XYeKmh5b05zgFAKE3sWds6ATpIY" })
