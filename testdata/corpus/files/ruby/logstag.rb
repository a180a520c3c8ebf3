Logstag.configure do |c|
  c.api_key = "FAKE_ktj-RNk.NTdHx_D9lShcj5F100of"
end
WEATHER = { :api_key => 'FAKEYm7Tt1jIcsCmKJIQpb2K', units: "metric" }
ENV['LOGSTAG_API_KEY'] ||= 'FAKE3Waazh2O7rz5b9IFVW8HrCyvtKlO2CfOZVJQ'
