region          = "eu-west-1"
logstag_api_key = "FAKE-yWAFA1QtGzSB.vP7mpqC_K3U_NRr6h-k"
weather_api_key = "FAKEdhXNiTeXDSRw3wISgqzI"
api_keys = {
  logstag = "fakeytthz9hh30qz0h7ndrgtcivyklmdvl"
}
